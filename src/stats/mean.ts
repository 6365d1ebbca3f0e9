/**
 * The arithmetic mean.
 *
 * @param values - any number of values
 * @returns their mean, in their unit; NaN of no value at all
 * @example
 * ```ts
 * import { mean } from "heartface";
 * mean([60, 70, 80]); // 70
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
