import { describe, expect, it } from "vitest";
import { random } from "../../stats/mod.ts";
import { bestGiniSplit, countBins, emptyHistogram, type Split } from "./gini-split.ts";

interface Row {
  readonly bin: number;
  readonly label: number;
  readonly drawn: number;
}

/** Weighted Gini impurity of a set of rows times its weight, as the definition says. */
function impurity(rows: readonly Row[], weights: Float64Array): number {
  const sums = Array.from(weights, (w, k) => rows.reduce((s, r) => s + (r.label === k ? w * r.drawn : 0), 0));
  const total = sums.reduce((a, b) => a + b, 0);
  return total - sums.reduce((s, a) => s + a * a, 0) / total;
}

/** The least impurity over all cuts between two bins: the plain way. */
function plainBest(rows: readonly Row[], weights: Float64Array, minLeaf: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let bin = 0; bin < 255; bin++) {
    const left = rows.filter((row) => row.bin <= bin);
    const right = rows.filter((row) => row.bin > bin);
    if (left.length < minLeaf || right.length < minLeaf) continue;
    best = Math.min(best, impurity(left, weights) + impurity(right, weights));
  }
  return best;
}

function fastBest(rows: readonly Row[], weights: Float64Array, minLeaf: number): Split {
  const classes = weights.length;
  const histogram = emptyHistogram(classes);
  const treeRows = Int32Array.from(rows.flatMap(({ label, drawn }, i) => [i, (drawn << 8) | label]));
  const bins = Uint8Array.from(rows, ({ bin }) => bin);
  const totals = weights.map((w, k) => rows.reduce((s, r) => s + (r.label === k ? w * r.drawn : 0), 0));
  const found: Split = { bin: -1, impurity: 0, constant: false };
  countBins(bins, 0, treeRows, 0, rows.length, classes, histogram);
  bestGiniSplit(histogram, totals, weights, rows.length, minLeaf, found);
  expect(histogram.every((cell) => cell === 0)).toBe(true);
  return found;
}

describe("the Gini split over occupied bins", () => {
  for (const classes of [2, 3, 5]) {
    it(`is as good as trying every cut, for ${classes} classes`, () => {
      const stream = random(classes);
      const weights = Float64Array.from({ length: classes }, () => 0.5 + stream.uniform());
      for (const [count, spread] of [
        [12, 256],
        [40, 5],
        [300, 256],
        [300, 40],
      ]) {
        const rows = Array.from({ length: count }, () => ({
          bin: stream.integer(spread),
          label: stream.integer(classes),
          drawn: 1 + stream.integer(3),
        }));
        const found = fastBest(rows, weights, 5);
        expect(found.impurity).toBeCloseTo(plainBest(rows, weights, 5), 8);
        const left = rows.filter((row) => row.bin <= found.bin);
        const right = rows.filter((row) => row.bin > found.bin);
        expect(impurity(left, weights) + impurity(right, weights)).toBeCloseTo(found.impurity, 8);
      }
    });
  }

  it("finds none when every cut leaves too few rows on a side", () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ bin: i < 2 ? 0 : 9, label: i % 2, drawn: 4 }));
    const found = fastBest(rows, Float64Array.of(1, 1), 5);
    expect(found.bin).toBe(-1);
    expect(found.constant).toBe(false);
  });

  it("says when a feature is constant in the node", () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ bin: 200, label: i % 3, drawn: 1 }));
    const found = fastBest(rows, Float64Array.of(1, 1, 1), 1);
    expect(found).toMatchObject({ bin: -1, constant: true });
  });
});
