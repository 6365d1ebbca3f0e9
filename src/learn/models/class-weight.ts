/** How many training rows each class has. */
export interface ClassCounts {
  /** Classes that have a training row, ascending. */
  readonly present: Int32Array;
  /** Place of each class in `present`, or -1. */
  readonly place: Int32Array;
  /** Rows of each present class. */
  readonly counts: Float64Array;
}

/**
 * Counts the training rows of each class; throws a RangeError when a label is not a class or there is no row.
 *
 * @param labels - class index of each training row
 * @param classes - number of classes
 */
export function countClasses(labels: Int32Array, classes: number): ClassCounts {
  if (labels.length === 0) throw new RangeError("a model needs at least one training row");
  const all = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] >= 0 && labels[i] < classes)) throw new RangeError(`no class of index ${labels[i]}`);
    all[labels[i]]++;
  }
  const present = Int32Array.from(all.keys()).filter((k) => all[k] > 0);
  const place = new Int32Array(classes).fill(-1);
  present.forEach((k, i) => {
    place[k] = i;
  });
  return { present, place, counts: Float64Array.from(present, (k) => all[k]) };
}

/** How rows are weighted: so that every class weighs the same, or each row as one. */
export const classWeightings = ["balanced", "none"] as const;

/** The name of a weighting. */
export type ClassWeighting = (typeof classWeightings)[number];

/**
 * The weight of a row of each class; the weights of all rows add up to the number of rows.
 *
 * Source: King & Zeng 2001, Logistic regression in rare events data, doi:10.1093/oxfordjournals.pan.a004868, in the
 * form rows / (classes x rows of the class).
 *
 * @param counts - rows of each present class
 */
export function classWeights(counts: Float64Array, weighting: ClassWeighting): Float64Array {
  if (weighting === "none") return new Float64Array(counts.length).fill(1);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => rows / (counts.length * count));
}
