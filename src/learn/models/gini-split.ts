import { mostBins } from "./quantile-bins.ts";

/** Bins of one word of the occupancy mask. */
const wordBits = 32;
const words = mostBins / wordBits;

/**
 * Counts of one node's rows by bin, clear between uses: for each bin the drawn rows of each class, then the distinct
 * rows; after the last bin a mask of the occupied ones. One array, since each further array costs a hot loop a register.
 */
export type Histogram = Int32Array;

/** An empty histogram. */
export function emptyHistogram(classes: number): Histogram {
  return new Int32Array(mostBins * (classes + 1) + words);
}

/**
 * The rows of a tree, two numbers each: the row, and how often it was drawn times 256 plus its class. They lie together
 * so that a node's rows are read in one stream.
 */
export type TreeRows = Int32Array;

/** Most classes that {@link TreeRows} can hold. */
export const mostClasses = 256;

/**
 * Counts rows by their bin of a feature.
 *
 * @param bins - bin of each training row, column by column
 * @param column - where the feature's bins begin
 * @param rows - the tree's rows
 * @param start - first row of the node
 * @param end - row after the last
 */
export function countBins(
  bins: Uint8Array,
  column: number,
  rows: TreeRows,
  start: number,
  end: number,
  classes: number,
  histogram: Histogram,
): void {
  const stride = classes + 1;
  const mask = mostBins * stride;
  for (let at = 2 * start; at < 2 * end; at += 2) {
    const bin = bins[column + rows[at]];
    const drawn = rows[at + 1];
    const cell = bin * stride;
    histogram[cell + (drawn & 255)] += drawn >>> 8;
    histogram[cell + classes]++;
    histogram[mask + (bin >>> 5)] |= 1 << (bin & 31);
  }
}

/** A way to part a node in two. */
export interface Split {
  /** Rows with a bin up to this one go left; -1 when every split leaves a side too small. */
  bin: number;
  /** Weighted Gini impurity of both sides, each times its weight; less is better. */
  impurity: number;
  /** Whether all rows lie in one bin. */
  constant: boolean;
}

/**
 * Finds the split of least impurity, and clears the histogram.
 *
 * Only occupied bins are visited, so that a node of ten rows costs ten visits and not 256; splits are compared by
 * multiplying across, without a division.
 *
 * @param totals - weighted count of each class in the node
 * @param weights - weight of a row of each class
 * @param nodeRows - distinct rows of the node
 * @param minLeaf - fewest distinct rows of either side
 * @param found - where the result is written
 */
export function bestGiniSplit(
  histogram: Histogram,
  totals: Float64Array,
  weights: Float64Array,
  nodeRows: number,
  minLeaf: number,
  found: Split,
): void {
  if (totals.length === 2) bestOfTwoClasses(histogram, totals, weights, nodeRows, minLeaf, found);
  else bestOfClasses(histogram, totals, weights, nodeRows, minLeaf, found);
}

/** For two classes of weights a and b the impurity of a side is 2 a b / (a + b). */
function bestOfTwoClasses(
  histogram: Histogram,
  totals: Float64Array,
  weights: Float64Array,
  nodeRows: number,
  minLeaf: number,
  found: Split,
): void {
  const total = totals[0];
  const otherTotal = totals[1];
  const weight = weights[0];
  const otherWeight = weights[1];
  const mostLeft = nodeRows - minLeaf;
  let a = 0;
  let b = 0;
  let leftRows = 0;
  let previous = -1;
  let bestBin = -1;
  let bestTop = Number.POSITIVE_INFINITY;
  let bestBottom = 1;
  let visited = 0;
  for (let word = 0; word < words; word++) {
    let bits = histogram[3 * mostBins + word];
    histogram[3 * mostBins + word] = 0;
    while (bits !== 0) {
      const bin = word * wordBits + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      if (leftRows >= minLeaf && leftRows <= mostLeft) {
        const c = total - a;
        const d = otherTotal - b;
        const left = a + b;
        const right = c + d;
        const top = a * b * right + c * d * left;
        const bottom = left * right;
        if (top * bestBottom < bestTop * bottom) {
          bestTop = top;
          bestBottom = bottom;
          bestBin = (previous + bin - 1) >> 1;
        }
      }
      const cell = 3 * bin;
      a += weight * histogram[cell];
      b += otherWeight * histogram[cell + 1];
      leftRows += histogram[cell + 2];
      histogram[cell] = 0;
      histogram[cell + 1] = 0;
      histogram[cell + 2] = 0;
      previous = bin;
      visited++;
    }
  }
  found.bin = bestBin;
  found.impurity = (2 * bestTop) / bestBottom;
  found.constant = visited < 2;
}

/** For any classes the impurity of a side is its weight less the squared class weights over it. */
function bestOfClasses(
  histogram: Histogram,
  totals: Float64Array,
  weights: Float64Array,
  nodeRows: number,
  minLeaf: number,
  found: Split,
): void {
  const classes = totals.length;
  const stride = classes + 1;
  const mask = mostBins * stride;
  const left = new Float64Array(classes);
  let all = 0;
  let rightSquares = 0;
  for (let k = 0; k < classes; k++) {
    all += totals[k];
    rightSquares += totals[k] * totals[k];
  }
  const mostLeft = nodeRows - minLeaf;
  let leftSum = 0;
  let leftSquares = 0;
  let leftRows = 0;
  let previous = -1;
  let bestBin = -1;
  let bestTop = Number.NEGATIVE_INFINITY;
  let bestBottom = 1;
  let visited = 0;
  for (let word = 0; word < words; word++) {
    let bits = histogram[mask + word];
    histogram[mask + word] = 0;
    while (bits !== 0) {
      const bin = word * wordBits + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      if (leftRows >= minLeaf && leftRows <= mostLeft) {
        const rightSum = all - leftSum;
        const top = leftSquares * rightSum + rightSquares * leftSum;
        const bottom = leftSum * rightSum;
        if (top * bestBottom > bestTop * bottom) {
          bestTop = top;
          bestBottom = bottom;
          bestBin = (previous + bin - 1) >> 1;
        }
      }
      const cell = bin * stride;
      for (let k = 0; k < classes; k++) {
        const moved = weights[k] * histogram[cell + k];
        histogram[cell + k] = 0;
        const before = left[k];
        left[k] = before + moved;
        leftSum += moved;
        // (x + m)^2 - x^2 = m (2 x + m): the sums of squares follow each move.
        leftSquares += moved * (2 * before + moved);
        rightSquares -= moved * (2 * (totals[k] - before) - moved);
      }
      leftRows += histogram[cell + classes];
      histogram[cell + classes] = 0;
      previous = bin;
      visited++;
    }
  }
  found.bin = bestBin;
  found.impurity = bestBin < 0 ? Number.POSITIVE_INFINITY : all - bestTop / bestBottom;
  found.constant = visited < 2;
}
