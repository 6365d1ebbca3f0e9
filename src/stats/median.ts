import { quantile } from "./quantile.ts";

/**
 * The median: the middle value, or the mean of the two middle ones.
 *
 * @param values - any number of values in any order; none is NaN
 * @returns the median, in the values' unit; NaN of no value at all
 * @example
 * ```ts
 * import { median } from "heartface";
 * median([3, 1, 2, 10]); // 2.5
 * ```
 */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
