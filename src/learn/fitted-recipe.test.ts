import { describe, expect, it } from "vitest";
import { InputError, describe as say } from "../problem/mod.ts";
import { find, fromColumns, type Table, table } from "../table/mod.ts";
import type { Dataset } from "./dataset.ts";
import { type FittedRecipe, fitRecipe, predictTrials } from "./fitted-recipe.ts";
import { makeDataset } from "./made-dataset.ts";
import { models } from "./models/mod.ts";
import { normalisations, recipeFor } from "./recipe.ts";

const study = makeDataset({ participants: 5, trials: 6, classes: 3, seed: 2 });
const people = makeDataset({ participants: 3, trials: 4, classes: 3, seed: 9 });

/** The features table of a dataset, a row a trial. */
function featuresOf({ participants, participant, trials, features, featureNames }: Dataset): Table {
  return table({
    participant: Array.from(participant, (index) => participants[index]),
    trial: trials,
    ...Object.fromEntries(
      featureNames.map((name, column) => [
        name,
        Float64Array.from(trials, (_, row) => features.values[row * features.columns + column]),
      ]),
    ),
  });
}

const fresh = featuresOf(people);
const fitted = fitRecipe(study, recipeFor("both", "logistic-regression", "standard"), 1);

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return `${error.problems[0].code}: ${say(error.problems[0])}`;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A table with some values changed. */
function changed(of: Table, name: string, change: (value: number, row: number) => number): Table {
  return fromColumns(
    of.columns.map((column) =>
      column.name === name && column.kind === "number"
        ? { ...column, values: column.values.map(change) }
        : column,
    ),
  );
}

