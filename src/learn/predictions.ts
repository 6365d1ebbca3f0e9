import { type Column, fromColumns, prefixes, type Table } from "../table/mod.ts";
import type { Dataset } from "./dataset.ts";
import { predictedClasses } from "./metrics.ts";
import type { Arm } from "./score.ts";
import { tested } from "./score-row.ts";
import type { Fold, Validation } from "./validation.ts";

/** What predictions were made by. */
export interface PredictionHead {
  readonly arm: Arm;
  readonly model: string;
  readonly validation: Validation;
}

/**
 * The predictions table of one arm and model: a row a tested trial, out of fold.
 *
 * @param data - the task's trials
 * @param probabilities - out-of-fold `rows x classes`, NaN where a row was not tested
 */
export function predictionsTable(
  data: Dataset,
  { arm, model, validation }: PredictionHead,
  folds: readonly Fold[],
  probabilities: Float64Array,
): Table {
  const classes = data.classes.length;
  const { rows, labels, probabilities: kept } = tested(data, probabilities);
  const predicted = predictedClasses(kept, classes);
  const foldOf = new Int32Array(data.labels.length);
  folds.forEach((fold, index) => {
    for (const row of fold.test) foldOf[row] = index + 1;
  });
  const constant = (name: string, value: string): Column => ({
    kind: "text",
    name,
    values: new Array<string>(rows.length).fill(value),
  });
  const number = (name: string, of: (i: number) => number): Column => ({
    kind: "number",
    name,
    values: Float64Array.from(rows, (_, i) => of(i)),
  });
  const text = (name: string, of: (i: number) => string): Column => ({
    kind: "text",
    name,
    values: Array.from(rows, (_, i) => of(i)),
  });
  return fromColumns([
    constant("task", data.task),
    constant("recipe", `${arm}/${model}`),
    constant("arm", arm),
    constant("model", model),
    constant("validation", validation.name),
    number("repeat", () => 1),
    number("fold", (i) => foldOf[rows[i]]),
    number("inner_fold", () => Number.NaN),
    text("participant", (i) => data.participants[data.participant[rows[i]]]),
    text("trial", (i) => data.trials[rows[i]]),
    text("truth", (i) => data.classes[labels[i]]),
    text("predicted", (i) => data.classes[predicted[i]]),
    ...data.classes.map((name, c) => number(`${prefixes.probability}${name}`, (i) => kept[i * classes + c])),
  ]);
}
