import { describe, expect, it } from "vitest";
import { random } from "../stats/mod.ts";
import { valueGrid } from "./value-grid.ts";

const by = random(1);
const normal = Float64Array.from({ length: 500 }, by.normal);

describe("valueGrid", () => {
  it("sees to how many decimals values were written: the error is a step over √12", () => {
    for (const decimals of [0, 1, 2, 3, 5]) {
      const written = normal.map((value) => Number(value.toFixed(decimals)));
      expect(valueGrid(written).roundingError).toBeCloseTo(10 ** -decimals / Math.sqrt(12), 12);
    }
  });

  it("sees to how many significant digits they were written", () => {
    const wide = normal.map((value) => Number((Math.exp(3 * value) * 1e-6).toPrecision(3)));
    const { roundingError } = valueGrid(wide);
    const errors = wide.map((value) => {
      const step = 10 ** (Math.floor(Math.log10(value)) - 2);
      return (step * step) / 12;
    });
    expect(roundingError).toBeCloseTo(Math.sqrt(errors.reduce((sum, square) => sum + square, 0) / 500), 12);
  });

  it("sees no rounding in values of full precision, single precision included", () => {
    expect(valueGrid(normal).roundingError).toBe(0);
    expect(valueGrid(Float64Array.from(normal, Math.fround)).roundingError).toBe(0);
  });

  it("sees the step of a scale whatever its unit, and not the last bits of equal values", () => {
    const shares = Float64Array.from(
      { length: 300 },
      () => by.integer(31) / 30 + (by.integer(3) - 1) * 1e-16,
    );
    const { smallestGap, distinct, count } = valueGrid(shares);
    expect(smallestGap).toBeCloseTo(1 / 30, 12);
    expect([distinct, count]).toEqual([31, 300]);
  });
});
