import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { medianSplit, orientEi } from "./mod.ts";

const scoresOf = (values: readonly number[]) => new Map(values.map((value, i) => [`P${i}`, value]));
const groupsOf = (values: readonly number[]) => [...medianSplit(scoresOf(values)).groups.values()];

describe("orientEi", () => {
  it("turns an inverse score round and leaves a direct one as it is", () => {
    const scores = scoresOf([61, 40]);
    expect([...orientEi(scores, true).values()]).toEqual([-61, -40]);
    expect([...orientEi(scores, false).values()]).toEqual([61, 40]);
  });

  it("leaves out whoever has no finite score", () => {
    const oriented = orientEi(scoresOf([Number.NaN, 0, Number.POSITIVE_INFINITY]), true);
    expect([...oriented]).toEqual([["P1", 0]]);
  });
});

describe("medianSplit", () => {
  it("cuts an even number of people in halves", () => {
    expect(groupsOf([4, 1, 3, 2])).toEqual(["high", "low", "high", "low"]);
    expect(medianSplit(scoresOf([4, 1, 3, 2]))).toMatchObject({ cut: 2.5, ties: 0 });
  });

  it("counts people at the median as Low, and says how many they were", () => {
    expect(groupsOf([1, 2, 2, 2, 3, 4])).toEqual(["low", "low", "low", "low", "high", "high"]);
    expect(medianSplit(scoresOf([1, 2, 2, 2, 3, 4]))).toMatchObject({ cut: 2, ties: 3 });
  });

  it("counts them as High only where nobody is above them", () => {
    const split = medianSplit(scoresOf([1, 3, 3, 3, 2]));
    expect([...split.groups.values()]).toEqual(["low", "high", "high", "high", "low"]);
    expect(split.rule).toContain("which is the highest");
  });

  it("makes no groups of equal scores", () => {
    expect(groupsOf([5, 5, 5])).toEqual([null, null, null]);
  });

  it("never leaves a group empty when scores differ, and never puts a lower score above a higher one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 20 }), (values) => {
        fc.pre(new Set(values).size > 1);
        const groups = groupsOf(values);
        const high = values.filter((_, i) => groups[i] === "high");
        const low = values.filter((_, i) => groups[i] === "low");
        expect(high.length).toBeGreaterThan(0);
        expect(low.length).toBeGreaterThan(0);
        expect(Math.min(...high)).toBeGreaterThan(Math.max(...low));
      }),
    );
  });
});
