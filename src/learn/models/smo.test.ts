import { describe, expect, it } from "vitest";
import { makeData } from "../../../bench/reference/made-data.ts";
import { rbfKernelRows } from "./rbf-kernel.ts";
import { solveTwoClass, startAtBounds, startFrom } from "./smo.ts";

const n = 120;
const { features, labels } = makeData({ kind: "shift", rows: n, columns: 3, classes: 2, seed: 31 });
const kernel = rbfKernelRows(features, 0.3);
const signs = Int8Array.from(labels, (label) => (label === 0 ? 1 : -1));
const positiveBound = 2;
const negativeBound = 0.7;
const problem = { kernel, signs, positiveBound, negativeBound, tolerance: 1e-7 };

describe("sequential minimal optimisation", () => {
  it("ends at a point that satisfies the Karush-Kuhn-Tucker conditions", () => {
    const { coefficients, bias, decisions } = solveTwoClass(problem, new Float64Array(n));
    let sum = 0;
    for (let t = 0; t < n; t++) {
      sum += coefficients[t];
      const alpha = coefficients[t] * signs[t];
      const bound = signs[t] > 0 ? positiveBound : negativeBound;
      expect(alpha).toBeGreaterThanOrEqual(0);
      expect(alpha).toBeLessThanOrEqual(bound);
      let decision = bias;
      for (let s = 0; s < n; s++) decision += coefficients[s] * kernel.row(s)[t];
      expect(decisions[t]).toBeCloseTo(decision, 8);
      const margin = signs[t] * decision;
      if (alpha === 0) expect(margin).toBeGreaterThan(1 - 1e-6);
      else if (alpha === bound) expect(margin).toBeLessThan(1 + 1e-6);
      else expect(margin).toBeCloseTo(1, 6);
    }
    expect(sum).toBeCloseTo(0, 12);
  });

  it("ends at the same decisions wherever it starts", () => {
    const zero = solveTwoClass(problem, new Float64Array(n));
    const bounds = solveTwoClass(problem, startAtBounds(signs, positiveBound, negativeBound));
    const solvedBounds = { positive: positiveBound, negative: negativeBound };
    const start = startFrom(zero.coefficients, solvedBounds, signs, 1.5, 1);
    const other = { ...problem, positiveBound: 1.5, negativeBound: 1 };
    const seeded = solveTwoClass(other, start);
    const fresh = solveTwoClass(other, new Float64Array(n));
    for (let t = 0; t < n; t++) {
      expect(bounds.decisions[t]).toBeCloseTo(zero.decisions[t], 5);
      expect(seeded.decisions[t]).toBeCloseTo(fresh.decisions[t], 5);
    }
  });

  it("starts within the bounds and with sum 0", () => {
    const start = startAtBounds(signs, positiveBound, negativeBound);
    expect(start.reduce((sum, beta) => sum + beta, 0)).toBeCloseTo(0, 10);
    start.forEach((beta, t) => {
      expect(beta * signs[t]).toBeGreaterThanOrEqual(0);
      expect(beta * signs[t]).toBeLessThanOrEqual(signs[t] > 0 ? positiveBound : negativeBound);
    });
  });

  it("leaves rows of sign 0 out, and still says how it would decide on them", () => {
    const held = signs.map((sign, t) => (t % 3 === 0 ? 0 : sign));
    const { coefficients, decisions, bias } = solveTwoClass({ ...problem, signs: held }, new Float64Array(n));
    for (let t = 0; t < n; t += 3) {
      expect(coefficients[t]).toBe(0);
      let decision = bias;
      for (let s = 0; s < n; s++) decision += coefficients[s] * kernel.row(s)[t];
      expect(decisions[t]).toBeCloseTo(decision, 8);
    }
  });

  it("takes fewer steps from the bounds than from zero when labels are noise", () => {
    const noise = makeData({ kind: "noise", rows: 300, columns: 6, classes: 2, seed: 32 });
    const noiseSigns = Int8Array.from(noise.labels, (label) => (label === 0 ? 1 : -1));
    const positives = noiseSigns.filter((sign) => sign > 0).length;
    const noiseProblem = {
      kernel: rbfKernelRows(noise.features, 0.1),
      signs: noiseSigns,
      positiveBound: 150 / positives,
      negativeBound: 150 / (300 - positives),
      tolerance: 1e-3,
    };
    const start = startAtBounds(noiseSigns, noiseProblem.positiveBound, noiseProblem.negativeBound);
    const { steps } = solveTwoClass(noiseProblem, start);
    expect(steps).toBeLessThan(0.7 * solveTwoClass(noiseProblem, new Float64Array(300)).steps);
  });
});
