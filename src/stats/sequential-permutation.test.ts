import { describe, expect, it } from "vitest";
import { countPermutation, permutationP, random, reaches, sequentialPermutation } from "./mod.ts";

describe("permutationP", () => {
  it("counts the observed labelling in, so that it is never 0", () => {
    expect(permutationP(0, 999)).toBe(0.001);
    expect(permutationP(49, 999)).toBe(0.05);
    expect(permutationP(0, 0)).toBe(1);
  });
});

describe("reaches", () => {
  it("counts ties, those that only rounding parts too, and statistics that failed", () => {
    expect(reaches(0.1 + 0.2, 0.3)).toBe(true);
    expect(reaches(0.3, 0.1 + 0.2)).toBe(true);
    expect(reaches(0.3 - 1e-9, 0.3)).toBe(false);
    expect(reaches(Number.NaN, 0.3)).toBe(true);
  });
});

describe("sequentialPermutation", () => {
  const run = (
    observed: number,
    statistics: Iterable<number>,
    options?: { stopAt?: number; limit?: number },
  ) => {
    let test = sequentialPermutation(observed, options);
    for (const statistic of statistics) test = countPermutation(test, statistic);
    return test;
  };

  it("stops at the exceedance it was told to stop at, and counts nothing afterwards", () => {
    const test = run(0.5, [0.6, 0.4, 0.5, 0.1, 0.7, 0.9, 0.9], { stopAt: 3 });
    expect(test).toMatchObject({ exceedances: 3, permutations: 5, done: true, p: 4 / 6 });
  });

  it("goes on for as long as few permutations reach the observed value, up to its limit", () => {
    const test = run(1, new Array(500).fill(0.2), { limit: 199 });
    expect(test).toMatchObject({ exceedances: 0, permutations: 199, done: true, p: 1 / 200 });
    expect(run(1, new Array(500).fill(0.2))).toMatchObject({ done: false, permutations: 500 });
  });

  it("leaves an earlier state as it was, so that a run can take up from it", () => {
    const before = sequentialPermutation(0.5);
    countPermutation(before, 1);
    expect(before.permutations).toBe(0);
  });

  it("rejects at .05 in at most 5.5 % of tests of nothing, at its own stopping points", () => {
    const { uniform } = random(2024);
    const tests = 10_000;
    let rejected = 0;
    let drawn = 0;
    for (let i = 0; i < tests; i++) {
      let test = sequentialPermutation(uniform(), { limit: 999 });
      while (!test.done) test = countPermutation(test, uniform());
      if (test.p < 0.05) rejected++;
      drawn += test.permutations;
    }
    // standard error 0.22 %; that it rejects near 5 % shows that it is not needlessly cautious either
    expect(rejected / tests).toBeLessThanOrEqual(0.055);
    expect(rejected / tests).toBeGreaterThan(0.04);
    // 20 exceedances take about 20 ln(999/20) + 20 = 98 permutations on average, a tenth of 999
    expect(drawn / tests).toBeLessThan(115);
  });
});
