import { countPermutation, type SequentialPermutation, sequentialPermutation } from "../stats/mod.ts";
import type { MetricValues } from "./metrics.ts";
import { type Metric, metrics } from "./score.ts";

/** Exceedances after which a test stops: a score that chance reaches this often needs no further draws. */
export const stopAt = 20;

/** The permutation test of one row of the leaderboard, all metrics at once; each stops at its own time. */
export interface PermutationTest {
  readonly states: Readonly<Record<Metric, SequentialPermutation>>;
  /** Metrics under each permutation, in order, up to the last that any metric needed. */
  readonly drawn: readonly MetricValues[];
}

function forEachMetric<T>(make: (name: Metric) => T): Record<Metric, T> {
  return Object.fromEntries(metrics.map((name) => [name, make(name)])) as Record<Metric, T>;
}

/**
 * A test that has seen no permutation yet.
 *
 * @param observed - the metrics of the true labels
 * @param limit - the most permutations to draw
 */
export function startPermutationTest(observed: MetricValues, limit: number): PermutationTest {
  return {
    states: forEachMetric((name) => sequentialPermutation(observed[name], { stopAt, limit })),
    drawn: [],
  };
}

/** The test after some more permutations, in order; those that come after it is decided are not counted. */
export function continuePermutationTest(
  test: PermutationTest,
  values: readonly MetricValues[],
): PermutationTest {
  let next = test;
  for (const value of values) {
    if (isDecided(next)) break;
    const { states, drawn } = next;
    next = {
      states: forEachMetric((name) => countPermutation(states[name], value[name])),
      drawn: [...drawn, value],
    };
  }
  return next;
}

/** Whether no metric needs another permutation. */
export function isDecided({ states }: PermutationTest): boolean {
  return metrics.every((name) => states[name].done);
}
