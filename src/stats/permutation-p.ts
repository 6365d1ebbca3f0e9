/**
 * The p value of a permutation test whose permutations were drawn at random: (b + 1) / (m + 1), which is never 0, since
 * the labelling that was observed is one of the possible ones.
 *
 * @param exceedances - b: permutations whose statistic reached the observed one
 * @param permutations - m: permutations drawn
 * @returns 1 / (m + 1) to 1
 *
 * Source: Phipson & Smyth 2010, doi:10.2202/1544-6115.1585.
 * @example
 * ```ts
 * import { permutationP } from "heartface";
 * permutationP(0, 999); // 0.001
 * ```
 */
export function permutationP(exceedances: number, permutations: number): number {
  return (exceedances + 1) / (permutations + 1);
}

/** How much a statistic may fall short of the observed one and still tie with it, so that rounding parts no ties. */
const tie = 1e-12;

/**
 * Whether a permuted statistic counts as an exceedance: it is above the observed one or ties with it, to 1e-12. A
 * statistic that is NaN counts, so that a failed permutation can never make p smaller.
 */
export function reaches(statistic: number, observed: number): boolean {
  return !(statistic < observed - tie);
}
