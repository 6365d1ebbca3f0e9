import type { Cell } from "./class-cells.ts";

/** What a feature's finite values in one cell come to. */
export interface Moments {
  readonly label: number;
  readonly group: number;
  readonly count: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
  readonly least: number;
  readonly most: number;
  /** How often the least and the greatest value occur. */
  readonly leastTimes: number;
  readonly mostTimes: number;
}

/**
 * Moments and extremes of a feature in each cell; cells with fewer than `fewest` finite values, and those in which the
 * feature does not vary, are left out.
 */
export function momentsOf(values: Float64Array, cells: readonly Cell[], fewest: number): readonly Moments[] {
  return cells.flatMap((cell) => {
    const moments = cellMoments(values, cell);
    return moments.count >= fewest && moments.most > moments.least ? [moments] : [];
  });
}

function cellMoments(values: Float64Array, { label, group, rows }: Cell): Moments {
  let count = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const value = values[row];
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const mean = sum / count;
  // Extremes that ought to be equal may differ in their last bits.
  const margin = 1e-9 * (most - least);
  let squares = 0;
  let leastTimes = 0;
  let mostTimes = 0;
  for (const row of rows) {
    const value = values[row];
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    if (value <= least + margin) leastTimes++;
    if (value >= most - margin) mostTimes++;
  }
  return { label, group, count, mean, squares, least, most, leastTimes, mostTimes };
}

/** The cells of those groups in which two classes and more can be compared. */
export function comparable(moments: readonly Moments[]): readonly Moments[] {
  const cellsIn = new Map<number, number>();
  for (const { group } of moments) cellsIn.set(group, (cellsIn.get(group) ?? 0) + 1);
  return moments.filter(({ group }) => (cellsIn.get(group) ?? 0) > 1);
}

/** Number of classes in a group beyond the first, summed over groups: how many means had to agree by chance. */
export function agreements(moments: readonly Moments[]): number {
  return moments.length - new Set(moments.map(({ group }) => group)).size;
}
