import { random } from "../../stats/mod.ts";
import type { Bag } from "./bootstrap-bag.ts";
import { bestGiniSplit, countBins, emptyHistogram, type Split, type TreeRows } from "./gini-split.ts";
import type { NodeRoom } from "./tree-nodes.ts";

/** What all trees of a forest share. */
export interface TreeSettings {
  /** Bin of each training row, column by column. */
  readonly bins: Uint8Array;
  /** Class of each training row. */
  readonly labels: Int32Array;
  readonly features: number;
  /** Features that are tried at a split. */
  readonly tried: number;
  /** Fewest distinct rows of a leaf. */
  readonly minLeaf: number;
  /** Weight of a row of each class. */
  readonly weights: Float64Array;
}

/**
 * A function that grows one tree after another into `room`, with memory that is used again from tree to tree.
 *
 * At each split, features are drawn without replacement until `tried` were looked at and one of them was not constant
 * in the node, as scikit-learn does. A node becomes a leaf when it is pure, has fewer than twice `minLeaf` rows, or
 * when no split of the drawn features leaves `minLeaf` rows on both sides.
 */
export function treeGrower(
  { bins, labels, features, tried, minLeaf, weights }: TreeSettings,
  room: NodeRoom,
): (bag: Bag) => void {
  const classes = weights.length;
  const n = labels.length;
  const histogram = emptyHistogram(classes);
  const treeRows: TreeRows = new Int32Array(2 * n);
  const aside: TreeRows = new Int32Array(2 * n);
  const totals = new Float64Array(classes);
  const drawnFeatures = new Int32Array(features);
  const found: Split = { bin: -1, impurity: 0, constant: false };
  // Nodes still to grow: start, end, the node whose right child it is (-1 for others), and drawn rows of each class.
  const frame = 3 + classes;
  let stack = new Int32Array(64 * frame);

  return ({ rows, drawn, seed }) => {
    const stream = random(seed);
    for (let f = 0; f < features; f++) drawnFeatures[f] = f;
    const distinct = rows.length;
    for (let i = 0; i < distinct; i++) {
      treeRows[2 * i] = rows[i];
      treeRows[2 * i + 1] = (drawn[rows[i]] << 8) | labels[rows[i]];
    }
    const mostLeaves = Math.max(1, Math.floor(distinct / minLeaf));
    room.reserve(2 * mostLeaves, mostLeaves * classes, classes);
    const { feature, split, right, leafCounts } = room;
    stack[0] = 0;
    stack[1] = distinct;
    stack[2] = -1;
    countClasses(treeRows, 0, distinct, stack, 3, classes);
    let depth = 1;
    while (depth > 0) {
      depth--;
      const at = depth * frame;
      const start = stack[at];
      const end = stack[at + 1];
      const node = room.nodes++;
      if (stack[at + 2] >= 0) right[stack[at + 2]] = node;

      let occurring = 0;
      for (let k = 0; k < classes; k++) {
        const count = stack[at + 3 + k];
        totals[k] = weights[k] * count;
        if (count > 0) occurring++;
      }
      let bestFeature = -1;
      let bestBin = -1;
      if (occurring > 1 && end - start >= 2 * minLeaf) {
        let bestImpurity = Number.POSITIVE_INFINITY;
        let varied = false;
        for (let d = 0; d < features && (d < tried || !varied); d++) {
          const other = d + stream.integer(features - d);
          const candidate = drawnFeatures[other];
          drawnFeatures[other] = drawnFeatures[d];
          drawnFeatures[d] = candidate;
          countBins(bins, candidate * n, treeRows, start, end, classes, histogram);
          bestGiniSplit(histogram, totals, weights, end - start, minLeaf, found);
          if (!found.constant) varied = true;
          if (found.bin >= 0 && found.impurity < bestImpurity) {
            bestImpurity = found.impurity;
            bestFeature = candidate;
            bestBin = found.bin;
          }
        }
      }

      feature[node] = bestFeature;
      if (bestFeature < 0) {
        const leaf = room.leaves++;
        right[node] = leaf;
        for (let k = 0; k < classes; k++) leafCounts[leaf * classes + k] = stack[at + 3 + k];
        continue;
      }
      split[node] = bestBin;
      const middle = partition(treeRows, aside, start, end, bins, bestFeature * n, bestBin);
      // The left child is taken up next, so it lies on top of the stack; the right one takes the node's own place.
      const top = at + frame;
      if (top + frame > stack.length) {
        const larger = new Int32Array(2 * stack.length);
        larger.set(stack);
        stack = larger;
      }
      stack[top] = start;
      stack[top + 1] = middle;
      stack[top + 2] = -1;
      stack[at] = middle;
      stack[at + 2] = node;
      // Only the smaller child is counted, the other is what is left of the node.
      const leftIsSmaller = middle - start < end - middle;
      if (leftIsSmaller) countClasses(treeRows, start, middle, stack, top + 3, classes);
      else countClasses(treeRows, middle, end, stack, top + 3, classes);
      for (let k = 0; k < classes; k++) {
        const smaller = stack[top + 3 + k];
        const larger = stack[at + 3 + k] - smaller;
        stack[top + 3 + k] = leftIsSmaller ? smaller : larger;
        stack[at + 3 + k] = leftIsSmaller ? larger : smaller;
      }
      depth += 2;
    }
  };
}

/** Writes how many drawn rows of each class a stretch of rows holds. */
function countClasses(
  rows: TreeRows,
  start: number,
  end: number,
  into: Int32Array,
  at: number,
  classes: number,
): void {
  for (let k = 0; k < classes; k++) into[at + k] = 0;
  for (let i = 2 * start + 1; i < 2 * end; i += 2) into[at + (rows[i] & 255)] += rows[i] >>> 8;
}

/** Moves rows that go left to the front, keeping the order on both sides; free of branches, which would mispredict. */
function partition(
  rows: TreeRows,
  aside: TreeRows,
  start: number,
  end: number,
  bins: Uint8Array,
  column: number,
  bin: number,
): number {
  let left = 2 * start;
  let right = 0;
  for (let at = 2 * start; at < 2 * end; at += 2) {
    const row = rows[at];
    const drawn = rows[at + 1];
    const goesRight = (bin - bins[column + row]) >>> 31;
    rows[left] = row;
    rows[left + 1] = drawn;
    aside[right] = row;
    aside[right + 1] = drawn;
    right += 2 * goesRight;
    left += 2 - 2 * goesRight;
  }
  for (let i = 0; i < right; i++) rows[left + i] = aside[i];
  return left / 2;
}
