/**
 * p values adjusted by Holm's step-down method: rejecting those at or below α keeps the probability of one false
 * rejection or more at α, whatever the dependence between the tests.
 *
 * @param pValues - p values in any order, 0 to 1
 * @returns adjusted p values in that order
 *
 * Source: Holm 1979, https://www.jstor.org/stable/4615733.
 * @example
 * ```ts
 * import { holm } from "heartface";
 * Array.from(holm([0.01, 0.04, 0.03])); // [0.03, 0.06, 0.06]
 * ```
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const count = pValues.length;
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Float64Array(count);
  let largest = 0;
  order.forEach((index, i) => {
    largest = Math.max(largest, Math.min(1, (count - i) * pValues[index]));
    adjusted[index] = largest;
  });
  return adjusted;
}
