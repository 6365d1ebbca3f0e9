import { pearson } from "./pearson.ts";
import { ranks } from "./ranks.ts";

/**
 * Spearman's rank correlation: Pearson's correlation of the mid-ranks, exact with ties.
 *
 * @param x - n values; none is NaN
 * @param y - n values; none is NaN
 * @returns -1 to 1; NaN when either does not vary
 * @throws RangeError when the lengths differ
 *
 * Source: Spearman 1904, doi:10.2307/1412159.
 * @example
 * ```ts
 * import { spearman } from "heartface";
 * spearman([1, 2, 3, 4], [1, 10, 100, 1000]); // 1
 * ```
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearson(ranks(x), ranks(y));
}
