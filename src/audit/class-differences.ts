import { sumsEach } from "./class-sums.ts";

/** Kinds of difference between classes. */
export const differences = ["mean", "spread", "median", "quartiles"] as const;

/**
 * How much classes differ in a feature, in multiples of about what chance brings about: the between-class mean square
 * over the variance (F), of the values themselves (mean), of indicators of lying above the common median and outside the
 * common quartiles, and of class variances over their standard error (spread); summed over groups, inside which classes
 * are compared.
 *
 * @param sums - groups × classes × features × {@link sumsEach}
 * @param into - features × 4, in the order of {@link differences}
 */
export function classDifferences(
  sums: Float64Array,
  { groups, classes, features }: { groups: number; classes: number; features: number },
  into: Float64Array,
): void {
  const step = features * sumsEach;
  for (let feature = 0; feature < features; feature++) {
    let freedom = 0;
    let counted = 0;
    let spread = 0;
    const between = [0, 0, 0];
    const whole = [0, 0, 0];
    for (let group = 0; group < groups; group++) {
      const from = group * classes * step + feature * sumsEach;
      let n = 0;
      let present = 0;
      let squares = 0;
      const total = [0, 0, 0];
      const parts = [0, 0, 0];
      let within = 0;
      for (let c = 0; c < classes; c++) {
        const at = from + c * step;
        const count = sums[at];
        if (count === 0) continue;
        present++;
        n += count;
        squares += sums[at + 2];
        within += sums[at + 2] - sums[at + 1] ** 2 / count;
        for (let k = 0; k < 3; k++) {
          const sum = sums[at + (k === 0 ? 1 : k + 2)];
          total[k] += sum;
          parts[k] += (sum * sum) / count;
        }
      }
      if (present < 2) continue;
      freedom += present - 1;
      counted += n;
      for (let k = 0; k < 3; k++) {
        const centre = (total[k] * total[k]) / n;
        between[k] += Math.max(0, parts[k] - centre);
        // The square of an indicator is the indicator (but for ties, which count half).
        whole[k] += (k === 0 ? squares : total[k]) - centre;
      }
      const variance = within / n;
      if (!(variance > 1e-12)) continue;
      for (let c = 0; c < classes; c++) {
        const at = from + c * step;
        const count = sums[at];
        if (count < 2) continue;
        const own = (sums[at + 2] - sums[at + 1] ** 2 / count) / count;
        spread += (count * (own / variance - 1) ** 2) / 2;
      }
    }
    const at = feature * differences.length;
    const f = (k: number) => (whole[k] > 1e-9 ? between[k] / freedom / (whole[k] / counted) : 0);
    into[at] = freedom > 0 ? f(0) : 0;
    into[at + 1] = freedom > 0 ? spread / freedom : 0;
    into[at + 2] = freedom > 0 ? f(1) : 0;
    into[at + 3] = freedom > 0 ? f(2) : 0;
  }
}
