// Coefficients for g = 7 and nine terms (Godfrey 2001).
const g = 7;
const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * Natural logarithm of the gamma function, for positive arguments, to about 14 significant digits.
 *
 * @param x - above 0
 * @returns ln Γ(x)
 * @throws RangeError when x is not above 0
 *
 * Source: Lanczos 1964, doi:10.1137/0701008.
 * @example
 * ```ts
 * import { logGamma } from "heartface";
 * Math.exp(logGamma(5)); // 24, but for rounding
 * ```
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`invalid x: ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum += coefficients[i] / (x - 1 + i);
  const t = x - 0.5 + g;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
