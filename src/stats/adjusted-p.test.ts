import fc from "fast-check";
import { describe, expect, it } from "vitest";
import figures from "../../bench/reference/stats.json" with { type: "json" };
import { benjaminiHochberg, holm } from "./mod.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe("holm", () => {
  it("multiplies by 4, 3, 2, 1 and never lets a larger p overtake a smaller", () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((expected, i) => {
      expect(adjusted[i]).toBeCloseTo(expected, 15);
    });
  });

  it("lies between the plain p value and Bonferroni's", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        holm(p).forEach((adjusted, i) => {
          expect(adjusted).toBeGreaterThanOrEqual(p[i]);
          expect(adjusted).toBeLessThanOrEqual(
            Math.max(Math.min(1, p[i] * p.length), Math.max(...p)) + 1e-15,
          );
          expect(adjusted).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});

describe("benjaminiHochberg", () => {
  it("gives the adjusted values of the example in the paper, of which four are below 0.05", () => {
    const adjusted = benjaminiHochberg(figures.pValues);
    figures.benjaminiHochberg.forEach((expected, i) => {
      expect(adjusted[i]).toBeCloseTo(expected, 14);
    });
    expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(4);
    expect(holm(figures.pValues).filter((p) => p <= 0.05)).toHaveLength(3);
  });

  it("never exceeds Holm's", () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const stricter = holm(p);
        benjaminiHochberg(p).forEach((adjusted, i) => {
          expect(adjusted).toBeLessThanOrEqual(stricter[i] + 1e-15);
        });
      }),
    );
  });
});
