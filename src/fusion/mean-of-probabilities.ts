/**
 * Decision-level fusion by the mean of the modalities' class probabilities (Kittler et al. 1998, sum rule,
 * doi:10.1109/34.667881).
 *
 * @param parts - out-of-fold `rows x classes` of each modality, same rows and classes
 * @returns `rows x classes`; a row is NaN where any part is
 * @example
 * ```ts
 * import { meanOfProbabilities } from "heartface";
 * Array.from(meanOfProbabilities([Float64Array.of(0.75, 0.25), Float64Array.of(0.25, 0.75)])); // [0.5, 0.5]
 * ```
 */
export function meanOfProbabilities(parts: readonly Float64Array[]): Float64Array {
  return parts[0].map((_, i) => parts.reduce((sum, part) => sum + part[i], 0) / parts.length);
}
