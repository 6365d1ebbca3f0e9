import { logGamma } from "./log-gamma.ts";
import { mean } from "./mean.ts";
import { variance } from "./variance.ts";

/**
 * Hedges g: the difference of two means (first minus second) in units of the pooled standard deviation, corrected for
 * the upward bias of small samples by the exact factor J = Γ(m/2) / (√(m/2) Γ((m - 1)/2)) with m = n₁ + n₂ - 2.
 *
 * @param first - values of one group
 * @param second - values of the other
 * @returns g, without unit; NaN when a group is empty, when m < 2 (J is not defined), or when nobody differs within
 * the groups
 *
 * Source: Hedges 1981, doi:10.3102/10769986006002107.
 * @example
 * ```ts
 * import { hedgesG } from "heartface";
 * hedgesG([2, 3, 4], [1, 2, 3]); // 0.798: Cohen's d of 1, corrected
 * ```
 */
export function hedgesG(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const freedom = first.length + second.length - 2;
  if (freedom < 2 || first.length === 0 || second.length === 0) return Number.NaN;
  const squares =
    (first.length > 1 ? variance(first) * (first.length - 1) : 0) +
    (second.length > 1 ? variance(second) * (second.length - 1) : 0);
  const deviation = Math.sqrt(squares / freedom);
  const scale = Math.max(Math.abs(mean(first)), Math.abs(mean(second)));
  // Equal values leave a few units of rounding behind; dividing by them would invent a huge effect.
  if (!(deviation > scale * 1e-12)) return Number.NaN;
  const correction = Math.exp(logGamma(freedom / 2) - logGamma((freedom - 1) / 2)) / Math.sqrt(freedom / 2);
  return (correction * (mean(first) - mean(second))) / deviation;
}
