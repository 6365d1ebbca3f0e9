import { describe, expect, it } from "vitest";
import figures from "../../bench/reference/stats.json" with { type: "json" };
import { logGamma, mean, median, quantile, variance } from "./mod.ts";

describe("mean and variance", () => {
  it("are those of NumPy", () => {
    expect(mean(figures.score)).toBeCloseTo(figures.mean, 12);
    expect(variance(figures.accuracy)).toBeCloseTo(figures.variance, 14);
  });

  it("keep the variance of small differences around a large value", () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
    expect(variance([1e9 + 1, 1e9 + 3], 0)).toBe(1);
  });

  it("are NaN where they are not defined", () => {
    expect(mean([])).toBeNaN();
    expect(variance([5])).toBeNaN();
    expect(variance([5], 0)).toBe(0);
  });
});

describe("quantile", () => {
  it("is NumPy's default (type 7)", () => {
    for (const [probability, expected] of Object.entries(figures.quantiles)) {
      expect(quantile(figures.accuracy, Number(probability))).toBeCloseTo(expected, 14);
    }
  });

  it("leaves its input as it was", () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  it("keeps infinite values apart from NaN", () => {
    expect(quantile([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.75)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("refuses a probability outside 0 to 1", () => {
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe("logGamma", () => {
  it("is SciPy's gammaln to 13 digits", () => {
    for (const [x, expected] of Object.entries(figures.logGamma)) {
      expect(Math.abs(logGamma(Number(x)) - expected)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected)));
    }
  });

  it("refuses arguments that are not above 0", () => {
    expect(() => logGamma(0)).toThrow(RangeError);
  });
});
