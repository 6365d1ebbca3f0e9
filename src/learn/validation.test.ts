import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { splitRole } from "../study/mod.ts";
import type { Dataset } from "./dataset.ts";
import { makeDataset } from "./made-dataset.ts";
import {
  givenSplit,
  isSubjectIndependent,
  leaveOneParticipantOut,
  stratifiedKFold,
  validations,
} from "./validation.ts";

/** Datasets of people with any number of trials in any order, any labels and any of the given splits. */
const datasets = (splits: readonly (string | null)[] = [null]): fc.Arbitrary<Dataset> =>
  fc
    .array(
      fc.record({
        person: fc.nat({ max: 6 }),
        label: fc.nat({ max: 2 }),
        split: fc.constantFrom(...splits),
      }),
      { minLength: 2, maxLength: 60 },
    )
    .map((rows) => {
      const people = [...new Set(rows.map(({ person }) => person))].sort();
      return {
        ...makeDataset({ participants: 1, trials: 1, classes: 3 }),
        labels: Int32Array.from(rows, ({ label }) => label),
        participants: people.map((person) => `P${person}`),
        participant: Int32Array.from(rows, ({ person }) => people.indexOf(person)),
        trials: rows.map((_, row) => `T${row}`),
        splits: rows.map(({ split }) => split),
        features: { rows: rows.length, columns: 0, values: new Float64Array(0) },
        featureNames: [],
      };
    });

const sorted = (rows: Iterable<number>): number[] => [...rows].sort((a, b) => a - b);

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.problems[0].code;
    throw error;
  }
  throw new Error("nothing was refused");
}

function split(names: readonly (string | null)[]) {
  const data = makeDataset({ participants: 1, trials: names.length });
  return givenSplit.folds({ ...data, splits: names }, 1)[0];
}

