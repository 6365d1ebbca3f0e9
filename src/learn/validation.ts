import { fail } from "../problem/mod.ts";
import { random, seedOf, shuffle } from "../stats/mod.ts";
import type { Dataset } from "./dataset.ts";

/** Training and test rows of one fold; every row is tested at most once over all folds. */
export interface Fold {
  readonly name: string;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** A way to part the rows of a dataset into training and test. */
export interface Validation {
  readonly name: string;
  /** One sentence, as a methods section would say it. */
  readonly description: string;
  readonly folds: (data: Dataset, seed: number) => readonly Fold[];
}

function rowsWhere(length: number, test: (row: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < length; row++) if (test(row)) rows.push(row);
  return Int32Array.from(rows);
}

/** Each participant in turn is tested by a model that saw all others and nothing of that participant. */
export const leaveOneParticipantOut: Validation = {
  name: "leave-one-participant-out",
  description: "Each participant was predicted by a model fitted to all other participants.",
  folds: ({ participants, participant }) =>
    participants.map((name, index) => ({
      name,
      train: rowsWhere(participant.length, (row) => participant[row] !== index),
      test: rowsWhere(participant.length, (row) => participant[row] === index),
    })),
};

/** The splits that the files came in: fitted on `train`, tested on `test` (without one, on `validation`). */
export const givenSplit: Validation = {
  name: "given-split",
  description: "The model was fitted on the rows given as training and tested on the rows given as test.",
  folds: ({ splits }) => {
    const names = [...new Set(splits)].filter((name) => name !== null);
    const of = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
    const train = of(/train/i);
    const test = of(/test|hold/i) ?? of(/val|dev/i);
    if (train === undefined || test === undefined) {
      return fail(
        "option-invalid",
        "the validation given-split needs rows of a training and of a test split",
      );
    }
    const fold = {
      name: test,
      train: rowsWhere(splits.length, (row) => splits[row] === train),
      test: rowsWhere(splits.length, (row) => splits[row] === test),
    };
    return [fold];
  },
};

const kFolds = 5;

/** Five folds of rows, stratified by class, blind to participants: for tables that do not tell who is who. */
export const stratifiedKFold: Validation = {
  name: "stratified-5-fold",
  description: "Rows were parted into five folds at random within each class, regardless of participants.",
  folds: ({ labels, classes }, seed) => {
    const foldOf = new Int32Array(labels.length);
    let next = 0;
    classes.forEach((_, index) => {
      const rows = rowsWhere(labels.length, (row) => labels[row] === index);
      shuffle(rows, random(seedOf(seed, "k-fold", index)));
      for (const row of rows) foldOf[row] = next++ % kFolds;
    });
    return Array.from({ length: kFolds }, (_, fold) => ({
      name: `fold ${fold + 1}`,
      train: rowsWhere(labels.length, (row) => foldOf[row] !== fold),
      test: rowsWhere(labels.length, (row) => foldOf[row] === fold),
    }));
  },
};

/** The validations by name. */
export const validations: ReadonlyMap<string, Validation> = new Map(
  [leaveOneParticipantOut, givenSplit, stratifiedKFold].map((validation) => [validation.name, validation]),
);

/** Whether no participant is in training and test of the same fold. */
export function isSubjectIndependent({ participant }: Dataset, folds: readonly Fold[]): boolean {
  return folds.every(({ train, test }) => {
    const tested = new Set(Array.from(test, (row) => participant[row]));
    return !train.some((row) => tested.has(participant[row]));
  });
}
