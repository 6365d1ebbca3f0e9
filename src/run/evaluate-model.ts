import {
  type Arm,
  continuePermutationTest,
  type Dataset,
  evaluate,
  isDecided,
  isSubjectIndependent,
  type MetricValues,
  type PermutationTest,
  type ScoreRow,
  scoreRow,
  startPermutationTest,
  tested,
  type Validation,
} from "../learn/mod.ts";
import type { Executor } from "../node/mod.ts";
import { seedOf } from "../stats/mod.ts";
import type { Cache } from "./cache.ts";
import { permutationLimit, type RunOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import {
  type Evaluated,
  type EvaluateTask,
  type Permuted,
  type PermuteTask,
  probabilitiesOf,
} from "./task.ts";

/** Permutations in one piece of work: large enough to spend little on preparing, small enough to stop soon. */
const chunk = 20;
/** Pieces that are asked for at a time, so that a single model keeps two cores busy. */
const wave = 2;

/** One model on one task under one validation, all arms at once. */
export interface ModelWork {
  readonly study: { readonly folder: string; readonly hash: string; readonly participantsKnown: boolean };
  readonly data: Dataset;
  readonly arms: readonly Arm[];
  readonly model: string;
  readonly validation: Validation;
  readonly options: RunOptions;
}

/** What a model reached: a row of the leaderboard for each arm, and the probabilities behind it. */
export interface ModelResult {
  readonly rows: readonly ScoreRow[];
  readonly probabilities: ReadonlyMap<Arm, Float64Array>;
}

/** Pieces of work of one model, for the progress bar. */
export function piecesOf(options: RunOptions, model: string): number {
  return 1 + Math.ceil(permutationLimit(options, model) / chunk);
}

/**
 * Evaluates a model, then permutes the labels until each arm's test is decided or the permutations are used up.
 *
 * @param work - what to evaluate
 * @param executor - who does the fitting
 * @param cache - where results are kept
 * @param progress - told of each piece of work
 */
export async function evaluateModel(
  work: ModelWork,
  executor: Executor,
  cache: Cache,
  progress: Progress,
): Promise<ModelResult> {
  const { data, arms, model, validation, options, study } = work;
  const classes = data.classes.length;
  const about = {
    study: study.folder,
    hash: study.hash,
    task: data.task,
    model,
    normalise: options.normalise,
    seed: options.seed,
    validation: validation.name,
  };
  const run = async <T>(task: EvaluateTask | PermuteTask): Promise<T> => {
    const { study: _, ...what } = task;
    return cache.step(what, () => executor.run(task) as Promise<T>);
  };
  const label = `${data.task}: ${model}, ${validation.name}`;
  const pieces = piecesOf(options, model);
  const evaluated = await run<Evaluated>({ kind: "evaluate", ...about, arms });
  progress.advance(1, label);
  const probabilities = new Map(arms.map((arm) => [arm, probabilitiesOf(evaluated[arm])]));
  const limit = permutationLimit(options, model);
  const tests = new Map(
    arms.map((arm): [Arm, PermutationTest] => {
      const kept = tested(data, probabilities.get(arm)!);
      return [arm, startPermutationTest(evaluate(kept.labels, kept.probabilities, classes), limit)];
    }),
  );
  let spent = 1;
  for (let from = 1; from <= limit; ) {
    const open = arms.filter((arm) => !isDecided(tests.get(arm)!));
    if (open.length === 0) break;
    const starts = Array.from({ length: wave }, (_, i) => from + i * chunk).filter((start) => start <= limit);
    const results = await Promise.all(
      starts.map(async (start) => {
        const to = Math.min(start + chunk, limit + 1);
        const result = await run<Permuted>({ kind: "permute", ...about, arms: open, from: start, to });
        progress.advance(1, `${label}, permutation ${to - 1}`);
        spent++;
        return result;
      }),
    );
    for (const arm of open) {
      const values = results.flatMap((result): readonly MetricValues[] => result[arm]);
      tests.set(arm, continuePermutationTest(tests.get(arm)!, values));
    }
    from += wave * chunk;
  }
  progress.advance(Math.max(0, pieces - spent), label);
  const { participantsKnown } = study;
  const subjectIndependent =
    participantsKnown && isSubjectIndependent(data, validation.folds(data, options.seed));
  const primary = model === options.primary;
  const rows = await cache.step(
    { kind: "score", ...about, study: null, arms, limit, primary, participantsKnown, tests: [...tests] },
    async () =>
      arms.map((arm) =>
        scoreRow(
          data,
          { arm, model, validation, subjectIndependent, participantsKnown, primary },
          probabilities.get(arm)!,
          limit > 0 ? tests.get(arm)! : null,
          seedOf(options.seed, data.task, model, validation.name),
        ),
      ),
  );
  return { rows, probabilities };
}
