import type { Moments } from "./cell-moments.ts";
import type { ValueGrid } from "./value-grid.ts";

/** Fewer different values than this share of all values mean a scale of few steps, which is not judged. */
const fewValues = 0.2;

/** What equal extremes in all cells would mean. */
export interface SameRange {
  readonly same: boolean;
  /** Probability of that for values clipped at two limits, each reached once a class on average. */
  readonly chance: number;
}

/**
 * Whether a feature runs from the same least to the same greatest value in every cell and reaches each exactly once, as
 * min-max scaling within classes leaves it. Scales of few steps, and values clipped at a limit, reach their ends several
 * times somewhere.
 *
 * Chance: where C classes share C clipped values at random, each gets exactly one with probability C! / C^C, at both ends
 * its square: 1/4 for two classes, so that one feature alone never shows it.
 *
 * @param cells - moments of the cells to compare
 * @param grid - how finely the feature's values are written
 * @returns null for a scale of few steps
 */
export function sameRange(cells: readonly Moments[], { distinct, count }: ValueGrid): SameRange | null {
  if (distinct < fewValues * count) return null;
  const once = cells.every(({ leastTimes, mostTimes }) => leastTimes === 1 && mostTimes === 1);
  const least = Math.min(...cells.map((cell) => cell.least));
  const most = Math.max(...cells.map((cell) => cell.most));
  const margin = 1e-9 * (most - least);
  const same = once && cells.every((cell) => cell.least <= least + margin && cell.most >= most - margin);
  const inGroup = new Map<number, number>();
  for (const { group } of cells) inGroup.set(group, (inGroup.get(group) ?? 0) + 1);
  let chance = 1;
  for (const classes of inGroup.values()) {
    let oneEach = 1;
    for (let i = 1; i <= classes; i++) oneEach *= i / classes;
    chance *= oneEach * oneEach;
  }
  return { same, chance };
}
