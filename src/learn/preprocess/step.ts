import type { Matrix } from "../matrix.ts";
import type { Parameter } from "../model.ts";

/** What a preprocessing step is: `--help`, the report's methods and the citations are made from it. */
export interface StepInfo {
  /** The name in recipes and on the command line, such as `impute-median`. */
  readonly name: string;
  readonly title: string;
  /** One sentence that reads like a methods section. */
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Author, year and DOI, where there is one. */
  readonly source: string;
  /** Whether it uses test rows (never their labels) beyond the row that it transforms. */
  readonly transductive: boolean;
}

/** A step whose numbers were learnt from training rows. */
export interface FittedStep {
  /** Columns of the input that come out, ascending; the others were of no use in training. */
  readonly keptColumns: Int32Array;
  /**
   * The step on any rows in the columns of the training rows.
   *
   * @param rows - features; NaN and infinite values are missing
   * @param participants - index of the participant of each row
   * @returns the kept columns; missing values stay NaN unless the step fills them
   */
  readonly apply: (rows: Matrix, participants: Int32Array) => Matrix;
  /** The learnt numbers as a JSON value. */
  readonly toJSON: () => unknown;
}

/** A kind of preprocessing step. */
export interface Step {
  readonly info: StepInfo;
  readonly fit: (train: Matrix, participants: Int32Array) => FittedStep;
  /** Makes a fitted step of what {@link FittedStep.toJSON} gave; throws a RangeError when it is something else. */
  readonly restore: (json: unknown) => FittedStep;
}
