/**
 * Ranks from 1 on; values that tie share the mean of their ranks (mid-ranks).
 *
 * @param values - any number of values; none is NaN
 * @returns the rank of each value, in the order given
 * @example
 * ```ts
 * import { ranks } from "heartface";
 * Array.from(ranks([10, 30, 30, 20])); // [1, 3.5, 3.5, 2]
 * ```
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a] - values[b],
  );
  const ranked = new Float64Array(values.length);
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    const shared = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) ranked[order[i]] = shared;
    from = to;
  }
  return ranked;
}
