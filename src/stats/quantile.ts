/**
 * A quantile by linear interpolation between order statistics (type 7, the default of R and NumPy).
 *
 * @param values - any number of values in any order; none is NaN
 * @param probability - 0 to 1
 * @returns the quantile, in the values' unit; NaN of no value at all
 * @throws RangeError when the probability is not from 0 to 1
 *
 * Source: Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566.
 * @example
 * ```ts
 * import { quantile } from "heartface";
 * quantile([4, 1, 3, 2], 0.25); // 1.75
 * ```
 */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), probability);
}

/** The {@link quantile} of values that are in ascending order already. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`invalid probability: ${probability}`);
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * probability;
  const below = Math.floor(at);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, sorted.length - 1)];
  return low === high ? low : low + (at - below) * (high - low);
}
