import { describe, expect, it } from "vitest";
import { numbers, texts } from "../table/mod.ts";
import { makeDataset } from "./made-dataset.ts";
import { outOfFold } from "./out-of-fold.ts";
import { predictionsTable } from "./predictions.ts";
import { recipeFor } from "./recipe.ts";
import { scoreRow } from "./score-row.ts";
import { givenSplit, leaveOneParticipantOut } from "./validation.ts";

const whole = makeDataset({ participants: 5, trials: 8, classes: 4, seed: 8 });
const parted = { ...whole, splits: [...whole.labels.keys()].map((row) => (row % 8 < 5 ? "train" : "test")) };

for (const [data, validation] of [
  [whole, leaveOneParticipantOut],
  [parted, givenSplit],
] as const) {
  describe(`the predictions table of ${validation.name}`, () => {
    const folds = validation.folds(data, 1);
    const [probabilities] = outOfFold(
      data,
      recipeFor("both", "logistic-regression", "standard"),
      folds,
      [data.labels],
      1,
    );
    const head = { arm: "joined", model: "logistic-regression", validation } as const;
    const of = predictionsTable(data, head, folds, probabilities);
    const row = scoreRow(
      data,
      { ...head, subjectIndependent: true, participantsKnown: true, primary: true },
      probabilities,
      null,
      1,
    );
    const [truth, predicted] = [texts(of, "truth"), texts(of, "predicted")];
    const columns = data.classes.map((name) => numbers(of, `p.${name}`));

    it("gives the leaderboard's accuracy and confusion again", () => {
      const hits = truth.filter((name, i) => name === predicted[i]).length;
      expect(hits / of.rowCount).toBe(row.scores.accuracy.value);
      const counts = data.classes.map((name) =>
        data.classes.map(
          (other) => truth.filter((true_, i) => true_ === name && predicted[i] === other).length,
        ),
      );
      expect(counts).toEqual(row.confusion);
    });

    it("has a row a tested trial, with its own truth and fold", () => {
      const tests = folds.flatMap(({ test }, fold) => Array.from(test, (at) => ({ at, fold: fold + 1 })));
      tests.sort((a, b) => a.at - b.at);
      expect(of.rowCount).toBe(tests.length);
      const label = tests.map(({ at, fold }) => [
        data.participants[data.participant[at]],
        data.trials[at],
        data.classes[data.labels[at]],
        fold,
      ]);
      const fold = numbers(of, "fold");
      const [people, trials] = [texts(of, "participant"), texts(of, "trial")];
      expect(truth.map((name, i) => [people[i], trials[i], name, fold[i]])).toEqual(label);
    });

    it("has probabilities that sum to 1, the largest of which is the predicted class's", () => {
      for (let i = 0; i < of.rowCount; i++) {
        const own = columns.map((values) => values[i]);
        expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
        expect(own[data.classes.indexOf(predicted[i]!)]).toBe(Math.max(...own));
      }
    });

    it("says what it was made by, and that no row is of an inner fold", () => {
      expect(new Set(texts(of, "recipe"))).toEqual(new Set(["joined/logistic-regression"]));
      expect(new Set(texts(of, "validation"))).toEqual(new Set([validation.name]));
      expect(new Set(texts(of, "task"))).toEqual(new Set(["made"]));
      expect(numbers(of, "inner_fold").every(Number.isNaN)).toBe(true);
    });
  });
}
