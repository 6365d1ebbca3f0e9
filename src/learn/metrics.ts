import { type Metric, metrics as metricNames } from "./score.ts";

/** A value for each metric. */
export type MetricValues = Readonly<Record<Metric, number>>;

/**
 * The predicted class of each row: the most probable one, the first of equals.
 *
 * @param probabilities - `rows x classes`, row by row; a row of NaN (not predicted) gives -1
 */
export function predictedClasses(probabilities: Float64Array, classes: number): Int32Array {
  const predicted = new Int32Array(probabilities.length / classes);
  for (let row = 0; row < predicted.length; row++) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) {
      const p = probabilities[row * classes + c];
      if (p > most) {
        most = p;
        best = c;
      }
    }
    predicted[row] = best;
  }
  return predicted;
}

/** Counts of `truth x predicted`, row by row. */
export function confusionCounts(labels: Int32Array, predicted: Int32Array, classes: number): Float64Array {
  const counts = new Float64Array(classes * classes);
  for (let row = 0; row < labels.length; row++) {
    if (predicted[row] >= 0) counts[labels[row] * classes + predicted[row]]++;
  }
  return counts;
}

/**
 * Accuracy, balanced accuracy (mean recall over the classes that occur) and macro F1 (mean over the classes that occur
 * or are predicted), from a confusion matrix.
 *
 * @param counts - `truth x predicted`, row by row
 */
export function countMetrics(counts: Float64Array, classes: number): Omit<MetricValues, "auc"> {
  let total = 0;
  let hits = 0;
  let recalls = 0;
  let present = 0;
  let f1 = 0;
  let named = 0;
  for (let c = 0; c < classes; c++) {
    let truth = 0;
    let predicted = 0;
    for (let other = 0; other < classes; other++) {
      truth += counts[c * classes + other];
      predicted += counts[other * classes + c];
    }
    const hit = counts[c * classes + c];
    total += truth;
    hits += hit;
    if (truth > 0) {
      recalls += hit / truth;
      present++;
    }
    if (truth + predicted > 0) {
      f1 += (2 * hit) / (truth + predicted);
      named++;
    }
  }
  return { accuracy: hits / total, balancedAccuracy: recalls / present, macroF1: f1 / named };
}

/** Rows in the order of each class's probability, sorted once so that weighted areas need no further sorting. */
export interface RankedProbabilities {
  readonly order: readonly Int32Array[];
  readonly probabilities: Float64Array;
  readonly classes: number;
}

/** Sorts the rows by the probability of each class. */
export function rankProbabilities(probabilities: Float64Array, classes: number): RankedProbabilities {
  const rows = probabilities.length / classes;
  // With two classes the second column mirrors the first, and so does its area.
  const order = Array.from({ length: classes === 2 ? 1 : classes }, (_, c) => {
    const keys = new Float64Array(rows);
    for (let row = 0; row < rows; row++) keys[row] = probabilities[row * classes + c];
    return Int32Array.from(keys, (_, row) => row).sort((a, b) => keys[a] - keys[b]);
  });
  return { order, probabilities, classes };
}

/**
 * Area under the receiver operating characteristic, ties counting half; with more than two classes the mean of each
 * class against the rest (Hanley & McNeil 1982, 10.1148/radiology.143.1.7063747).
 *
 * @param ranked - the rows in order, see {@link rankProbabilities}
 * @param labels - class index of each row
 * @param weights - how often each row counts (a bootstrap sample); all once when left out
 * @returns the area, or 0.5 when no class has both members and others
 */
export function auc(
  { order, probabilities, classes }: RankedProbabilities,
  labels: Int32Array,
  weights?: Float64Array,
): number {
  let sum = 0;
  let used = 0;
  order.forEach((rows, c) => {
    let negatives = 0;
    let positives = 0;
    let area = 0;
    for (let i = 0; i < rows.length; ) {
      let tiedPositives = 0;
      let tiedNegatives = 0;
      const value = probabilities[rows[i] * classes + c];
      for (; i < rows.length && probabilities[rows[i] * classes + c] === value; i++) {
        const weight = weights ? weights[rows[i]] : 1;
        if (labels[rows[i]] === c) tiedPositives += weight;
        else tiedNegatives += weight;
      }
      area += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    if (positives > 0 && negatives > 0) {
      sum += area / (positives * negatives);
      used++;
    }
  });
  return used ? sum / used : 0.5;
}

/**
 * All metrics of pooled predictions.
 *
 * @param labels - class index of each row
 * @param probabilities - `rows x classes`
 */
export function evaluate(labels: Int32Array, probabilities: Float64Array, classes: number): MetricValues {
  const counts = confusionCounts(labels, predictedClasses(probabilities, classes), classes);
  return { ...countMetrics(counts, classes), auc: auc(rankProbabilities(probabilities, classes), labels) };
}

/**
 * What guessing without the features reaches: the share of the most frequent class for accuracy, one in `classes` for
 * balanced accuracy and macro F1 (guessing in proportion), one half for the area under the curve.
 */
export function chanceLevels(labels: Int32Array, classes: number): MetricValues {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]++;
  const present = counts.filter((count) => count > 0).length;
  return {
    accuracy: Math.max(...counts) / labels.length,
    balancedAccuracy: 1 / present,
    macroF1: 1 / present,
    auc: 0.5,
  };
}

/** The names of the metrics, in the order of importance. */
export const metricOrder: readonly Metric[] = metricNames;
