import { describe, expect, it } from "vitest";
import { makeData, makeSplit } from "../../../bench/reference/made-data.ts";
import reference from "../../../bench/reference/models-sklearn.json" with { type: "json" };
import type { Matrix } from "../matrix.ts";
import type { Fitted } from "../model.ts";
import { rbfKernelBetween } from "./rbf-kernel.ts";
import { decisionValues } from "./support-vectors.ts";
import { svmRbf } from "./svm-rbf.ts";

interface Written {
  readonly columns: number;
  readonly gamma: number;
  readonly temperature: number;
  readonly classes: number;
  readonly supportVectors: number;
  readonly present: number[];
  readonly values: number[];
  readonly pairs: { coefficients: number[]; bias: number }[];
}

function decisionsOf(fitted: Fitted, rows: Matrix): Float64Array {
  const written = fitted.toJSON() as Written;
  const vectors = {
    rows: written.supportVectors,
    columns: written.columns,
    values: Float64Array.from(written.values),
  };
  const pairs = written.pairs.map(({ coefficients, bias }) => ({
    coefficients: Float64Array.from(coefficients),
    bias,
  }));
  const machine = { ...written, vectors, pairs, present: Int32Array.from(written.present) };
  return decisionValues(machine, rbfKernelBetween(rows, vectors, written.gamma));
}

/** The solvers stop at a violation of 1e-3, so a decision nearer to 0 than this may fall either way. */
const nearTie = 5e-3;

function largest(row: Float64Array): number {
  return row.indexOf(Math.max(...row));
}

describe("the RBF support vector machine", () => {
  for (const { data, C, gamma, classWeight, decisions, predicted } of reference.svm) {
    const { train, trainLabels, test } = makeSplit(data);
    const participants = Int32Array.from({ length: train.rows }, (_, i) => i % 9);
    const rows = { features: train, participants, seed: 1 };
    const trained = (tolerance: number): Fitted =>
      svmRbf.prepare(rows, { C, gamma, classWeight, tolerance }).fit(trainLabels, data.classes);
    const name = `${data.name}, C = ${C}, gamma ${gamma}, class weight ${classWeight}`;

    it(`has scikit-learn's decision values to 1e-3 at tolerance 1e-4, to 1e-5 at 1e-6: ${name}`, () => {
      for (const [tolerance, allowed] of [
        [1e-4, 1e-3],
        [1e-6, 1e-5],
      ]) {
        const ours = decisionsOf(trained(tolerance), test);
        expect(ours.length).toBe(decisions.length);
        let worst = 0;
        ours.forEach((decision, i) => {
          worst = Math.max(worst, Math.abs(decision - decisions[i]));
        });
        expect(worst).toBeLessThan(allowed);
      }
    });

    it(`most probable class is the one scikit-learn predicts, near-ties aside: ${name}`, () => {
      const probabilities = trained(1e-3).probabilities(test);
      const pairs = decisions.length / test.rows;
      let compared = 0;
      for (let r = 0; r < test.rows; r++) {
        const own = decisions.slice(r * pairs, (r + 1) * pairs);
        if (own.some((decision) => Math.abs(decision) < nearTie)) continue;
        compared++;
        expect(largest(probabilities.subarray(r * data.classes, (r + 1) * data.classes))).toBe(predicted[r]);
      }
      expect(compared).toBeGreaterThan(0.8 * test.rows);
    });
  }

  const temperatureOf = (kind: string, participants: (row: number) => number): number => {
    const { features, labels } = makeData({ kind, rows: 200, columns: 4, classes: 2, seed: 8 });
    const rows = {
      features,
      participants: Int32Array.from({ length: 200 }, (_, r) => participants(r)),
      seed: 1,
    };
    const fitted = svmRbf.prepare(rows, {}).fit(labels, 2);
    return (fitted.toJSON() as Written).temperature;
  };

  it("trusts its decisions on a clear difference, and hardly on noise", () => {
    expect(temperatureOf("shift", (r) => r % 10)).toBeGreaterThan(1);
    expect(temperatureOf("noise", (r) => r % 10)).toBeLessThan(0.5);
  });

  it("takes temperature 1 when one participant leaves nobody to hold out", () => {
    expect(temperatureOf("shift", () => 7)).toBe(1);
  });

  it("fits a temperature with two participants as well", () => {
    expect(temperatureOf("shift", (r) => r % 2)).toBeGreaterThan(1);
  });

  it("does not let a participant's own rows vouch for the others: copies of a row within a participant give no trust", () => {
    // Noise in which every row stands four times: split apart, copies would predict one another perfectly.
    const { features, labels } = makeData({ kind: "noise", rows: 60, columns: 4, classes: 2, seed: 9 });
    const copied = Int32Array.from({ length: 240 }, (_, r) => r >> 2);
    const values = Float64Array.from(
      { length: 240 * 4 },
      (_, i) => features.values[copied[i >> 2] * 4 + (i & 3)],
    );
    const trained = (participants: Int32Array): number => {
      const rows = { features: { rows: 240, columns: 4, values }, participants, seed: 1 };
      const fitted = svmRbf.prepare(rows, { C: 100 }).fit(
        copied.map((r) => labels[r]),
        2,
      );
      return (fitted.toJSON() as Written).temperature;
    };
    expect(trained(copied)).toBeLessThan(0.3);
    expect(trained(Int32Array.from(copied, (_, r) => r & 3))).toBeGreaterThan(1);
  });
});
