import fc from "fast-check";
import { describe, expect, it } from "vitest";
import figures from "../../bench/reference/stats.json" with { type: "json" };
import { pearson, ranks, spearman } from "./mod.ts";

describe("ranks", () => {
  it("are those of scipy.stats.rankdata, ties sharing theirs", () => {
    expect(Array.from(ranks(figures.score))).toEqual(figures.ranks);
  });

  it("always sum to n (n + 1) / 2", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (values) => {
        const sum = ranks(values).reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

describe("pearson and spearman", () => {
  it("are those of SciPy, with ties", () => {
    expect(pearson(figures.score, figures.accuracy)).toBeCloseTo(figures.pearson, 13);
    expect(spearman(figures.score, figures.accuracy)).toBeCloseTo(figures.spearman, 13);
  });

  it("are NaN when one side does not vary, even where rounding makes its mean differ from it", () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(spearman([1, 2, 3], [7, 7, 7])).toBeNaN();
  });

  it("spearman sees order alone", () => {
    const x = [0.3, -1, 2, 5, 4];
    expect(spearman(x, x.map(Math.exp))).toBe(1);
    expect(
      spearman(
        x,
        x.map((value) => -(value ** 3)),
      ),
    ).toBe(-1);
  });

  it("refuse lists of different lengths", () => {
    expect(() => pearson([1, 2], [1])).toThrow(RangeError);
  });
});
