import { type Interval, mean, percentileInterval, type Random, resampleGroups } from "../stats/mod.ts";
import type { People } from "./people.ts";
import { resampledSpearman } from "./resampled-spearman.ts";

/** 95 % intervals of one row's statistics; null where a group is empty or nothing varies. */
export interface AccuracyIntervals {
  readonly high: Interval | null;
  readonly low: Interval | null;
  readonly difference: Interval | null;
  readonly correlation: Interval | null;
}

/**
 * 95 % percentile intervals of a bootstrap over participants. For the group means and their difference, High and Low
 * are drawn each from its own members, as two samples; for the correlation, pairs of score and accuracy are drawn.
 * Samples in which the correlation is not defined, since everybody drawn is alike, are left out.
 *
 * @param people - the participants
 * @param accuracy - accuracy of each
 * @param samples - number of bootstrap samples
 * @param by - where chance comes from
 *
 * Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapters 8 and 13, doi:10.1007/978-1-4899-4541-9.
 */
export function bootstrapAccuracy(
  { high, low, scores }: People,
  accuracy: Float64Array,
  samples: number,
  by: Random,
): AccuracyIntervals {
  const [ofHigh, ofLow] = [high, low].map((members) => {
    const values = Float64Array.from(members, (i) => accuracy[i]);
    return Float64Array.from({ length: samples }, () => resampledMean(values, by));
  });
  const correlate = resampledSpearman(scores, accuracy);
  const counts = new Int32Array(accuracy.length);
  const correlations = Float64Array.from({ length: samples }, () => {
    counts.fill(0);
    for (const i of resampleGroups(counts.length, by)) counts[i]++;
    return correlate(counts);
  }).filter((value) => !Number.isNaN(value));
  return {
    high: intervalOf(ofHigh),
    low: intervalOf(ofLow),
    difference: intervalOf(ofHigh.map((value, i) => value - ofLow[i])),
    correlation: intervalOf(correlations),
  };
}

function resampledMean(values: Float64Array, by: Random): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[by.integer(values.length)];
  return sum / values.length;
}

function intervalOf(samples: Float64Array): Interval | null {
  return samples.length === 0 || Number.isNaN(mean(samples)) ? null : percentileInterval(samples);
}
