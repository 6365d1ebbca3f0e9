import { describe, expect, it } from "vitest";
import type { MetricValues } from "./metrics.ts";
import { continuePermutationTest, isDecided, startPermutationTest, stopAt } from "./permutation-test.ts";

const all = (value: number): MetricValues => ({
  balancedAccuracy: value,
  accuracy: value,
  macroF1: value,
  auc: value,
});

const observed: MetricValues = { balancedAccuracy: 0.7, accuracy: 0.5, macroF1: 0.6, auc: 0.9 };

describe("the permutation test of a row of the leaderboard", () => {
  it("gives (b + 1) / (m + 1) of those permutations that reached the score, ties included", () => {
    const drawn = [0.4, 0.7, 0.55, 0.8, 0.5].map(all);
    const { states } = continuePermutationTest(startPermutationTest(observed, 99), drawn);
    expect(states.balancedAccuracy).toMatchObject({ exceedances: 2, permutations: 5, p: 3 / 6 });
    expect(states.accuracy).toMatchObject({ exceedances: 4, permutations: 5, p: 5 / 6 });
    expect(states.macroF1).toMatchObject({ exceedances: 2, permutations: 5, p: 3 / 6 });
    expect(states.auc).toMatchObject({ exceedances: 0, permutations: 5, p: 1 / 6 });
  });

  it("stops each metric at its own time: an early one is not counted on", () => {
    const low = new Array<MetricValues>(stopAt).fill({ ...all(0), accuracy: 1 });
    const late = new Array<MetricValues>(stopAt).fill(all(1));
    const test = continuePermutationTest(startPermutationTest(observed, 999), [...low, ...late]);
    expect(test.states.accuracy).toMatchObject({
      exceedances: stopAt,
      permutations: stopAt,
      done: true,
      p: 1,
    });
    expect(test.states.auc).toMatchObject({ exceedances: stopAt, permutations: 2 * stopAt, p: 21 / 41 });
    expect(test.drawn).toHaveLength(2 * stopAt);
  });

  it("is decided when no metric needs another permutation, and takes none then", () => {
    const reached = new Array<MetricValues>(stopAt - 1).fill(all(1));
    const open = continuePermutationTest(startPermutationTest(observed, 999), reached);
    expect(isDecided(open)).toBe(false);
    const decided = continuePermutationTest(open, [all(1), all(0), all(0)]);
    expect(isDecided(decided)).toBe(true);
    expect(decided.drawn).toHaveLength(stopAt);
    expect(continuePermutationTest(decided, [all(0)])).toBe(decided);
  });

  it("stops at the limit, where p is no smaller than 1 / (limit + 1)", () => {
    const test = continuePermutationTest(startPermutationTest(observed, 19), new Array(50).fill(all(0)));
    expect(isDecided(test)).toBe(true);
    expect(test.drawn).toHaveLength(19);
    expect(test.states.balancedAccuracy.p).toBe(1 / 20);
  });

  it("does not depend on how the permutations were dealt out, nor on being stored in between", () => {
    const values = Array.from({ length: 130 }, (_, i) => all(((i * 37) % 100) / 100));
    const whole = continuePermutationTest(startPermutationTest(observed, 120), values);
    let pieces = startPermutationTest(observed, 120);
    for (let from = 0; from < values.length; from += 13) {
      pieces = JSON.parse(JSON.stringify(continuePermutationTest(pieces, values.slice(from, from + 13))));
    }
    expect(pieces).toEqual(whole);
  });

  it("a score that is no number is never significant, nor helped by permutations that have none", () => {
    const broken = startPermutationTest({ ...observed, auc: Number.NaN }, 99);
    const { states } = continuePermutationTest(broken, [all(0), all(Number.NaN)]);
    expect(states.auc.p).toBe(1);
    expect(states.balancedAccuracy.p).toBe(2 / 3);
  });

  it("without a permutation is decided at once", () => {
    expect(isDecided(startPermutationTest(observed, 0))).toBe(true);
  });
});
