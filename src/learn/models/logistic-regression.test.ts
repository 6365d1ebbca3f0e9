import { describe, expect, it } from "vitest";
import { makeSplit } from "../../../bench/reference/made-data.ts";
import reference from "../../../bench/reference/models-sklearn.json" with { type: "json" };
import { logisticRegression } from "./logistic-regression.ts";

const oneParticipant = (rows: number): Int32Array => new Int32Array(rows);

describe("logistic regression", () => {
  for (const { data, C, classWeight, probabilities } of reference.logistic) {
    it(`gives scikit-learn's probabilities to 1e-5: ${data.name}, C = ${C}, class weight ${classWeight}`, () => {
      const { train, trainLabels, test } = makeSplit(data);
      const rows = { features: train, participants: oneParticipant(train.rows), seed: 1 };
      const fitted = logisticRegression.prepare(rows, { C, classWeight }).fit(trainLabels, data.classes);
      const ours = fitted.probabilities(test);
      expect(ours.length).toBe(probabilities.length);
      let worst = 0;
      ours.forEach((p, i) => {
        worst = Math.max(worst, Math.abs(p - probabilities[i]));
      });
      expect(worst).toBeLessThan(1e-5);
    });
  }

  it("does not need features of one scale: a column times 1e4, weights nearly unpenalised, is the same model", () => {
    const { train, trainLabels, test } = makeSplit(reference.logistic[0].data);
    const stretched = (values: Float64Array): Float64Array =>
      values.map((v, i) => (i % 6 === 2 ? v * 1e4 : v));
    const trained = (values: Float64Array, newValues: Float64Array): Float64Array => {
      const features = { ...train, values };
      const rows = { features, participants: oneParticipant(train.rows), seed: 1 };
      const fitted = logisticRegression.prepare(rows, { C: 1e6 }).fit(trainLabels, 2);
      return fitted.probabilities({ ...test, values: newValues });
    };
    const plain = trained(train.values, test.values);
    const scaled = trained(stretched(train.values), stretched(test.values));
    plain.forEach((p, i) => {
      expect(scaled[i]).toBeCloseTo(p, 5);
    });
  });

  it("settles between two perfectly separated rows at the closed form of its penalty", () => {
    // One weight w, rows at -1 and 1: minimise 2 log(1 + exp(-w)) + w^2 / 2, so w = 2 / (1 + exp(w)).
    const features = { rows: 2, columns: 1, values: Float64Array.of(-1, 1) };
    const rows = { features, participants: oneParticipant(2), seed: 1 };
    const fitted = logisticRegression.prepare(rows, {}).fit(Int32Array.of(0, 1), 2);
    const probability = fitted.probabilities(features)[3];
    const weight = Math.log(probability / (1 - probability));
    expect(weight).toBeCloseTo(2 / (1 + Math.exp(weight)), 6);
  });
});
