import { mean } from "./mean.ts";

/**
 * Pearson's product-moment correlation.
 *
 * @param x - n values
 * @param y - n values
 * @returns -1 to 1; NaN when either does not vary
 * @throws RangeError when the lengths differ
 * @example
 * ```ts
 * import { pearson } from "heartface";
 * pearson([1, 2, 3], [2, 4, 6]); // 1
 * ```
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`lengths differ: ${x.length} and ${y.length}`);
  if (isConstant(x) || isConstant(y)) return Number.NaN;
  const meanX = mean(x);
  const meanY = mean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i] - meanX;
    const dy = y[i] - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // The same as xy / √(xx yy), but a product of two sums of squares could leave the range of numbers.
  return Math.max(-1, Math.min(1, (xy / xx) * Math.sqrt(xx / yy)));
}

/** Compared value by value: the sum of squares of equal values can come out above 0 by rounding. */
function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
