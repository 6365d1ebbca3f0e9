import { fail } from "../problem/mod.ts";
import { random, seedOf, shuffle } from "../stats/mod.ts";
import { splitRole } from "../study/mod.ts";
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

/**
 * Each participant in turn is tested by a model that saw all others and nothing of that participant.
 *
 * Throws InputError `participants-too-few` when there is nobody to learn from.
 */
export const leaveOneParticipantOut: Validation = {
  name: "leave-one-participant-out",
  description: "Each participant was predicted by a model fitted to all other participants.",
  folds: ({ participants, participant }) => {
    if (participants.length < 2) {
      return fail("participants-too-few", "leaving one participant out leaves nobody to learn from");
    }
    return participants.map((name, index) => ({
      name,
      train: rowsWhere(participant.length, (row) => participant[row] !== index),
      test: rowsWhere(participant.length, (row) => participant[row] === index),
    }));
  },
};

/**
 * The splits that the files came in: fitted on those named as training, tested on those named as test (without one, on
 * those named as validation); see {@link splitRole}. All other rows take no part, and no row stands on both sides.
 *
 * Throws InputError `option-invalid` when there is no split to train on or none to test on.
 */
export const givenSplit: Validation = {
  name: "given-split",
  description: "The model was fitted on the rows given as training and tested on the rows given as test.",
  folds: ({ splits }) => {
    const names = [...new Set(splits)].filter((name) => name !== null);
    const of = (role: string): readonly string[] => names.filter((name) => splitRole(name) === role);
    const train = of("train");
    const test = of("test").length > 0 ? of("test") : of("validation");
    if (train.length === 0 || test.length === 0) {
      return fail(
        "option-invalid",
        "the validation given-split needs rows of a training and of a test split",
      );
    }
    const within = (chosen: readonly string[]): Int32Array =>
      rowsWhere(splits.length, (row) => chosen.includes(splits[row] ?? ""));
    return [{ name: test.join(", "), train: within(train), test: within(test) }];
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

/**
 * Whether no participant is in training and test of the same fold. It believes the dataset: where participants are
 * unknown and every row counts as a person of its own, the answer is of no worth.
 */
export function isSubjectIndependent({ participant }: Dataset, folds: readonly Fold[]): boolean {
  return folds.every(({ train, test }) => {
    const tested = new Set(Array.from(test, (row) => participant[row]));
    return !train.some((row) => tested.has(participant[row]));
  });
}
