import { describe, expect, it } from "vitest";
import { fitTemperature } from "./temperature.ts";

const equal = Float64Array.of(1, 1);

describe("temperature scaling", () => {
  it("finds the factor at which scores of one size are right as often as they claim", () => {
    // Margin 2 and right 3 times of 4: sigmoid(2 f) = 3/4, so f = log(3) / 2.
    const scores = Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1);
    expect(fitTemperature(scores, Int32Array.of(0, 0, 0, 1), equal)).toBeCloseTo(Math.log(3) / 2, 8);
  });

  it("stays positive when scores are wrong more often than right, so that decisions are never turned round", () => {
    const scores = Float64Array.of(1, -1, 1, -1, 1, -1);
    expect(fitTemperature(scores, Int32Array.of(1, 1, 0), equal)).toBe(1e-3);
  });

  it("is bounded when all scores are right: rows keep an order that rounding cannot drown", () => {
    const factor = fitTemperature(Float64Array.of(1, -1, -1, 1), Int32Array.of(0, 1), equal);
    expect(factor).toBe(10);
    expect(1 / (1 + Math.exp(-2 * factor))).toBeLessThan(1 / (1 + Math.exp(-2.001 * factor)));
    expect(fitTemperature(Float64Array.of(0.01, -0.01, -0.01, 0.01), Int32Array.of(0, 1), equal)).toBe(100);
  });

  it("weighs classes: a class of weight 3 counts as three rows", () => {
    const scores = Float64Array.of(1, -1, 1, -1);
    const weighted = fitTemperature(scores, Int32Array.of(0, 1), Float64Array.of(3, 1));
    expect(weighted).toBeCloseTo(Math.log(3) / 2, 8);
  });

  it("minimises cross-entropy for three classes", () => {
    const scores = Float64Array.of(2, 1, 0, 0, 3, 1, 1, 0, 2, 2, 1.5, 0, 0, 1, 4);
    const labels = Int32Array.of(0, 1, 1, 0, 2);
    const loss = (factor: number): number => {
      let sum = 0;
      labels.forEach((label, r) => {
        const own = [0, 1, 2].map((k) => Math.exp(factor * scores[r * 3 + k]));
        sum -= Math.log(own[label] / (own[0] + own[1] + own[2]));
      });
      return sum;
    };
    const factor = fitTemperature(scores, labels, Float64Array.of(1, 1, 1));
    expect(factor).toBeGreaterThan(0.01);
    expect(factor).toBeLessThan(90);
    expect(loss(factor)).toBeLessThan(loss(factor * 1.01));
    expect(loss(factor)).toBeLessThan(loss(factor / 1.01));
  });

  it("is 1 without a row", () => {
    expect(fitTemperature(new Float64Array(0), new Int32Array(0), equal)).toBe(1);
  });
});
