import { describe, expect, it } from "vitest";
import { makeDataset } from "../learn/made-dataset.ts";
import {
  arms,
  type Dataset,
  evaluate,
  leaveOneParticipantOut,
  modalityColumns,
  outOfFold,
  permuteLabels,
  recipeFor,
} from "../learn/mod.ts";
import { InputError } from "../problem/mod.ts";
import { seedOf } from "../stats/mod.ts";
import { evaluateArms, possibleArms } from "./evaluate-arms.ts";
import { meanOfProbabilities } from "./mean-of-probabilities.ts";

const model = "logistic-regression";
const data = makeDataset({ participants: 5, trials: 8, classes: 2, effect: 1.5, seed: 4 });
const folds = leaveOneParticipantOut.folds(data, 1);
const labellings = [0, 1, 2].map((index) => permuteLabels(data, 1, index));
const found = evaluateArms(data, arms, model, "standard", folds, labellings, 9);

/** A dataset with the columns of one modality turned into something else. */
function withModality(of: Dataset, modality: "ecg" | "face", change: (value: number) => number): Dataset {
  const own = new Set(modalityColumns(of, modality));
  const values = of.features.values.map((value, i) =>
    own.has(i % of.features.columns) ? change(value) : value,
  );
  return { ...of, features: { ...of.features, values } };
}

describe("the arms of a comparison", () => {
  it("are all four where heart and face were measured, and the one alone where the other was not", () => {
    expect(possibleArms(data)).toEqual(["ecg", "face", "joined", "mean"]);
    expect(possibleArms({ featureNames: ["ecg.hr"] })).toEqual(["ecg"]);
    expect(possibleArms({ featureNames: ["face.AU12", "face.AU04"] })).toEqual(["face"]);
    expect(possibleArms({ featureNames: [] })).toEqual([]);
  });

  it("see the same folds and labellings: each is what it gives on its own", () => {
    for (const arm of arms) {
      const alone = evaluateArms(data, [arm], model, "standard", folds, labellings, 9);
      expect(alone.get(arm)).toEqual(found.get(arm));
      labellings.forEach((labels, i) => {
        const single = evaluateArms(data, [arm], model, "standard", folds, [labels], 9);
        expect(single.get(arm)![0]).toEqual(found.get(arm)![i]);
      });
    }
  });

  it("of one modality are its recipe, out of fold", () => {
    for (const [arm, modality] of [
      ["ecg", "ecg"],
      ["face", "face"],
      ["joined", "both"],
    ] as const) {
      const own = outOfFold(data, recipeFor(modality, model, "standard"), folds, labellings, seedOf(9, arm));
      expect(found.get(arm)).toEqual(own);
    }
  });

  it("ecg and face take nothing from each other; joined and mean take from both", () => {
    const other = evaluateArms(
      withModality(data, "face", (value) => -(value ** 2)),
      arms,
      model,
      "standard",
      folds,
      labellings,
      9,
    );
    expect(other.get("ecg")).toEqual(found.get("ecg"));
    for (const arm of ["face", "joined", "mean"] as const) expect(other.get(arm)).not.toEqual(found.get(arm));
  });

  it("together beat the single ones where each modality holds a part of the truth of its own", () => {
    const large = makeDataset({ participants: 12, trials: 20, effect: 1.4, between: 0, seed: 6 });
    const of = evaluateArms(
      large,
      arms,
      model,
      "standard",
      leaveOneParticipantOut.folds(large, 1),
      [large.labels],
      1,
    );
    const auc = (arm: (typeof arms)[number]): number => evaluate(large.labels, of.get(arm)![0], 2).auc;
    const single = Math.max(auc("ecg"), auc("face"));
    expect(auc("joined")).toBeGreaterThan(single);
    expect(auc("mean")).toBeGreaterThan(single);
  });

  it("are refused where a modality has no feature: the mean of a modality and of nothing is no fusion", () => {
    const columns = modalityColumns(data, "ecg");
    const heart = {
      ...data,
      featureNames: columns.map((column) => data.featureNames[column]),
      features: { rows: data.features.rows, columns: 2, values: new Float64Array(data.features.rows * 2) },
    };
    for (const arm of ["face", "joined", "mean"] as const) {
      expect(() => evaluateArms(heart, ["ecg", arm], model, "standard", folds, labellings, 9)).toThrow(
        InputError,
      );
    }
  });
});

describe("the mean of probabilities", () => {
  it("of heart and face is the mean arm, whose rows sum to 1", () => {
    const mean = found.get("mean")!;
    labellings.forEach((_, i) => {
      const [ecg, face] = [found.get("ecg")![i], found.get("face")![i]];
      mean[i].forEach((p, at) => {
        expect(p).toBeCloseTo((ecg[at] + face[at]) / 2, 14);
      });
      for (let row = 0; row < data.labels.length; row++)
        expect(mean[i][2 * row] + mean[i][2 * row + 1]).toBeCloseTo(1, 12);
    });
  });

  it("is none where a part has none", () => {
    const mean = meanOfProbabilities([Float64Array.of(0.25, Number.NaN), Float64Array.of(0.75, 0.5)]);
    expect([...mean]).toEqual([0.5, Number.NaN]);
  });

  it("of three parts weighs each alike", () => {
    const parts = [Float64Array.of(1, 0), Float64Array.of(0, 1), Float64Array.of(0.5, 0.5)];
    expect([...meanOfProbabilities(parts)]).toEqual([0.5, 0.5]);
  });

  it("leaves its parts as they were", () => {
    const part = Float64Array.of(0.25, 0.75);
    meanOfProbabilities([part, Float64Array.of(1, 0)]);
    expect([...part]).toEqual([0.25, 0.75]);
  });
});
