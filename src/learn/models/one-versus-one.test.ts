import { describe, expect, it } from "vitest";
import { classPairs, voteScores } from "./one-versus-one.ts";

const scored = (classes: number, decisions: readonly number[]): number[] => {
  const into = new Float64Array(classes);
  voteScores(Float64Array.from(decisions), into);
  return [...into];
};

describe("voting over pairs of classes", () => {
  it("goes through the pairs in libsvm's order", () => {
    expect(classPairs(4)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it("keeps the decision value as the difference of two classes' scores", () => {
    const [first, second] = scored(2, [-1.6]);
    expect(first - second).toBeCloseTo(-1.6, 12);
  });

  it("does not let a large decision outweigh a vote", () => {
    // Class 0 wins both its pairs by little, class 2 wins the third by a lot.
    const [zero, one, two] = scored(3, [0.01, 0.01, -1000]);
    expect(zero).toBeGreaterThan(two);
    expect(two).toBeGreaterThan(one);
  });

  it("settles a circle of votes by the summed decisions", () => {
    // 0 beats 1 by 1, 2 beats 0 by 0.5, 1 beats 2 by 0.2: sums 0.5, -0.8, 0.3.
    const scores = scored(3, [1, -0.5, 0.2]);
    expect(scores.indexOf(Math.max(...scores))).toBe(0);
    expect(scores[0]).toBeCloseTo(1 + 0.5 / (3 * 1.5), 12);
  });
});
