import { mean } from "./mean.ts";

/**
 * The variance, by two passes (numerically stable for values far from 0).
 *
 * @param values - any number of values
 * @param ddof - what is taken off the count in the divisor: 1 for a sample (the default), 0 for a population
 * @returns their variance, in their unit squared; NaN when there are not more than `ddof` values
 * @example
 * ```ts
 * import { variance } from "heartface";
 * variance([1, 2, 3, 4]); // 1.6666666666666667
 * ```
 */
export function variance(values: ArrayLike<number>, ddof: 0 | 1 = 1): number {
  if (values.length <= ddof) return Number.NaN;
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** 2;
  return sum / (values.length - ddof);
}
