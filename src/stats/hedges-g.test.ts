import { describe, expect, it } from "vitest";
import figures from "../../bench/reference/stats.json" with { type: "json" };
import { hedgesG } from "./mod.ts";

describe("hedgesG", () => {
  it("is Cohen's d times the gamma correction, as SciPy's gammaln gives it", () => {
    const high = figures.accuracy.filter((_, i) => figures.score[i] > figures.cut);
    const low = figures.accuracy.filter((_, i) => figures.score[i] <= figures.cut);
    expect(hedgesG(high, low)).toBeCloseTo(figures.hedgesG, 12);
  });

  it("has the closed forms 1/√π and √(2/π) as J at two and four degrees of freedom", () => {
    // m = 2: J = Γ(1) / (1 · Γ(1/2)) = 1/√π; m = 4: J = Γ(2) / (√2 · Γ(3/2)) = √2 / √π
    expect(hedgesG([2, 4], [1, 3])).toBeCloseTo(1 / Math.SQRT2 / Math.sqrt(Math.PI), 13);
    expect(hedgesG([2, 3, 4], [1, 2, 3])).toBeCloseTo(Math.sqrt(2 / Math.PI), 13);
  });

  it("turns its sign with the groups", () => {
    expect(hedgesG([1, 2, 3], [4, 5, 7])).toBe(-hedgesG([4, 5, 7], [1, 2, 3]));
  });

  it("is NaN without spread, where rounding alone would make it huge, and with too few values", () => {
    expect(hedgesG([0.1, 0.1, 0.1], [0.3, 0.3, 0.3])).toBeNaN();
    expect(hedgesG([1], [2])).toBeNaN();
    expect(hedgesG([1, 2, 3], [])).toBeNaN();
  });
});
