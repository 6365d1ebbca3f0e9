import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spearman } from "../stats/mod.ts";
import { resampledSpearman } from "./resampled-spearman.ts";

describe("resampledSpearman", () => {
  it("is the Spearman correlation of the sample written out, ties included", () => {
    const pair = fc.tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 3, maxLength: 30 }), (pairs) => {
        const [x, y, counts] = [0, 1, 2].map((part) => Float64Array.from(pairs, (values) => values[part]));
        const written = pairs.flatMap(([a, b, times]) => new Array<number[]>(times).fill([a, b]));
        const expected = spearman(
          written.map(([a]) => a),
          written.map(([, b]) => b),
        );
        const found = resampledSpearman(x, y)(counts);
        if (Number.isNaN(expected)) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected, 10);
      }),
    );
  });
});
