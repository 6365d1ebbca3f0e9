/**
 * p values adjusted by the step-up method of Benjamini and Hochberg: rejecting those at or below α keeps the expected
 * share of false ones among the rejections at α, for independent or positively dependent tests.
 *
 * @param pValues - p values in any order, 0 to 1
 * @returns adjusted p values in that order
 *
 * Source: Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
 * @example
 * ```ts
 * import { benjaminiHochberg } from "heartface";
 * Array.from(benjaminiHochberg([0.01, 0.04, 0.03])); // [0.03, 0.04, 0.04]
 * ```
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const count = pValues.length;
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => pValues[b] - pValues[a]);
  const adjusted = new Float64Array(count);
  let smallest = 1;
  order.forEach((index, i) => {
    smallest = Math.min(smallest, (count * pValues[index]) / (count - i));
    adjusted[index] = smallest;
  });
  return adjusted;
}
