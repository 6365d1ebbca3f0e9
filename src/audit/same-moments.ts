import type { Moments } from "./cell-moments.ts";
import type { ValueGrid } from "./value-grid.ts";

/** Agreement is asked for to this share of a standard error, where values are written to full precision. */
const precision = 1e-4;
/** Rounded values may differ by so many standard errors of what rounding does. */
const roundings = 4;
/**
 * Where rounding makes it necessary to allow for more than this share of a standard error, the feature is not judged:
 * values with standard deviation 1 need two decimals.
 */
const coarsest = 0.0125;

/** What equal moments in all cells would mean. */
export interface SameMoments {
  /** Whether all cells of a group have the same mean and the same standard deviation, in every group. */
  readonly same: boolean;
  /** Probability of that for a feature that was not scaled within classes (an upper estimate). */
  readonly chance: number;
}

/**
 * Whether a feature has the same mean and the same standard deviation (with divisor n, or n - 1) in all cells of a group,
 * more exactly than sampling allows, and that in every group. For every cell of n values,
 *
 *     |mean - common mean| ≤ t · sd / √n    and    |sd / common sd - 1| ≤ t′ / √(2n)
 *
 * with t = t′ = 0.0001 for values of full precision; for values whose rounding leaves a root-mean-square error r,
 * 4 r / sd is added to t and √2 times that to t′ (two decimals at sd 1: t = 0.0116).
 *
 * Chance: unscaled, the standardised deviations of C cells lie about normally in C - 1 dimensions with density at most
 * (2π)^(-(C - 1)/2), and the cube of half-width t cuts that space in at most √2 (2t)^(C - 1) (Ball 1986,
 * doi:10.1090/S0002-9939-1986-0840631-0). So the means agree with probability √2 (0.80 t)^(C - 1) at most, the standard
 * deviations likewise with t′, and both divisors are tried: for two classes and full precision 2 × (1.13e-4)² = 3e-8, for
 * two decimals 5e-4. Values on a grid of step g agree exactly with about 0.4 (g / sd) / √N; the larger counts.
 *
 * @param cells - moments of the cells to compare
 * @param agreements - how many cells had to agree with another: C - 1 summed over groups
 * @param grid - how finely the feature's values are written
 * @returns null when the values are too coarse to judge
 */
export function sameMoments(
  cells: readonly Moments[],
  agreements: number,
  { roundingError, smallestGap }: ValueGrid,
): SameMoments | null {
  const pooled = poolOf(cells, 0);
  const rounding = (roundings * roundingError) / pooled.deviation;
  const forMean = precision + rounding;
  const forDeviation = precision + Math.SQRT2 * rounding;
  if (!(forMean <= coarsest)) return null;

  const groups = new Map<number, Moments[]>();
  for (const cell of cells) groups.set(cell.group, [...(groups.get(cell.group) ?? []), cell]);
  const sameMean = [...groups.values()].every((of) => {
    const { mean, deviation } = poolOf(of, 0);
    const allowed = precision * deviation + roundings * roundingError;
    return of.every((cell) => Math.abs(cell.mean - mean) * Math.sqrt(cell.count) <= allowed);
  });
  const sameDeviation = ([0, 1] as const).some((ddof) =>
    [...groups.values()].every((of) => {
      const { deviation } = poolOf(of, ddof);
      const allowed = precision * deviation + Math.SQRT2 * roundings * roundingError;
      return of.every((cell) => {
        const own = Math.sqrt(cell.squares / (cell.count - ddof));
        return Math.abs(own - deviation) * Math.sqrt(2 * cell.count) <= allowed;
      });
    }),
  );
  const gridChance = (0.4 * smallestGap) / pooled.deviation / Math.sqrt(pooled.count);
  const chanceOf = (tolerance: number): number => {
    const each = (2 * tolerance) / Math.sqrt(2 * Math.PI);
    return Math.min(1, Math.max(Math.SQRT2 * each ** agreements, gridChance ** agreements));
  };
  return {
    same: sameMean && sameDeviation,
    chance: Math.min(1, 2 * chanceOf(forMean) * chanceOf(forDeviation)),
  };
}

/** Mean and standard deviation that cells have in common: their own, weighted by their sizes. */
function poolOf(
  cells: readonly Moments[],
  ddof: 0 | 1,
): { readonly count: number; readonly mean: number; readonly deviation: number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const cell of cells) {
    count += cell.count;
    sum += cell.count * cell.mean;
    squares += cell.squares;
  }
  return { count, mean: sum / count, deviation: Math.sqrt(squares / (count - ddof * cells.length)) };
}
