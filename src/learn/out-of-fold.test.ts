import { afterEach, describe, expect, it } from "vitest";
import { seedOf } from "../stats/mod.ts";
import type { Dataset } from "./dataset.ts";
import { fitRecipe } from "./fitted-recipe.ts";
import { makeDataset } from "./made-dataset.ts";
import { takeRows } from "./matrix.ts";
import type { Model } from "./model.ts";
import { models } from "./models/mod.ts";
import { outOfFold } from "./out-of-fold.ts";
import { restorePreprocessing } from "./preprocess/mod.ts";
import { type Normalisation, normalisations, type Recipe, recipeFor } from "./recipe.ts";
import { givenSplit, leaveOneParticipantOut } from "./validation.ts";

const seed = 5;
const classes = 3;
const data = makeDataset({ participants: 6, trials: 9, classes, effect: 1, seed: 3 });
const people = data.participants.map((_, person) => person);
const rowsOf = (person: number): number[] =>
  [...data.labels.keys()].filter((row) => data.participant[row] === person);

function withValues(of: Dataset, change: (value: number, row: number, column: number) => number): Dataset {
  const { columns, values } = of.features;
  const changed = values.map((value, i) => change(value, Math.floor(i / columns), i % columns));
  return { ...of, features: { ...of.features, values: changed } };
}

function predict(of: Dataset, recipe: Recipe, labels = of.labels): Float64Array {
  return outOfFold(of, recipe, leaveOneParticipantOut.folds(of, 1), [labels], seed)[0];
}

const part = (probabilities: Float64Array, rows: readonly number[]): number[] =>
  rows.flatMap((row) => [...probabilities.subarray(row * classes, (row + 1) * classes)]);

const recipeOf = (model: string, normalise: Normalisation): Recipe => ({
  ...recipeFor("both", model, normalise),
  parameters: model === "random-forest" ? { trees: 12 } : {},
});

/** Everybody but one, as if that person had never been in the study. */
function without(person: number): Dataset {
  const rows = [...data.labels.keys()].filter((row) => data.participant[row] !== person);
  return {
    ...data,
    labels: Int32Array.from(rows, (row) => data.labels[row]),
    participants: data.participants.filter((_, index) => index !== person),
    participant: Int32Array.from(
      rows,
      (row) => data.participant[row] - (data.participant[row] > person ? 1 : 0),
    ),
    trials: rows.map((row) => data.trials[row]),
    splits: rows.map(() => null),
    features: takeRows(data.features, rows),
  };
}

for (const model of models.keys()) {
  for (const normalise of normalisations) {
    describe(`${model}, normalised by ${normalise}, leaving one participant out:`, () => {
      const recipe = recipeOf(model, normalise);
      const plain = predict(data, recipe);

      it("a person is predicted, bit by bit, as by a model fitted in a world without that person", () => {
        for (const person of people) {
          const fitted = fitRecipe(without(person), recipe, seedOf(seed, person));
          const own = rowsOf(person);
          const ready = restorePreprocessing(fitted.preprocessing).apply(
            takeRows(data.features, own),
            Int32Array.from(own, () => 0),
          );
          const never = models.get(fitted.model)!.restore(fitted.fitted).probabilities(ready);
          expect([...never]).toEqual(part(plain, own));
        }
      });

      it("a person's labels change nothing in that person's predictions, and something in others'", () => {
        for (const person of people) {
          const own = rowsOf(person);
          const labels = data.labels.map((label, row) => (own.includes(row) ? (label + 1) % classes : label));
          labels[own[0]] = labels[own[1]] = labels[own[2]] = 0;
          const changed = predict(data, recipe, labels);
          expect(part(changed, own)).toEqual(part(plain, own));
          expect(changed).not.toEqual(plain);
        }
      });

      it("what else a person did changes that person's predictions only where normalisation says so", () => {
        const person = 2;
        const [kept, ...others] = rowsOf(person);
        const changed = predict(
          withValues(data, (value, row) => (others.includes(row) ? 50 - 7 * value : value)),
          recipe,
        );
        if (normalise === "standard" || model === "dummy") {
          expect(part(changed, [kept])).toEqual(part(plain, [kept]));
        } else {
          expect(part(changed, [kept])).not.toEqual(part(plain, [kept]));
        }
      });

      it("rows with the same features get the same prediction, though their labels differ", () => {
        const person = 4;
        const own = rowsOf(person);
        const other = own.find((row) => data.labels[row] !== data.labels[own[0]])!;
        const { columns, values } = data.features;
        const twins = withValues(data, (value, row, column) =>
          row === other ? values[own[0] * columns + column] : value,
        );
        const predicted = predict(twins, recipe);
        expect(part(predicted, [other])).toEqual(part(predicted, [own[0]]));
      });

      it("each labelling is fitted as if it were the only one", () => {
        const folds = leaveOneParticipantOut.folds(data, 1);
        const other = data.labels.map((_, row) => data.labels[(row * 7 + 1) % data.labels.length]);
        const together = outOfFold(data, recipe, folds, [other, data.labels, other], seed);
        expect(together[1]).toEqual(plain);
        expect(together[0]).toEqual(predict(data, recipe, other));
        expect(together[2]).toEqual(together[0]);
        expect(together[0]).not.toEqual(plain);
      });
    });
  }
}

