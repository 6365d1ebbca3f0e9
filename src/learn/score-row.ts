import { holm, mean, seedOf } from "../stats/mod.ts";
import { bootstrapMetrics, confusionRows } from "./bootstrap-metrics.ts";
import type { Dataset } from "./dataset.ts";
import { chanceLevels, evaluate } from "./metrics.ts";
import type { PermutationTest } from "./permutation-test.ts";
import { type Arm, type Metric, metrics, type Score, type ScoreRow } from "./score.ts";
import type { Validation } from "./validation.ts";

/** At most this many values of a null distribution are kept for the figure. */
const nullSampleSize = 200;

/** What a row of the leaderboard is about. */
export interface RowHead {
  readonly arm: Arm;
  readonly model: string;
  readonly validation: Validation;
  readonly subjectIndependent: boolean;
  /** Whether the tables tell who is who; if not, rows stand for people. */
  readonly participantsKnown: boolean;
  readonly primary: boolean;
}

/** Rows that were tested, with what was predicted for them. */
export function tested(
  data: Dataset,
  probabilities: Float64Array,
): { readonly rows: Int32Array; readonly labels: Int32Array; readonly probabilities: Float64Array } {
  const classes = data.classes.length;
  const rows = Int32Array.from(data.labels, (_, row) => row).filter(
    (row) => !Number.isNaN(probabilities[row * classes]),
  );
  const kept = new Float64Array(rows.length * classes);
  rows.forEach((row, i) => {
    kept.set(probabilities.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return { rows, labels: Int32Array.from(rows, (row) => data.labels[row]), probabilities: kept };
}

/**
 * One line of the leaderboard: each metric with its chance level, interval and p value.
 *
 * @param data - the task's trials
 * @param head - what was fitted, and how it was validated
 * @param probabilities - out-of-fold `rows x classes` under the true labels, NaN where a row was not tested
 * @param test - the permutation test, or null when none was asked for
 * @param seed - seed of the bootstrap
 */
export function scoreRow(
  data: Dataset,
  head: RowHead,
  probabilities: Float64Array,
  test: PermutationTest | null,
  seed: number,
): ScoreRow {
  const classes = data.classes.length;
  const { rows, labels, probabilities: kept } = tested(data, probabilities);
  const people = [...new Set(Array.from(rows, (row) => data.participant[row]))];
  const participant = Int32Array.from(rows, (row) => people.indexOf(data.participant[row]));
  const values = evaluate(labels, kept, classes);
  const chance = chanceLevels(labels, classes);
  const intervals = bootstrapMetrics(
    labels,
    kept,
    participant,
    people.length,
    classes,
    seedOf(seed, head.arm),
  );
  const score = (name: Metric): Score => {
    const state = test?.states[name];
    return {
      value: values[name],
      chance: chance[name],
      permuted: test?.drawn.length ? mean(test.drawn.map((values) => values[name])) : null,
      low: intervals[name].low,
      high: intervals[name].high,
      p: state && state.permutations > 0 ? state.p : null,
      exceedances: state?.exceedances ?? 0,
      permutations: state?.permutations ?? 0,
    };
  };
  return {
    task: data.task,
    arm: head.arm,
    model: head.model,
    validation: head.validation.name,
    subjectIndependent: head.subjectIndependent,
    primary: head.primary,
    participants: head.participantsKnown ? people.length : 0,
    trials: rows.length,
    classes: data.classes,
    scores: Object.fromEntries(metrics.map((name) => [name, score(name)])) as Record<Metric, Score>,
    pHolm: null,
    confusion: confusionRows(labels, kept, classes),
    nullSample: (test?.drawn ?? []).slice(0, nullSampleSize).map(({ balancedAccuracy }) => balancedAccuracy),
  };
}

/**
 * The rows with Holm's correction of the balanced accuracy's p. The arms of the primary model were fixed beforehand and
 * are a family of their own; every other row is corrected over all rows of its task and validation. Nothing is corrected
 * across tasks or validations: of three tasks, each has its own chance of a false finding.
 *
 * Source: Holm 1979, https://www.jstor.org/stable/4615733.
 */
export function correctForRows(rows: readonly ScoreRow[]): readonly ScoreRow[] {
  const familyOf = (row: ScoreRow): readonly ScoreRow[] =>
    rows.filter(
      (other) =>
        other.task === row.task &&
        other.validation === row.validation &&
        other.scores.balancedAccuracy.p !== null &&
        (other.primary || !row.primary),
    );
  return rows.map((row) => {
    if (row.scores.balancedAccuracy.p === null) return row;
    const family = familyOf(row);
    const adjusted = holm(family.map((other) => other.scores.balancedAccuracy.p!));
    return { ...row, pHolm: adjusted[family.indexOf(row)] };
  });
}
