import type { Metric } from "./score.ts";

/** A value for each metric. */
export type MetricValues = Readonly<Record<Metric, number>>;

/**
 * The predicted class of each row: the most probable one, the first of equals.
 *
 * @param probabilities - `rows x classes`, row by row; a row with NaN in it (not predicted) gives -1
 * @param classes - number of classes
 * @returns class index of each row
 * @example
 * ```ts
 * import { predictedClasses } from "heartface";
 * Array.from(predictedClasses(Float64Array.of(0.2, 0.8, 0.5, 0.5), 2)); // [1, 0]
 * ```
 */
export function predictedClasses(probabilities: Float64Array, classes: number): Int32Array {
  const predicted = new Int32Array(probabilities.length / classes);
  for (let row = 0; row < predicted.length; row++) {
    if (!isPredicted(probabilities, classes, row)) {
      predicted[row] = -1;
      continue;
    }
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (probabilities[row * classes + c] > probabilities[row * classes + best]) best = c;
    }
    predicted[row] = best;
  }
  return predicted;
}

function isPredicted(probabilities: Float64Array, classes: number, row: number): boolean {
  for (let c = 0; c < classes; c++) if (Number.isNaN(probabilities[row * classes + c])) return false;
  return true;
}

/** Counts of `truth x predicted`, row by row; rows that were not predicted (-1) are left out. */
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
 * Departure from scikit-learn: none where `labels` is left out there; with `labels` given it counts a class that neither
 * occurs nor is predicted as F1 0, which would punish a test set for classes that it does not hold.
 *
 * @param counts - `truth x predicted`, row by row
 * @returns the metrics, NaN when no row was counted
 *
 * Source: Sokolova & Lapalme 2009, doi:10.1016/j.ipm.2009.03.002 (macro F1 as the mean of the classes' F1); Brodersen et
 * al. 2010, doi:10.1109/ICPR.2010.764 (balanced accuracy).
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
  readonly orders: readonly { readonly target: number; readonly rows: Int32Array }[];
  readonly probabilities: Float64Array;
  readonly classes: number;
}

/** Sorts the rows by the probability of each class; rows that were not predicted (NaN) are left out. */
export function rankProbabilities(probabilities: Float64Array, classes: number): RankedProbabilities {
  const rows = probabilities.length / classes;
  const predicted = Int32Array.from({ length: rows }, (_, row) => row).filter((row) =>
    isPredicted(probabilities, classes, row),
  );
  // Of two classes the second ranks the rows, as scikit-learn has it; the first column mirrors it, and so does its area.
  const targets = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
  const orders = targets.map((target) => {
    const keys = new Float64Array(rows);
    for (let row = 0; row < rows; row++) keys[row] = probabilities[row * classes + target];
    return { target, rows: Int32Array.from(predicted).sort((a, b) => keys[a] - keys[b]) };
  });
  return { orders, probabilities, classes };
}

/** Pairs of a member of a class and another row, and how many of them are in the right order (ties count half). */
export interface ClassPairs {
  readonly right: number;
  readonly all: number;
}

/**
 * Counts the pairs behind the area under the curve, for each class that ranks the rows.
 *
 * @param ranked - the rows in order, see {@link rankProbabilities}
 * @param labels - class index of each row
 * @param weights - how often each row counts (a bootstrap sample); all once when left out
 */
export function rankedPairs(
  { orders, probabilities, classes }: RankedProbabilities,
  labels: Int32Array,
  weights?: Float64Array,
): readonly ClassPairs[] {
  return orders.map(({ target, rows }) => {
    let negatives = 0;
    let positives = 0;
    let right = 0;
    for (let i = 0; i < rows.length; ) {
      let tiedPositives = 0;
      let tiedNegatives = 0;
      const value = probabilities[rows[i] * classes + target];
      for (; i < rows.length && probabilities[rows[i] * classes + target] === value; i++) {
        const weight = weights ? weights[rows[i]] : 1;
        if (labels[rows[i]] === target) tiedPositives += weight;
        else tiedNegatives += weight;
      }
      right += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return { right, all: positives * negatives };
  });
}

/** The mean area of the classes that have both members and others; 0.5 when none has. */
export function meanArea(pairs: readonly ClassPairs[]): number {
  const used = pairs.filter(({ all }) => all > 0);
  return used.length ? used.reduce((sum, { right, all }) => sum + right / all, 0) / used.length : 0.5;
}

/**
 * Area under the receiver operating characteristic, ties counting half; with more than two classes the mean of each
 * class against the rest, over the classes that occur (Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747).
 *
 * Departure from scikit-learn, which refuses a truth that lacks one of several classes: the class is left out of the mean.
 *
 * @param ranked - the rows in order, see {@link rankProbabilities}
 * @param labels - class index of each row
 * @param weights - how often each row counts; all once when left out
 * @returns the area, or 0.5 when no class has both members and others
 */
export function auc(ranked: RankedProbabilities, labels: Int32Array, weights?: Float64Array): number {
  return meanArea(rankedPairs(ranked, labels, weights));
}

/**
 * All metrics of pooled predictions; rows that were not predicted (NaN) are left out.
 *
 * @param labels - class index of each row
 * @param probabilities - `rows x classes`
 * @param classes - number of classes
 * @returns a value for each metric, 0 to 1; without a predicted row NaN, and 0.5 for the area
 * @example
 * ```ts
 * import { evaluate } from "heartface";
 * const probabilities = Float64Array.of(0.9, 0.1, 0.6, 0.4, 0.7, 0.3, 0.2, 0.8);
 * evaluate(Int32Array.of(0, 0, 1, 1), probabilities, 2).accuracy; // 0.75
 * ```
 */
export function evaluate(labels: Int32Array, probabilities: Float64Array, classes: number): MetricValues {
  const counts = confusionCounts(labels, predictedClasses(probabilities, classes), classes);
  return { ...countMetrics(counts, classes), auc: auc(rankProbabilities(probabilities, classes), labels) };
}

/**
 * The most that guessing without the features reaches in the long run: the share of the most frequent class for accuracy
 * (always naming it), one in as many classes as occur for balanced accuracy (any guessing) and macro F1 (guessing in
 * proportion), one half for the area under the curve (any guessing).
 *
 * Macro F1 follows from its parts: guessing class c at rate q where its share is p has F1 2pq / (p + q), the harmonic mean
 * of both, so that the mean over k classes is at most 1 / k, and that only where every q is p.
 *
 * Departure: these are levels of the long run. Few trials scatter widely around them, and leaving people out pulls a
 * learner that has nothing to learn below them; the permutation test is the judge, not the distance to this number.
 *
 * @param labels - class index of each row
 * @param classes - number of classes
 * @returns the level of each metric
 *
 * Source: Combrisson & Jerbi 2015, doi:10.1016/j.jneumeth.2015.01.010.
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