describe("out-of-fold prediction", () => {
  const splits = [...data.labels.keys()].map(
    (row) => ["train", "train", "test", null, "validation"][row % 5],
  );
  const given = { ...data, splits };
  const folds = givenSplit.folds(given, 1);
  const recipe = recipeFor("both", "logistic-regression", "standard");

  it("of a given split leaves rows that were not tested without a number", () => {
    const [probabilities] = outOfFold(given, recipe, folds, [data.labels], seed);
    for (let row = 0; row < splits.length; row++) {
      const own = probabilities.subarray(row * classes, (row + 1) * classes);
      if (splits[row] === "test") expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      else expect(own.every(Number.isNaN)).toBe(true);
    }
  });

  it("takes nothing from rows of other splits, nor from the labels of test rows", () => {
    const idle = (row: number): boolean => splits[row] !== "train" && splits[row] !== "test";
    const changed = withValues(given, (value, row) => (idle(row) ? 1e6 : value));
    const labels = data.labels.map((label, row) => (splits[row] === "train" ? label : 0));
    expect(outOfFold(changed, recipe, folds, [labels], seed)).toEqual(
      outOfFold(given, recipe, folds, [data.labels], seed),
    );
  });

  it("of one modality takes nothing from the other", () => {
    const ecg = recipeFor("ecg", "logistic-regression", "standard");
    const noFace = withValues(data, (value, _, column) =>
      data.featureNames[column].startsWith("face.") ? Number.NaN : value,
    );
    expect(predict(noFace, ecg)).toEqual(predict(data, ecg));
  });

  it("without a usable feature gives the class frequencies of the training rows", () => {
    const nothing = withValues(data, (_, __, column) => (column === 0 ? 4 : Number.NaN));
    expect(predict(nothing, recipe)).toEqual(predict(nothing, { ...recipe, model: "dummy" }));
  });
});

describe("a model that gives no number for a tested row", () => {
  const broken: Model = {
    ...models.get("dummy")!,
    prepare: () => ({
      fit: (_, count) => ({
        probabilities: ({ rows }) => new Float64Array(rows * count).fill(Number.NaN),
        toJSON: () => null,
      }),
    }),
  };
  const registry = models as Map<string, Model>;
  afterEach(() => registry.delete("broken"));

  it("stops the run, for its rows would drop out of the score as if they had never been tested", () => {
    registry.set("broken", broken);
    const recipe: Recipe = {
      modality: "both",
      preprocess: ["impute-median"],
      model: "broken",
      parameters: {},
    };
    expect(() => predict(data, recipe)).toThrow("the model broken gave a probability that is no number");
  });
});
