import type { Matrix } from "./matrix.ts";

/** A number that a model takes, with its default and what it means. */
export interface Parameter {
  readonly name: string;
  readonly default: number | string;
  readonly description: string;
}

/** What a model is: `--help`, the docs' tables, the report's methods and the citations are made from it. */
export interface ModelInfo {
  /** The name in recipes and on the command line, such as `svm-rbf`. */
  readonly name: string;
  readonly title: string;
  /** One sentence that reads like a methods section. */
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Author, year and DOI. */
  readonly source: string;
}

/** Parameters by name; what is left out takes its default. */
export type ModelParameters = Readonly<Record<string, number | string>>;

/** What a model needs to know of its training rows beside their features. All arrays have one entry a training row. */
export interface TrainingRows {
  /** Preprocessed features: no missing value, no column that is constant. */
  readonly features: Matrix;
  /** Index of the participant of each row; inner folds never part a participant. */
  readonly participants: Int32Array;
  /** Seed of whatever is drawn by chance. */
  readonly seed: number;
}

/** A fitted model. */
export interface Fitted {
  /**
   * Class probabilities.
   *
   * @param features - rows in the same columns as the training rows
   * @returns `rows x classes`, row by row; each row sums to 1, and its largest entry is the predicted class
   */
  readonly probabilities: (features: Matrix) => Float64Array;
  /** The fitted numbers as a JSON value, from which {@link Model.restore} makes the same model again. */
  readonly toJSON: () => unknown;
}

/**
 * Training rows that were seen once (a kernel matrix, sorted columns …), to be fitted to many labellings: a permutation
 * test fits the same rows hundreds of times, and what depends on the features alone need be done only once.
 */
export interface Prepared {
  /**
   * Fits the model to one labelling.
   *
   * @param labels - class index of each training row, 0 to `classes` - 1
   * @param classes - number of classes; a class without a training row gets probability 0
   */
  readonly fit: (labels: Int32Array, classes: number) => Fitted;
}

/** A kind of classifier. */
export interface Model {
  readonly info: ModelInfo;
  readonly prepare: (rows: TrainingRows, parameters: ModelParameters) => Prepared;
  /** Makes a fitted model of what {@link Fitted.toJSON} gave; throws a RangeError when it is something else. */
  readonly restore: (json: unknown) => Fitted;
}
