import type { Matrix } from "../matrix.ts";
import { imputeMedian } from "./impute-median.ts";
import { standardise } from "./standardise.ts";
import { standardiseWithinParticipant } from "./standardise-within-participant.ts";
import type { FittedStep, Step } from "./step.ts";

/** The names of the steps that a recipe may list; `none` does nothing. */
export const preprocessingNames = [
  "impute-median",
  "standardise",
  "standardise-within-participant",
  "none",
] as const;

/** The name of a step. */
export type PreprocessingName = (typeof preprocessingNames)[number];

/** The steps by name, without `none`. */
export const preprocessing: ReadonlyMap<string, Step> = new Map(
  [imputeMedian, standardise, standardiseWithinParticipant].map((step) => [step.info.name, step]),
);

/** Steps that were fitted one after the other, each on what the one before made of the training rows. */
export interface FittedPreprocessing {
  readonly names: readonly PreprocessingName[];
  /** Columns of the first input that come out of the last step, ascending. */
  readonly keptColumns: Int32Array;
  /**
   * All steps on any rows in the columns of the training rows.
   *
   * @param rows - features; NaN and infinite values are missing
   * @param participants - index of the participant of each row
   */
  readonly apply: (rows: Matrix, participants: Int32Array) => Matrix;
  /** The learnt numbers as a JSON value, from which {@link restorePreprocessing} makes the same steps again. */
  readonly toJSON: () => unknown;
}

/**
 * Fits preprocessing steps to training rows, in the given order.
 *
 * @param names - the steps; an empty list does nothing
 * @param train - features of the training rows; NaN and infinite values are missing
 * @param participants - index of the participant of each training row
 * @throws RangeError when a name is not a step
 * @example
 * ```ts
 * import { fitPreprocessing } from "heartface";
 * const train = { rows: 3, columns: 1, values: Float64Array.of(1, Number.NaN, 3) };
 * const people = Int32Array.of(0, 0, 1);
 * const fitted = fitPreprocessing(["impute-median", "standardise"], train, people);
 * fitted.apply(train, people).values[1]; // 0: the median of the training rows is their mean here
 * ```
 */
export function fitPreprocessing(
  names: readonly PreprocessingName[],
  train: Matrix,
  participants: Int32Array,
): FittedPreprocessing {
  const steps: FittedStep[] = [];
  let rows = train;
  for (const name of names) {
    if (name === "none") continue;
    const fitted = stepOf(name).fit(rows, participants);
    rows = fitted.apply(rows, participants);
    steps.push(fitted);
  }
  return chain(names, train.columns, steps);
}

/** Makes fitted steps of what {@link FittedPreprocessing.toJSON} gave; throws a RangeError when it is something else. */
export function restorePreprocessing(json: unknown): FittedPreprocessing {
  const record = json as Readonly<Record<string, unknown>> | null;
  if (typeof record !== "object" || record === null) throw new RangeError("not fitted preprocessing");
  const { names, columns, steps } = record;
  if (!Array.isArray(names) || !Array.isArray(steps) || typeof columns !== "number") {
    throw new RangeError("the fitted preprocessing is damaged");
  }
  const learning = names.filter((name) => name !== "none");
  if (learning.length !== steps.length) throw new RangeError("the fitted preprocessing lacks a step");
  return chain(
    names,
    columns,
    learning.map((name, i) => stepOf(name).restore(steps[i])),
  );
}

function stepOf(name: string): Step {
  const step = preprocessing.get(name);
  if (!step) throw new RangeError(`no preprocessing step "${name}"`);
  return step;
}

function chain(
  names: readonly PreprocessingName[],
  columns: number,
  steps: readonly FittedStep[],
): FittedPreprocessing {
  const all = Int32Array.from({ length: columns }, (_, c) => c);
  return {
    names,
    keptColumns: steps.reduce((kept, step) => step.keptColumns.map((c) => kept[c]), all),
    apply: (rows, participants) => {
      if (rows.columns !== columns) {
        throw new RangeError(`the preprocessing was fitted on ${columns} columns, not ${rows.columns}`);
      }
      return steps.reduce((made, step) => step.apply(made, participants), rows);
    },
    toJSON: () => ({ names: [...names], columns, steps: steps.map((step) => step.toJSON()) }),
  };
}
