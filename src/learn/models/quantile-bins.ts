import type { Matrix } from "../matrix.ts";

/** Most bins of a feature: a bin's number fits a byte. */
export const mostBins = 256;

/** Where each feature is cut into bins: bin b holds values above `edges[b - 1]` up to and with `edges[b]`. */
export type BinEdges = readonly Float64Array[];

/**
 * Cuts each feature into at most 256 bins: one a distinct value where there are so few, otherwise bins with about the
 * same number of rows. Edges lie halfway between neighbouring values.
 */
export function binEdges(features: Matrix): BinEdges {
  const { rows, columns, values } = features;
  return Array.from({ length: columns }, (_, c) => {
    const sorted = new Float64Array(rows);
    for (let r = 0; r < rows; r++) sorted[r] = values[r * columns + c];
    sorted.sort();
    let distinct = rows > 0 ? 1 : 0;
    for (let r = 1; r < rows; r++) if (sorted[r] !== sorted[r - 1]) distinct++;
    const edges: number[] = [];
    if (distinct <= mostBins) {
      for (let r = 1; r < rows; r++)
        if (sorted[r] !== sorted[r - 1]) edges.push(halfway(sorted[r - 1], sorted[r]));
    } else {
      for (let b = 1; b < mostBins; b++) {
        const r = Math.round((b * rows) / mostBins);
        if (sorted[r] === sorted[r - 1]) continue;
        const edge = halfway(sorted[r - 1], sorted[r]);
        if (edge !== edges.at(-1)) edges.push(edge);
      }
    }
    return Float64Array.from(edges);
  });
}

/** Between two values; the lower one where rounding leaves nothing between, since an edge belongs to the bin below. */
function halfway(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}

/**
 * The bin of each value.
 *
 * @returns column by column: `bins[column * rows + row]`
 */
export function binned({ rows, columns, values }: Matrix, edges: BinEdges): Uint8Array {
  const bins = new Uint8Array(rows * columns);
  for (let c = 0; c < columns; c++) {
    const own = edges[c];
    for (let r = 0; r < rows; r++) {
      const value = values[r * columns + c];
      let low = 0;
      let high = own.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (own[middle] < value) low = middle + 1;
        else high = middle;
      }
      bins[c * rows + r] = low;
    }
  }
  return bins;
}
