import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyLabelRule, guessScale } from "./label-rule.ts";

const people = (count: number): string[] => new Array(count).fill("P01");

describe("classes from ratings", () => {
  it("lie above or below the midpoint of the scale, a rating exactly there on neither side", () => {
    const { levels, words } = applyLabelRule([1, 4, 4.1, Number.NaN, 7], people(5), {
      rule: "midpoint",
      scale: [1, 7],
    });
    expect(levels).toEqual(["low", "tie", "high", null, "high"]);
    expect(words).toBe("high above, low below 4, the midpoint of the scale 1 to 7");
  });

  it("say so when the scale was guessed", () => {
    expect(applyLabelRule([1, 9, 3], people(3), { rule: "midpoint" }).words).toContain("1 to 9 (guessed)");
  });

  it("lie above or below each participant's own mean under that rule", () => {
    const own = ["P01", "P01", "P02", "P02"];
    expect(applyLabelRule([1, 3, 6, 9], own, { rule: "participant-mean" }).levels).toEqual([
      "low",
      "high",
      "low",
      "high",
    ]);
  });

  it("refuse a rating outside the scale", () => {
    expect(() => applyLabelRule([1, 8], people(2), { rule: "midpoint", scale: [1, 7] }, "SAM")).toThrow(
      'column "SAM": a rating of 8 lies outside the scale 1 to 7',
    );
  });

  it.each([
    [
      [1, 5, 3],
      [1, 5],
    ],
    [
      [1, 7, 3],
      [1, 7],
    ],
    [
      [1, 9, 3],
      [1, 9],
    ],
    [
      [0, 100, 3],
      [0, 100],
    ],
    [
      [-1, 0.5, 1],
      [-1, 1],
    ],
  ])("guess the scale of %j", (ratings, scale) => {
    expect(guessScale(ratings)).toEqual(scale);
  });

  it("do not guess a scale that the ratings do not fill", () => {
    expect(guessScale([4, 5, 6])).toBeUndefined();
  });

  it("turn round when the ratings are mirrored on the scale", () => {
    const turned = { high: "low", low: "high", tie: "tie" } as const;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (ratings) => {
        const rule = { rule: "midpoint", scale: [1, 9] as [number, number] } as const;
        const plain = applyLabelRule(ratings, people(ratings.length), rule).levels;
        const mirrored = applyLabelRule(
          ratings.map((rating) => 10 - rating),
          people(ratings.length),
          rule,
        ).levels;
        expect(mirrored).toEqual(plain.map((level) => level && turned[level]));
      }),
    );
  });
});
