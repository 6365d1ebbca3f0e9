import { type AuditResult, audit } from "../audit/mod.ts";
import type { EiResult } from "../ei/mod.ts";
import { possibleArms } from "../fusion/mod.ts";
import {
  type Arm,
  assemble,
  correctForRows,
  type Dataset,
  type FittedRecipe,
  models,
  predictionsTable,
  validations,
} from "../learn/mod.ts";
import type { Executor, StoredStudy } from "../node/mod.ts";
import { fail, type Problem } from "../problem/mod.ts";
import type { RunFolder } from "../report/mod.ts";
import { participantsKnown } from "../study/mod.ts";
import { prefixes, stack, type Table } from "../table/mod.ts";
import type { Cache } from "./cache.ts";
import { type EiWork, eiOf } from "./ei-of-run.ts";
import { evaluateModel, type ModelResult, type ModelWork, piecesOf } from "./evaluate-model.ts";
import { methodsOf } from "./methods.ts";
import { fittingValidations, type RunOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import type { FitTask } from "./task.ts";

/** What a run found, before it is written: all of the run folder but its record. */
export interface RunResult extends Omit<RunFolder, "run"> {
  readonly methods: RunFolder["run"]["methods"];
  /** Recipes fitted to all trials, by file name. */
  readonly models: ReadonlyMap<string, FittedRecipe>;
}

/** What a run works on and with. */
export interface RunContext {
  readonly folder: string;
  readonly study: StoredStudy;
  readonly executor: Executor;
  readonly cache: Cache;
  readonly progress: Progress;
}

/** The tasks of a study that a run is asked for. */
function chosenTasks({ study }: RunContext, options: RunOptions): readonly Dataset[] {
  const known = study.summary.tasks;
  const names = options.tasks ?? known.map(({ name }) => name);
  return names.map((name) => {
    const task = known.find((other) => other.name === name);
    if (!task) {
      fail(
        "option-invalid",
        `there is no task "${name}"; the study has ${known.map((t) => t.name).join(", ")}`,
      );
    }
    const data = assemble(study.trials, study.features, task);
    if (data.participants.length < 2) {
      fail(
        "participants-too-few",
        `the task "${name}" has trials of ${data.participants.length} participant only`,
      );
    }
    const present = new Set(data.labels);
    if (present.size < 2) {
      fail("label-single-class", `among the trials that can be used, the task "${name}" has a single class`);
    }
    return data;
  });
}

function chosenArms(data: Dataset, options: RunOptions): readonly Arm[] {
  const possible = possibleArms(data);
  if (!options.arms) return possible;
  const arms = options.arms.filter((arm) => possible.includes(arm));
  if (arms.length === 0) {
    fail(
      "features-absent",
      `the study has no features for ${options.arms.join(", ")}; it allows ${possible.join(", ")}`,
    );
  }
  return arms;
}

/** Classes that the training rows of some fold lack, as a stated problem. */
function absentClasses(
  data: Dataset,
  folds: ReturnType<ModelWork["validation"]["folds"]>,
): readonly Problem[] {
  return data.classes.flatMap((name, index) => {
    const without = folds.filter(({ train }) => !train.some((row) => data.labels[row] === index)).length;
    return without === 0 ? [] : [absentProblem(data.task, name, without, folds.length)];
  });
}

function absentProblem(task: string, name: string, without: number, folds: number): Problem {
  return {
    code: "class-absent-from-fold",
    severity: "warning",
    message: `task "${task}": ${without} of ${folds} training folds hold no trial of class "${name}"`,
    remedy: "The model of that fold cannot predict the class; its trials count as errors.",
    place: {},
  };
}

/**
 * Runs a study's experiments: each modality alone, both, each with every model, then EI and audit.
 *
 * @param context - the study, who does the work and where results are kept
 * @param options - what to run
 */
export async function runStudy(context: RunContext, options: RunOptions): Promise<RunResult> {
  const { study, executor, cache, progress, folder } = context;
  if (!models.has(options.primary)) fail("option-invalid", `there is no model "${options.primary}"`);
  for (const model of options.models) {
    if (!models.has(model)) {
      fail("option-invalid", `there is no model "${model}"; the models are ${[...models.keys()].join(", ")}`);
    }
  }
  const chosen = [...new Set([...options.models, options.primary])].filter((model) => model !== "dummy");
  const names = options.validations ?? fittingValidations(study.summary);
  const problems: Problem[] = [];
  const works = chosenTasks(context, options).flatMap((data) =>
    names.flatMap((name): ModelWork[] => {
      const validation = validations.get(name);
      if (!validation) {
        return fail(
          "option-invalid",
          `there is no validation "${name}"; there are ${[...validations.keys()].join(", ")}`,
        );
      }
      problems.push(...absentClasses(data, validation.folds(data, options.seed)));
      const arms = chosenArms(data, options);
      const about = {
        study: { folder, hash: study.hash, participantsKnown: participantsKnown(study.summary) },
        data,
        validation,
        options,
      };
      return [
        ...chosen.map((model) => ({ ...about, model, arms })),
        // Guessing does not look at features, so one arm says it all.
        { ...about, model: "dummy", arms: arms.slice(-1) },
      ];
    }),
  );
  progress.expect(works.reduce((sum, { model }) => sum + piecesOf(options, model), 0) + 2);
  const findings = await cache.step({ kind: "audit", hash: study.hash }, async () =>
    audit({
      trials: study.trials,
      features: study.features,
      tasks: study.summary.tasks,
      participantsKnown: participantsKnown(study.summary),
    }),
  );
  progress.advance(1, "audit");
  const results = await Promise.all(works.map((work) => evaluateModel(work, executor, cache, progress)));
  const rows = correctForRows(results.flatMap((result) => result.rows));
  const predictions = allPredictions(works, results, options);
  const ei = await eiOf({ study, works, results, options } satisfies EiWork, cache);
  progress.advance(1, "emotional intelligence");
  const fitted = await fitModels(context, works, options);
  return {
    study: { ...study.summary, problems: [...study.summary.problems, ...problems, ...ei.problems] },
    scores: rows,
    ei: ei.result as EiResult | null,
    audit: findings as AuditResult,
    trials: study.trials,
    predictions,
    methods: methodsOf(works, options),
    models: fitted,
  };
}

function allPredictions(
  works: readonly ModelWork[],
  results: readonly ModelResult[],
  options: RunOptions,
): Table {
  const tables = works.flatMap(({ data, model, validation, arms }, i) => {
    const folds = validation.folds(data, options.seed);
    return arms.map((arm) =>
      predictionsTable(data, { arm, model, validation }, folds, results[i].probabilities.get(arm)!),
    );
  });
  const stacked = stack(tables);
  // Columns of probabilities of several tasks stand last.
  const isProbability = (name: string): boolean => name.startsWith(prefixes.probability);
  return {
    ...stacked,
    columns: [
      ...stacked.columns.filter(({ name }) => !isProbability(name)),
      ...stacked.columns.filter(({ name }) => isProbability(name)),
    ],
  };
}

/** Fits the primary model to all trials of each task, to predict people who were not in the study. */
async function fitModels(
  { executor, cache, study, folder }: RunContext,
  works: readonly ModelWork[],
  options: RunOptions,
): Promise<ReadonlyMap<string, FittedRecipe>> {
  const wanted = works.filter((work, i) => {
    const first = works.findIndex((other) => other.data === work.data && other.model === work.model);
    return work.model === options.primary && first === i;
  });
  const tasks = wanted.flatMap(({ data, arms }) => {
    const modalities = [
      ...(arms.includes("ecg") || arms.includes("mean") ? (["ecg"] as const) : []),
      ...(arms.includes("face") || arms.includes("mean") ? (["face"] as const) : []),
      ...(arms.includes("joined") ? (["both"] as const) : []),
    ];
    return modalities.map((modality): FitTask => {
      const { primary: model, normalise, seed } = options;
      return {
        kind: "fit",
        study: folder,
        hash: study.hash,
        task: data.task,
        model,
        normalise,
        seed,
        modality,
      };
    });
  });
  const fitted = await Promise.all(
    tasks.map(async (task): Promise<[string, FittedRecipe]> => {
      const { study: _, ...what } = task;
      const result = await cache.step(what, () => executor.run(task) as Promise<FittedRecipe>);
      return [`model/${fileSafe(task.task)}-${task.modality}.json`, result];
    }),
  );
  return new Map(fitted);
}

/** A name as it may stand in a file's name on any system. */
export function fileSafe(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^\.+/, "_");
  return safe.slice(0, 80) || "_";
}
