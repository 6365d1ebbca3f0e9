import { permutationP, reaches } from "./permutation-p.ts";

/** How far a sequential permutation test has come. A plain value: it may be stored and taken up again. */
export interface SequentialPermutation {
  /** The statistic of the true labels; larger is more extreme. */
  readonly observed: number;
  /** Exceedances after which the test stops. */
  readonly stopAt: number;
  /** Permutations after which it stops at the latest. */
  readonly limit: number;
  /** b: permutations so far whose statistic reached the observed one, ties included. */
  readonly exceedances: number;
  /** m: permutations so far. */
  readonly permutations: number;
  /** Whether the test has stopped; what comes later is not counted. */
  readonly done: boolean;
  /** (b + 1) / (m + 1). */
  readonly p: number;
}

/**
 * A permutation test that spends few permutations where nothing is to be found: it stops as soon as `stopAt`
 * permutations have reached the observed statistic. This is its state before the first permutation; give the permuted
 * statistics to {@link countPermutation}, one after another, until it is `done`.
 *
 * Departure from the source, which takes b / m where the test stopped early: p is (b + 1) / (m + 1) throughout, which is
 * a little larger and so keeps the error rate too.
 *
 * @param observed - the statistic of the true labels; larger is more extreme
 * @param options - `stopAt`: exceedances after which to stop (20); `limit`: permutations after which to stop (no limit)
 *
 * Source: Besag & Clifford 1991, doi:10.1093/biomet/78.2.301.
 * @example
 * ```ts
 * import { countPermutation, random, sequentialPermutation } from "heartface";
 * const { uniform } = random(1);
 * let test = sequentialPermutation(0.5, { limit: 999 });
 * while (!test.done) test = countPermutation(test, uniform());
 * test.exceedances; // 20, after some 40 permutations
 * ```
 */
export function sequentialPermutation(
  observed: number,
  options: { readonly stopAt?: number; readonly limit?: number } = {},
): SequentialPermutation {
  const { stopAt = 20, limit = Number.POSITIVE_INFINITY } = options;
  return { observed, stopAt, limit, exceedances: 0, permutations: 0, done: limit <= 0, p: 1 };
}

/** The test after one more permutation; the same as before when it was done already. */
export function countPermutation(test: SequentialPermutation, statistic: number): SequentialPermutation {
  if (test.done) return test;
  const exceedances = test.exceedances + (reaches(statistic, test.observed) ? 1 : 0);
  const permutations = test.permutations + 1;
  const done = exceedances >= test.stopAt || permutations >= test.limit;
  return { ...test, exceedances, permutations, done, p: permutationP(exceedances, permutations) };
}
