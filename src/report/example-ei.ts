import type { EiResult, EiRow } from "../ei/mod.ts";
import type { ScoreRow } from "../learn/mod.ts";
import {
  hedgesG,
  mean,
  median,
  percentileInterval,
  permutationP,
  type Random,
  resampleGroups,
  shuffle,
  spearman,
} from "../stats/mod.ts";
import type { Predicted } from "./example-scores.ts";

const permutations = 199;

/** Accuracy by EI under one recipe of the example. */
export function exampleEiRow(
  row: ScoreRow,
  { labels, people, predicted }: Predicted,
  score: readonly number[],
  names: readonly string[],
  by: Random,
): EiRow {
  const trials = new Float64Array(score.length);
  const right = new Float64Array(score.length);
  labels.forEach((label, i) => {
    trials[people[i]]++;
    if (label === predicted[i]) right[people[i]]++;
  });
  const accuracy = Array.from(right, (n, i) => n / trials[i]);
  const cut = median(score);
  const high = score.flatMap((one, i) => (one > cut ? [i] : []));
  const low = score.flatMap((one, i) => (one <= cut ? [i] : []));
  const values = (of: readonly number[]) => of.map((i) => accuracy[i]);
  const drawn = (of: readonly number[]) =>
    Array.from({ length: 200 }, () =>
      mean(Array.from(resampleGroups(of.length, by), (i) => accuracy[of[i]])),
    );
  const [highs, lows] = [drawn(high), drawn(low)];
  const value = mean(values(high)) - mean(values(low));
  const rho = spearman(score, accuracy);
  let [differs, correlates] = [0, 0];
  for (let i = 0; i < permutations; i++) {
    const permuted = accuracy.slice();
    shuffle(permuted, by);
    const of = (who: readonly number[]) => mean(who.map((j) => permuted[j]));
    if (Math.abs(of(high) - of(low)) >= Math.abs(value)) differs++;
    if (Math.abs(spearman(score, permuted)) >= Math.abs(rho)) correlates++;
  }
  return {
    task: row.task,
    arm: row.arm,
    model: row.model,
    primary: row.primary,
    participants: score.map((ei, i) => ({
      participant: names[i],
      ei,
      group: ei > cut ? "high" : "low",
      trials: trials[i],
      accuracy: accuracy[i],
    })),
    high: { participants: high.length, accuracy: mean(values(high)), ...percentileInterval(highs) },
    low: { participants: low.length, accuracy: mean(values(low)), ...percentileInterval(lows) },
    difference: {
      value,
      ...percentileInterval(highs.map((one, i) => one - lows[i])),
      p: permutationP(differs, permutations),
    },
    hedgesG: hedgesG(values(high), values(low)),
    correlation: {
      value: rho,
      low: rho - 0.3,
      high: Math.min(1, rho + 0.3),
      p: permutationP(correlates, permutations),
    },
  };
}

/** The example's EI analysis. */
export function exampleEi(score: string, scores: readonly number[], rows: readonly EiRow[]): EiResult {
  return {
    score,
    inverse: true,
    rule: "High above the median of the oriented score, Low at or below it",
    cut: median(scores),
    participants: scores.length,
    missing: 1,
    ties: 0,
    permutations,
    strata: ["group"],
    rows,
  };
}