describe("leaving one participant out", () => {
  it("tests every row exactly once, by the rows of everybody else, with nobody on both sides", () => {
    fc.assert(
      fc.property(datasets(), (data) => {
        fc.pre(data.participants.length > 1);
        const folds = leaveOneParticipantOut.folds(data, 1);
        const all = [...data.labels.keys()];
        expect(sorted(folds.flatMap(({ test }) => [...test]))).toEqual(all);
        for (const { test, train, name } of folds) {
          expect(sorted([...test, ...train])).toEqual(all);
          expect(new Set(Array.from(test, (row) => data.participants[data.participant[row]]))).toEqual(
            new Set([name]),
          );
        }
        expect(isSubjectIndependent(data, folds)).toBe(true);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("is refused for a single participant, who leaves nobody to learn from", () => {
    const data = makeDataset({ participants: 1 });
    expect(refusal(() => leaveOneParticipantOut.folds(data, 1))).toBe("participants-too-few");
  });
});

describe("a given split", () => {
  it("trains on the training rows and tests on the test rows; validation rows and rows without a split take no part", () => {
    const fold = split(["train", "test", "validation", null, "train", "test"]);
    expect(fold).toEqual({ name: "test", train: Int32Array.of(0, 4), test: Int32Array.of(1, 5) });
  });

  it("tests on the validation rows when there is no test", () => {
    expect([...split(["Training", "VALID", "Training"]).test]).toEqual([1]);
    expect([...split(["dev", "train", "train"]).test]).toEqual([0]);
  });

  it("knows splits by many names", () => {
    for (const name of ["train", "TRAIN", "Training set", "train_1", "trainval", "x_train"]) {
      expect([name, splitRole(name)]).toEqual([name, "train"]);
    }
    for (const name of ["test", "Test set", "hold-out", "holdout", "test2"]) {
      expect([name, splitRole(name)]).toEqual([name, "test"]);
    }
    for (const name of ["val", "validation", "dev", "Evaluation"]) {
      expect([name, splitRole(name)]).toEqual([name, "validation"]);
    }
    for (const name of ["", "A", "fold 1", "train_test", "test of training"]) {
      expect([name, splitRole(name)]).toEqual([name, null]);
    }
  });

  it("takes all splits of a kind together, whichever comes first in the table", () => {
    const fold = split(["test_b", "train_2", "test_a", "train_1"]);
    expect([[...fold.train], [...fold.test]]).toEqual([
      [1, 3],
      [0, 2],
    ]);
    expect(fold.name).toBe("test_b, test_a");
  });

  it("never has a row on both sides, whatever the splits are called", () => {
    const names = ["train", "test", "val", "train_test", "testing the training", "traindev", "", null];
    fc.assert(
      fc.property(datasets(names), (data) => {
        const roles = new Set(data.splits.map((name) => splitRole(name ?? "")));
        fc.pre(roles.has("train") && (roles.has("test") || roles.has("validation")));
        const [{ train, test }] = givenSplit.folds(data, 1);
        expect(train.length).toBeGreaterThan(0);
        expect(test.length).toBeGreaterThan(0);
        expect(train.some((row) => test.includes(row))).toBe(false);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("is refused without a split to train on, or without one to test on", () => {
    for (const names of [
      ["train", "train"],
      ["test", "val"],
      [null, null],
      ["train_test", "other"],
    ]) {
      expect(refusal(() => split(names))).toBe("option-invalid");
    }
  });
});

describe("stratified folds", () => {
  it("test every row exactly once and part each class evenly, to one row", () => {
    fc.assert(
      fc.property(datasets(), fc.nat(), (data, seed) => {
        const folds = stratifiedKFold.folds(data, seed);
        const all = [...data.labels.keys()];
        expect(sorted(folds.flatMap(({ test }) => [...test]))).toEqual(all);
        for (const { test, train } of folds) expect(sorted([...test, ...train])).toEqual(all);
        for (const label of [0, 1, 2]) {
          const counts = folds.map(({ test }) => test.filter((row) => data.labels[row] === label).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
        const sizes = folds.map(({ test }) => test.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("are drawn by chance: the same by the same seed, others by another", () => {
    const data = makeDataset();
    const tests = (seed: number) => stratifiedKFold.folds(data, seed).map(({ test }) => [...test]);
    expect(tests(7)).toEqual(tests(7));
    expect(tests(8)).not.toEqual(tests(7));
  });

  it("part participants, and are not called subject-independent", () => {
    const data = makeDataset();
    expect(isSubjectIndependent(data, stratifiedKFold.folds(data, 1))).toBe(false);
  });
});

describe("subject independence", () => {
  const data = makeDataset({ participants: 3, trials: 2 });
  const fold = (train: readonly number[], test: readonly number[]) => ({
    name: "",
    train: Int32Array.from(train),
    test: Int32Array.from(test),
  });

  it("is lost by a single row of a tested participant in one fold's training", () => {
    expect(isSubjectIndependent(data, [fold([0, 1, 2, 3], [4, 5]), fold([4, 5], [0, 2])])).toBe(true);
    expect(isSubjectIndependent(data, [fold([0, 1, 2, 3], [4, 5]), fold([4, 5, 1], [0, 2])])).toBe(false);
  });

  it("asks within folds only: being tested in one and trained on in another is what cross-validation is", () => {
    expect(isSubjectIndependent(data, [fold([0, 1], [2, 3]), fold([2, 3], [0, 1])])).toBe(true);
  });

  it("of a given split is told by who is in it", () => {
    const parted = { ...data, splits: ["train", "train", "train", "train", "test", "test"] };
    expect(isSubjectIndependent(parted, givenSplit.folds(parted, 1))).toBe(true);
    const mixed = { ...data, splits: ["train", "test", "train", "train", "test", "test"] };
    expect(isSubjectIndependent(mixed, givenSplit.folds(mixed, 1))).toBe(false);
  });
});

it("validations go by their own names", () => {
  expect([...validations.keys()]).toEqual(["leave-one-participant-out", "given-split", "stratified-5-fold"]);
  for (const [name, validation] of validations) expect(validation.name).toBe(name);
});
