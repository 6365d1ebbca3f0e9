import { type Interval, percentileInterval, random, resampleGroups, seedOf } from "../stats/mod.ts";
import {
  type ClassPairs,
  confusionCounts,
  countMetrics,
  type MetricValues,
  meanArea,
  predictedClasses,
  rankedPairs,
  rankProbabilities,
} from "./metrics.ts";
import { type Metric, metrics } from "./score.ts";

/** How many bootstrap samples an interval is made of. */
export const bootstrapSamples = 2000;

/**
 * 95 % percentile intervals of the metrics, participants being drawn with replacement and all their trials with them.
 * They describe other people under the same fitted models, and not the scatter of fitting again. With some ten people
 * they cover the truth less often than they say: in 92 % of simulated studies of ten people, 94 % of twenty, 95 % of thirty.
 *
 * A person who is drawn twice stands beside a copy. For the area under the curve, pairs between the two copies would be
 * pairs within one person, who is told apart from herself more easily than from others: they count once, as often as she
 * was drawn, and not squared. Otherwise the whole interval would lie too high.
 *
 * One participant says nothing about others: the interval is then 0 to 1.
 *
 * @param labels - class index of each tested row
 * @param probabilities - `rows x classes`
 * @param participant - index of each row's participant, 0 to `participants` - 1
 * @param participants - number of participants
 * @param classes - number of classes
 * @param seed - seed of the draws
 * @returns the interval of each metric; rows that were not predicted (NaN) count nowhere
 *
 * Source: Efron & Tibshirani 1993, doi:10.1007/978-1-4899-4541-9; Davison & Hinkley 1997, section 3.8,
 * doi:10.1017/CBO9780511802843 (groups).
 */
export function bootstrapMetrics(
  labels: Int32Array,
  probabilities: Float64Array,
  participant: Int32Array,
  participants: number,
  classes: number,
  seed: number,
): Readonly<Record<Metric, Interval>> {
  if (participants < 2) {
    return Object.fromEntries(metrics.map((name) => [name, { low: 0, high: 1 }])) as Record<Metric, Interval>;
  }
  const predicted = predictedClasses(probabilities, classes);
  const own = Array.from({ length: participants }, () => new Float64Array(classes * classes));
  for (let row = 0; row < labels.length; row++) {
    if (predicted[row] >= 0) own[participant[row]][labels[row] * classes + predicted[row]]++;
  }
  const ranked = rankProbabilities(probabilities, classes);
  const within = pairsWithin(labels, probabilities, participant, participants, classes);
  const by = random(seedOf(seed, "bootstrap"));
  const counts = new Float64Array(classes * classes);
  const times = new Float64Array(participants);
  const weights = new Float64Array(labels.length);
  const samples = Object.fromEntries(
    metrics.map((name) => [name, new Float64Array(bootstrapSamples)]),
  ) as Record<Metric, Float64Array>;
  for (let sample = 0; sample < bootstrapSamples; sample++) {
    times.fill(0);
    counts.fill(0);
    for (const group of resampleGroups(participants, by)) {
      times[group]++;
      for (let cell = 0; cell < counts.length; cell++) counts[cell] += own[group][cell];
    }
    for (let row = 0; row < weights.length; row++) weights[row] = times[participant[row]];
    const pairs = rankedPairs(ranked, labels, weights).map(({ right, all }, c): ClassPairs => {
      let doubleRight = 0;
      let doubleAll = 0;
      for (let person = 0; person < participants; person++) {
        const surplus = times[person] * (times[person] - 1);
        doubleRight += surplus * within[person][c].right;
        doubleAll += surplus * within[person][c].all;
      }
      return { right: right - doubleRight, all: all - doubleAll };
    });
    const values: MetricValues = { ...countMetrics(counts, classes), auc: meanArea(pairs) };
    for (const name of metrics) samples[name][sample] = values[name];
  }
  return Object.fromEntries(metrics.map((name) => [name, percentileInterval(samples[name])])) as Record<
    Metric,
    Interval
  >;
}

/** The pairs within each person, for each class that ranks the rows. */
function pairsWithin(
  labels: Int32Array,
  probabilities: Float64Array,
  participant: Int32Array,
  participants: number,
  classes: number,
): readonly (readonly ClassPairs[])[] {
  const rowsOf: number[][] = Array.from({ length: participants }, () => []);
  participant.forEach((person, row) => {
    rowsOf[person].push(row);
  });
  return rowsOf.map((rows) => {
    const own = new Float64Array(rows.length * classes);
    rows.forEach((row, i) => {
      own.set(probabilities.subarray(row * classes, (row + 1) * classes), i * classes);
    });
    const ranked = rankProbabilities(own, classes);
    return rankedPairs(
      ranked,
      Int32Array.from(rows, (row) => labels[row]),
    );
  });
}

/** The metrics of pooled predictions, with the confusion matrix as rows. */
export function confusionRows(labels: Int32Array, probabilities: Float64Array, classes: number): number[][] {
  const counts = confusionCounts(labels, predictedClasses(probabilities, classes), classes);
  return Array.from({ length: classes }, (_, c) =>
    Array.from(counts.subarray(c * classes, (c + 1) * classes)),
  );
}
