import { describe, expect, it } from "vitest";
import { mean, percentileInterval, random, resampleGroups } from "./mod.ts";

describe("resampleGroups", () => {
  it("leaves out a share of 1/e of many groups and draws none that does not exist", () => {
    const drawn = resampleGroups(10_000, random(3));
    expect(drawn.every((group) => group >= 0 && group < 10_000)).toBe(true);
    // (1 - 1/n)^n = 0.3679; standard error 0.0031
    expect(Math.abs(1 - new Set(drawn).size / 10_000 - Math.exp(-1))).toBeLessThan(0.0125);
  });
});

describe("percentileInterval", () => {
  it("takes the middle 95 % unless told otherwise", () => {
    const samples = Float64Array.from({ length: 1001 }, (_, i) => 1000 - i);
    const { low, high } = percentileInterval(samples);
    expect(low).toBeCloseTo(25, 10);
    expect(high).toBeCloseTo(975, 10);
    expect(percentileInterval(samples, 0.5)).toEqual({ low: 250, high: 750 });
  });

  it("holds the true mean in about 95 of 100 studies of 40 people", () => {
    const by = random(5);
    let held = 0;
    for (let study = 0; study < 400; study++) {
      const people = Float64Array.from({ length: 40 }, by.normal);
      const resample = () => mean(Float64Array.from(resampleGroups(40, by), (person) => people[person]));
      const means = Float64Array.from({ length: 400 }, resample);
      const { low, high } = percentileInterval(means);
      if (low <= 0 && 0 <= high) held++;
    }
    // the percentile interval is known to hold a little less than it says; standard error 1.1 %
    expect(held / 400).toBeGreaterThan(0.9);
    expect(held / 400).toBeLessThan(0.98);
  });
});
