import type { ScoreRow } from "../learn/mod.ts";
import { find, numbers, type Table, texts } from "../table/mod.ts";

/** The accuracy of one participant, out of fold. */
export interface Accuracy {
  readonly participant: string;
  readonly trials: number;
  readonly accuracy: number;
}

/**
 * Accuracy per participant under one recipe: the share of its outer predictions that are right, over all repeats.
 *
 * @param predictions - the run's predictions; rows of inner folds are passed over
 * @param row - the line of the leaderboard whose task, arm, model and validation are meant
 * @returns one entry a participant, lowest accuracy first; equal ones in order of appearance
 */
export function participantAccuracies(predictions: Table, row: ScoreRow): readonly Accuracy[] {
  if (predictions.rowCount === 0) return [];
  const [task, arm, model, validation, participant, truth, predicted] = [
    "task",
    "arm",
    "model",
    "validation",
    "participant",
    "truth",
    "predicted",
  ].map((name) => texts(predictions, name));
  const inner =
    find(predictions, "inner_fold")?.kind === "number" ? numbers(predictions, "inner_fold") : null;
  const sums = new Map<string, { trials: number; right: number }>();
  for (let i = 0; i < predictions.rowCount; i++) {
    if (inner && !Number.isNaN(inner[i])) continue;
    if (
      arm[i] !== row.arm ||
      model[i] !== row.model ||
      task[i] !== row.task ||
      validation[i] !== row.validation
    )
      continue;
    const who = participant[i];
    if (who === null) continue;
    let sum = sums.get(who);
    if (!sum) {
      sum = { trials: 0, right: 0 };
      sums.set(who, sum);
    }
    sum.trials++;
    if (truth[i] === predicted[i]) sum.right++;
  }
  return Array.from(sums, ([who, { trials, right }]) => ({
    participant: who,
    trials,
    accuracy: right / trials,
  })).sort((a, b) => a.accuracy - b.accuracy);
}
