import type { Matrix } from "../matrix.ts";

/** Finite values of a column, in the order of the rows. */
export function finiteValues({ rows, columns, values }: Matrix, column: number): Float64Array {
  const finite = new Float64Array(rows);
  let count = 0;
  for (let r = 0; r < rows; r++) {
    const value = values[r * columns + column];
    if (Number.isFinite(value)) finite[count++] = value;
  }
  return finite.subarray(0, count);
}

/** Whether no two values differ; so has a mean that rounds away from them no say in it. */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Mean and population standard deviation (divisor n); the deviation of values that are all equal is exactly 0. */
export function meanAndDeviation(values: ArrayLike<number>): { readonly mean: number; readonly sd: number } {
  const n = values.length;
  if (isConstant(values)) return { mean: n > 0 ? values[0] : 0, sd: 0 };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - sum) ** 2;
  return { mean: sum, sd: Math.sqrt(squares / n) };
}

/** The median; the mean of the middle two for an even number of values. */
export function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle];
  return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
}
