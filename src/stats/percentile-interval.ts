import { quantileOfSorted } from "./quantile.ts";

/** The two ends of an interval, in the unit of what it is an interval of. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The percentile interval of a bootstrap: the middle `level` of its samples.
 *
 * @param samples - the statistic in each bootstrap sample; none is NaN
 * @param level - share of the samples inside, 0.95 unless told otherwise
 * @returns the ends of the interval, NaN of no sample at all
 *
 * Source: Efron 1981, doi:10.2307/3314608.
 * @example
 * ```ts
 * import { percentileInterval } from "heartface";
 * percentileInterval([0, 1, 2, 3, 4], 0.5); // { low: 1, high: 3 }
 * ```
 */
export function percentileInterval(samples: ArrayLike<number>, level = 0.95): Interval {
  const sorted = Float64Array.from(samples).sort();
  return {
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, 1 - (1 - level) / 2),
  };
}
