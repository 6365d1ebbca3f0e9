import { quantileOfSorted, variance } from "../stats/mod.ts";

/** How finely a feature's values are written. */
export interface ValueGrid {
  /** Root mean square of the error that rounding to few digits left in a value; 0 where none shows. */
  readonly roundingError: number;
  /** The smallest distance between two different values. */
  readonly smallestGap: number;
  /** Number of different values. */
  readonly distinct: number;
  /** Number of finite values. */
  readonly count: number;
  /** Spread of the bulk of the values: the standard deviation, or what the quartiles say when that is less. */
  readonly spread: number;
}

/** More digits than this are not told from full precision: their rounding would not show in a mean. */
const mostDigits = 6;

/**
 * Finds how finely values are written: to how many decimals, to how many significant digits, and on what grid.
 *
 * @param values - the feature; values that are not finite are left out
 */
export function valueGrid(values: Float64Array): ValueGrid {
  const sorted = values.filter(Number.isFinite).sort();
  const count = sorted.length;
  const deviation = count > 1 ? Math.sqrt(variance(sorted)) : 0;
  let smallestGap = Number.POSITIVE_INFINITY;
  let distinct = count > 0 ? 1 : 0;
  for (let i = 1; i < count; i++) {
    const gap = sorted[i] - sorted[i - 1];
    // Equal values that were computed in different ways differ in their last bits.
    if (gap <= 1e-9 * deviation) continue;
    distinct++;
    smallestGap = Math.min(smallestGap, gap);
  }
  const quartiles = (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / 1.349;
  const spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
  const roundingError = Math.max(decimalError(sorted), significantError(sorted));
  return { roundingError, smallestGap, distinct, count, spread };
}

/** Rounding to a step leaves an error that is uniform over the step: step / √12. */
const uniform = 1 / Math.sqrt(12);

function decimalError(values: Float64Array): number {
  for (let decimals = 0; decimals <= mostDigits; decimals++) {
    const scale = 10 ** decimals;
    const fits = (value: number) =>
      Math.abs(value * scale - Math.round(value * scale)) <= 1e-9 * Math.max(1, Math.abs(value * scale));
    if (values.every(fits)) return uniform / scale;
  }
  return 0;
}

function significantError(values: Float64Array): number {
  for (let digits = 1; digits <= mostDigits; digits++) {
    let squares = 0;
    const fits = (value: number) => {
      if (value === 0) return true;
      const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
      squares += step * step;
      return Math.abs(value / step - Math.round(value / step)) <= 1e-9 * 10 ** digits;
    };
    if (values.every(fits)) return uniform * Math.sqrt(squares / Math.max(1, values.length));
  }
  return 0;
}