describe("a recipe fitted to a whole study", () => {
  for (const model of models.keys()) {
    for (const normalise of normalisations) {
      it(`with ${model}, normalised by ${normalise}, predicts the same bits when it comes back from JSON`, () => {
        const recipe = recipeFor("both", model, normalise);
        const made = fitRecipe(
          study,
          { ...recipe, parameters: model === "random-forest" ? { trees: 10 } : {} },
          1,
        );
        const back = JSON.parse(JSON.stringify(made)) as FittedRecipe;
        const { probabilities } = predictTrials(made, fresh);
        expect(predictTrials(back, fresh).probabilities).toEqual(probabilities);
        expect(probabilities).toHaveLength(12 * 3);
        for (let row = 0; row < 12; row++) {
          expect(probabilities.subarray(row * 3, row * 3 + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
        }
      });
    }
  }

  it("tells the classes of new people, whose effect is the same", () => {
    const strong = fitRecipe(
      makeDataset({ effect: 5, between: 0.2 }),
      recipeFor("both", "logistic-regression", "standard"),
      1,
    );
    const others = makeDataset({ effect: 5, between: 0.2, seed: 77 });
    const { probabilities } = predictTrials(strong, featuresOf(others));
    others.labels.forEach((label, row) => {
      expect(probabilities[row * 2 + label]).toBeGreaterThan(0.5);
    });
  });

  it("takes the features of its modality only", () => {
    const ecg = fitRecipe(study, recipeFor("ecg", "logistic-regression", "standard"), 1);
    expect(ecg.features).toEqual(["ecg.signal", "ecg.noise"]);
    const heart = fromColumns(fresh.columns.filter(({ name }) => !name.startsWith("face.")));
    expect(predictTrials(ecg, heart)).toEqual(predictTrials(ecg, fresh));
  });

  it("finds its features by name, in whatever order they stand", () => {
    const [participant, trial, ...rest] = fresh.columns;
    const turned = fromColumns([...rest.reverse(), trial, participant]);
    expect(predictTrials(fitted, turned)).toEqual(predictTrials(fitted, fresh));
  });

  it("without a usable feature falls back to the class frequencies, and says so", () => {
    const blank = { ...study, features: { ...study.features, values: study.features.values.map(() => 1) } };
    const made = fitRecipe(blank, recipeFor("both", "svm-rbf", "standard"), 1);
    expect(made.model).toBe("dummy");
    expect([...predictTrials(made, fresh).probabilities.subarray(0, 3)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });
});

describe("predicting a table", () => {
  it("averages the windows of a trial, a value missing in one being averaged over the others", () => {
    const spread = fromColumns(
      fresh.columns.map((column) =>
        column.kind === "text"
          ? { ...column, values: column.values.flatMap((value) => [value, value, value]) }
          : {
              ...column,
              values: Float64Array.from(
                [...column.values].flatMap((value, row) =>
                  row % 2 ? [value - 1, value, value + 1] : [value + 2, value - 2, Number.NaN],
                ),
              ),
            },
      ),
    );
    const [windows, plain] = [predictTrials(fitted, spread), predictTrials(fitted, fresh)];
    expect(windows.trials).toEqual(plain.trials);
    windows.probabilities.forEach((p, i) => {
      expect(p).toBeCloseTo(plain.probabilities[i], 12);
    });
  });

  it("keeps names as they are, spaces included", () => {
    const spaced = fromColumns(
      fresh.columns.map((column) =>
        column.kind === "text"
          ? { ...column, values: column.values.map((value) => `the ${value} one`) }
          : column,
      ),
    );
    const recipe = fitRecipe(study, recipeFor("both", "logistic-regression", "participant"), 1);
    const [named, plain] = [predictTrials(recipe, spaced), predictTrials(recipe, fresh)];
    expect(named.participants).toEqual(plain.participants.map((name) => `the ${name} one`));
    expect(named.trials).toEqual(plain.trials.map((name) => `the ${name} one`));
    expect(named.probabilities).toEqual(plain.probabilities);
  });

  it("fills a single gap, but says nothing of a trial that lacks all of the heart or all of the face", () => {
    const gap = changed(fresh, "ecg.noise", (value, row) => (row === 1 || row === 3 ? Number.NaN : value));
    const gone = changed(gap, "ecg.signal", (value, row) => (row === 3 ? Number.NaN : value));
    const { participants, trials, probabilities, unpredicted } = predictTrials(fitted, gone);
    expect(unpredicted).toEqual([{ participant: "P01", trial: "T04" }]);
    expect(trials).toHaveLength(11);
    expect(participants).not.toContain(undefined);
    expect(probabilities).toHaveLength(11 * 3);
    const plain = predictTrials(fitted, fresh);
    expect(plain.unpredicted).toEqual([]);
    expect([...probabilities.subarray(0, 3)]).toEqual([...plain.probabilities.subarray(0, 3)]);
    expect([...probabilities.subarray(9)]).toEqual([...plain.probabilities.subarray(12)]);
  });

  it("says nothing of a trial without any value, where features are of heart and face together only", () => {
    const named = (name: string): string => name.replace(/^(ecg|face)/, "both");
    const featureNames = study.featureNames.map((name, i) => `${named(name)}${i}`);
    const together = fitRecipe(
      { ...study, featureNames },
      recipeFor("both", "logistic-regression", "standard"),
      1,
    );
    const first = (name: string, value: number): [string, Float64Array] => [
      name,
      Float64Array.of(Number.NaN, value),
    ];
    const two = table({
      participant: ["P01", "P01"],
      trial: ["T01", "T02"],
      ...Object.fromEntries(featureNames.map((name, i) => first(name, i))),
    });
    expect(predictTrials(together, two)).toMatchObject({
      trials: ["T02"],
      unpredicted: [{ participant: "P01", trial: "T01" }],
    });
  });

  it("is refused when a feature is not in the table, or is text", () => {
    const without = fromColumns(fresh.columns.filter(({ name }) => name !== "face.noise"));
    expect(complaint(() => predictTrials(fitted, without))).toMatch(
      /^model-mismatch: the model takes 1 features that the table lacks: face.noise/,
    );
    const wordy = fromColumns([
      ...without.columns,
      { kind: "text", name: "face.noise", values: new Array<string>(12).fill("1.5") },
    ]);
    expect(complaint(() => predictTrials(fitted, wordy))).toMatch(/^model-mismatch/);
    expect(find(wordy, "face.noise")).toBeDefined();
  });

  it("is refused when the model is unknown to this version, or damaged", () => {
    expect(complaint(() => predictTrials({ ...fitted, model: "oracle" }, fresh))).toMatch(
      /^model-mismatch: this version has no model "oracle"/,
    );
    expect(complaint(() => predictTrials({ ...fitted, fitted: {} }, fresh))).toMatch(/^file-damaged/);
    expect(complaint(() => predictTrials({ ...fitted, preprocessing: null }, fresh))).toMatch(
      /^file-damaged/,
    );
  });
});
