import { type Problem, problem } from "../problem/mod.ts";
import { hedgesG, type Interval, mean, random, seedOf, spearman } from "../stats/mod.ts";
import { bootstrapAccuracy } from "./bootstrap-accuracy.ts";
import { medianSplit } from "./median-split.ts";
import { orientEi } from "./orient.ts";
import { type EiPredictions, participantAccuracies, type TrialsRight } from "./participant-accuracy.ts";
import { direction, type People, peopleOf } from "./people.ts";
import { type PermutedSum, permutedSums } from "./permuted-sums.ts";
import type { EiResult, EiRow, Estimate, GroupAccuracy } from "./result.ts";

/** What {@link analyseEi} needs. */
export interface EiInput {
  /** One entry for each task, arm and model. */
  readonly predictions: readonly EiPredictions[];
  /** Score of each participant as it was given; those that are not finite count as missing. */
  readonly scores: ReadonlyMap<string, number>;
  /** Name of the score. */
  readonly score: string;
  /** Whether high scores mean little emotional intelligence. */
  readonly inverse: boolean;
  /** Level of each participant in the covariates within which EI is permuted; without it EI moves freely. */
  readonly strata?: ReadonlyMap<string, string>;
  /** Names of those covariates. */
  readonly strataNames?: readonly string[];
  /** Permutations, 10,000 unless told otherwise; with 0 every p is 1. */
  readonly permutations?: number;
  /** Bootstrap samples, 2,000 unless told otherwise. */
  readonly bootstrap?: number;
  readonly seed: number;
}

/** Fewer people than this say nothing: with three, the smallest two-sided p that can be reached is 1/3. */
const fewest = 4;

/**
 * Asks whether recognition accuracy depends on emotional intelligence (EI): accuracy of each participant, High against
 * Low by a median split, and the rank correlation with the score itself, each with a bootstrap interval over
 * participants and a two-sided p value from permuting EI across participants. Permutations are shared by all rows with
 * the same participants.
 *
 * Participants without a score, or without a trial in a row, are left out of it and counted. What is not defined is null:
 * a group's mean when nobody of the row is in it, and the difference with it; Hedges g when nobody differs within the
 * groups; the correlation when the accuracy is the same for everybody.
 *
 * @param input - predictions, scores and how to test them
 * @returns the result, or null with a problem that says why, when fewer than four participants have score and trials or
 *   all have the same score; a row of which either holds is left out, with a problem likewise
 * @throws RangeError when a row's lists differ in length
 *
 * Sources: Phipson & Smyth 2010, doi:10.2202/1544-6115.1585 (p values); Hedges 1981, doi:10.3102/10769986006002107;
 * Efron & Tibshirani 1993, doi:10.1007/978-1-4899-4541-9 (intervals).
 * @example
 * ```ts
 * import { analyseEi } from "heartface";
 * const people = Array.from({ length: 8 }, (_, i) => `P${i}`);
 * const participant = people.flatMap((name) => [name, name]);
 * const correct = people.flatMap((_, i) => [i > 1, i > 4]);
 * const { result } = analyseEi({
 *   predictions: [{ task: "valence", arm: "ecg", model: "logistic", primary: true, participant, correct }],
 *   scores: new Map(people.map((name, i) => [name, 90 + 5 * i])),
 *   score: "MSCEIT",
 *   inverse: false,
 *   seed: 1,
 * });
 * result?.rows[0].difference?.value; // 0.625: High is right in 87.5 % of trials, Low in 25 %
 * ```
 */
