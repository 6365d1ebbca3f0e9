import { commonKeys, trialKeys } from "../study/mod.ts";
import { find, type Modality, modalityOf, prefixes, type Table, texts } from "../table/mod.ts";
import type { Matrix } from "./matrix.ts";

/** One task's trials as numbers: what recipes are fitted to. Rows are trials, in the order of the trials table. */
export interface Dataset {
  readonly task: string;
  readonly classes: readonly string[];
  /** Class index of each trial. */
  readonly labels: Int32Array;
  /** Names of the participants, and the index of each trial's participant. */
  readonly participants: readonly string[];
  readonly participant: Int32Array;
  /** Name of each trial. */
  readonly trials: readonly string[];
  /** Split of each trial as the user gave it, null where there is none. */
  readonly splits: readonly (string | null)[];
  /** All features, missing ones NaN. */
  readonly features: Matrix;
  /** Full names of the features, such as `ecg.hr`. */
  readonly featureNames: readonly string[];
}

/**
 * The mean of each feature over the windows of each trial; a feature that is missing in some windows is averaged over
 * the others.
 *
 * @param features - the features table
 * @param names - the features wanted
 * @param keys - the trials wanted, see `trialKey`
 * @returns `trials x features`, NaN where a trial has no value
 */
export function trialMeans(features: Table, names: readonly string[], keys: readonly string[]): Matrix {
  const at = new Map(keys.map((key, row) => [key, row]));
  const rowOf = Int32Array.from(trialKeys(features), (key) => at.get(key) ?? -1);
  const values = new Float64Array(keys.length * names.length);
  const counts = new Int32Array(keys.length);
  names.forEach((name, column) => {
    const source = find(features, name)?.values as Float64Array | undefined;
    counts.fill(0);
    for (let row = 0; source && row < rowOf.length; row++) {
      if (rowOf[row] < 0 || !Number.isFinite(source[row])) continue;
      values[rowOf[row] * names.length + column] += source[row];
      counts[rowOf[row]]++;
    }
    for (let row = 0; row < keys.length; row++)
      values[row * names.length + column] /= counts[row] || Number.NaN;
  });
  return { rows: keys.length, columns: names.length, values };
}

/**
 * The trials of a task that have a label and are covered by every modality of the study.
 *
 * @param trials - the trials table
 * @param features - the features table; windows are averaged to their trial
 * @param task - the task's name and classes
 */
export function assemble(
  trials: Table,
  features: Table,
  task: { readonly name: string; readonly classes: readonly string[] },
): Dataset {
  const labels = texts(trials, `${prefixes.label}${task.name}`);
  const participants = texts(trials, "participant");
  const names = texts(trials, "trial");
  const split = find(trials, "split");
  const common = commonKeys(features);
  const keys = trialKeys(trials);
  const rows = keys.flatMap((key, row) =>
    common.has(key) && labels[row] !== null && task.classes.includes(labels[row]) ? [row] : [],
  );
  const featureNames = features.columns
    .map(({ name }) => name)
    .filter((name) => modalityOf(name) !== undefined);
  const people = [...new Set(rows.map((row) => participants[row]!))].sort();
  const indexOf = new Map(people.map((name, index) => [name, index]));
  return {
    task: task.name,
    classes: task.classes,
    labels: Int32Array.from(rows, (row) => task.classes.indexOf(labels[row]!)),
    participants: people,
    participant: Int32Array.from(rows, (row) => indexOf.get(participants[row]!)!),
    trials: rows.map((row) => names[row]!),
    splits: rows.map((row) => (split?.kind === "text" ? split.values[row] : null)),
    features: trialMeans(
      features,
      featureNames,
      rows.map((row) => keys[row]),
    ),
    featureNames,
  };
}

/** The columns of a dataset that belong to a modality; `both` takes the features of all modalities. */
export function modalityColumns(
  { featureNames }: Pick<Dataset, "featureNames">,
  modality: Modality,
): number[] {
  return featureNames.flatMap((name, column) =>
    modality === "both" || modalityOf(name) === modality ? [column] : [],
  );
}

/** Some columns of a matrix. */
export function takeColumns({ rows, columns, values }: Matrix, wanted: readonly number[]): Matrix {
  const taken = new Float64Array(rows * wanted.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < wanted.length; i++)
      taken[row * wanted.length + i] = values[row * columns + wanted[i]];
  }
  return { rows, columns: wanted.length, values: taken };
}

/** Whether a dataset has features of a modality. */
export function hasColumns(data: Pick<Dataset, "featureNames">, modality: Modality): boolean {
  return modalityColumns(data, modality).length > 0;
}