export function analyseEi(input: EiInput): {
  readonly result: EiResult | null;
  readonly problems: readonly Problem[];
} {
  const { predictions, score, inverse, permutations = 10_000, seed } = input;
  const accuracies = predictions.map(participantAccuracies);
  const everybody = new Set(accuracies.flatMap((of) => [...of.keys()]));
  const oriented = orientEi(input.scores, inverse);
  const known = new Map([...oriented].filter(([name]) => everybody.has(name)));
  const missing = everybody.size - known.size;
  const problems: Problem[] = [];
  if (missing > 0) {
    problems.push(problem("ei-missing", `${missing} of ${everybody.size} participants have no EI score`));
  }
  if (known.size < fewest) {
    problems.push(
      problem(
        "ei-too-few",
        `${known.size} ${known.size === 1 ? "participant has" : "participants have"} both an EI score and predictions, fewer than ${fewest}`,
      ),
    );
    return { result: null, problems };
  }
  const split = medianSplit(known);
  if ([...split.groups.values()].every((group) => group === null)) {
    problems.push(problem("ei-constant", `all ${known.size} participants have the same EI score`));
    return { result: null, problems };
  }

  const rows: (EiRow | undefined)[] = predictions.map(() => undefined);
  for (const { names, members } of bySameParticipants(accuracies, known)) {
    if (names.length < fewest) {
      for (const index of members) {
        const { task, arm, model } = predictions[index];
        problems.push(
          problem(
            "ei-too-few",
            `${task}, ${arm}, ${model}: ${names.length} ${names.length === 1 ? "participant has" : "participants have"} an EI score, fewer than ${fewest}`,
          ),
        );
      }
      continue;
    }
    if (new Set(names.map((name) => known.get(name))).size === 1) {
      for (const index of members) {
        const { task, arm, model } = predictions[index];
        problems.push(
          problem(
            "ei-constant",
            `${task}, ${arm}, ${model}: all ${names.length} participants have the same EI score`,
          ),
        );
      }
      continue;
    }
    const people = peopleOf(names, known, split.groups, input.strata);
    const made = rowsOf(
      people,
      members.map((index) => ({ predictions: predictions[index], accuracies: accuracies[index] })),
      { permutations, bootstrap: input.bootstrap ?? 2_000, seed },
    );
    made.forEach((row, i) => {
      rows[members[i]] = row;
    });
  }

  const result: EiResult = {
    score,
    inverse,
    rule: split.rule,
    cut: split.cut,
    participants: known.size,
    missing,
    ties: split.ties,
    permutations,
    strata: input.strata ? (input.strataNames ?? []) : [],
    rows: rows.filter((row) => row !== undefined),
  };
  return { result, problems };
}

/** Rows put together whose scored participants are the same people; these in an order that no row depends on. */
function bySameParticipants(
  accuracies: readonly ReadonlyMap<string, TrialsRight>[],
  known: ReadonlyMap<string, number>,
): readonly { readonly names: readonly string[]; readonly members: readonly number[] }[] {
  const sets = new Map<string, { names: readonly string[]; members: number[] }>();
  accuracies.forEach((of, index) => {
    const names = [...of.keys()].filter((name) => known.has(name)).sort();
    const key = JSON.stringify(names);
    const set = sets.get(key) ?? { names, members: [] };
    set.members.push(index);
    sets.set(key, set);
  });
  return [...sets.values()];
}

interface Made {
  readonly predictions: EiPredictions;
  readonly accuracies: ReadonlyMap<string, TrialsRight>;
}

function rowsOf(
  people: People,
  made: readonly Made[],
  { permutations, bootstrap, seed }: { permutations: number; bootstrap: number; seed: number },
): readonly EiRow[] {
  const accuracy = made.map(({ accuracies }) =>
    Float64Array.from(people.names, (name) => accuracies.get(name)!.accuracy),
  );
  const sums: readonly PermutedSum[] = accuracy.flatMap((outcomes) => [
    { weights: people.contrast, outcomes },
    { weights: people.direction, outcomes: direction(outcomes) },
  ]);
  const p = permutedSums(sums, people.stratum, permutations, random(seedOf(seed, "ei", "permutations")));
  return made.map(({ predictions: { task, arm, model, primary }, accuracies }, row) => {
    const values = accuracy[row];
    const intervals = bootstrapAccuracy(people, values, bootstrap, random(seedOf(seed, "ei", "bootstrap")));
    const ofHigh = Float64Array.from(people.high, (i) => values[i]);
    const ofLow = Float64Array.from(people.low, (i) => values[i]);
    return {
      task,
      arm,
      model,
      primary,
      participants: people.names.map((participant, i) => ({
        participant,
        ei: people.scores[i],
        group: people.groups[i],
        ...accuracies.get(participant)!,
      })),
      high: group(ofHigh, intervals.high),
      low: group(ofLow, intervals.low),
      difference: estimate(mean(ofHigh) - mean(ofLow), intervals.difference, p[2 * row]),
      hedgesG: orNull(hedgesG(ofHigh, ofLow)),
      correlation: estimate(spearman(people.scores, values), intervals.correlation, p[2 * row + 1]),
    };
  });
}

function group(accuracy: Float64Array, interval: Interval | null): GroupAccuracy | null {
  return interval && { participants: accuracy.length, accuracy: mean(accuracy), ...interval };
}

function estimate(value: number, interval: Interval | null, p: number): Estimate | null {
  return interval && !Number.isNaN(value) ? { value, ...interval, p } : null;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
