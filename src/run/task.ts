import { evaluateArms } from "../fusion/mod.ts";
import {
  type Arm,
  assemble,
  type Dataset,
  evaluate,
  fitRecipe,
  type MetricValues,
  type Normalisation,
  permuteLabels,
  recipeFor,
  tested,
  validations,
} from "../learn/mod.ts";
import { readStudy, type StoredStudy } from "../node/mod.ts";
import { seedOf } from "../stats/mod.ts";
import type { Modality } from "../table/mod.ts";

/** What all tasks on a study's tables say. */
interface OnStudy {
  /** The study's folder, and the hash of the tables that the task is about. */
  readonly study: string;
  readonly hash: string;
  readonly task: string;
  readonly model: string;
  readonly normalise: Normalisation;
  readonly seed: number;
}

/** Out-of-fold probabilities under the true labels. */
export interface EvaluateTask extends OnStudy {
  readonly kind: "evaluate";
  readonly arms: readonly Arm[];
  readonly validation: string;
}

/** Metrics under permuted labels, permutations `from` to `to` - 1. */
export interface PermuteTask extends OnStudy {
  readonly kind: "permute";
  readonly arms: readonly Arm[];
  readonly validation: string;
  readonly from: number;
  readonly to: number;
}

/** A recipe fitted to all trials. */
export interface FitTask extends OnStudy {
  readonly kind: "fit";
  readonly modality: Modality;
}

/** A piece of work as plain data: it hashes, and any worker that sees the study's folder can do it. */
export type Task = EvaluateTask | PermuteTask | FitTask;

/** What {@link EvaluateTask} gives: `rows x classes` for each arm, null where a row was not tested. */
export type Evaluated = Readonly<Record<string, readonly (number | null)[]>>;

/** What {@link PermuteTask} gives: metrics of each permutation, for each arm. */
export type Permuted = Readonly<Record<string, readonly MetricValues[]>>;

/** Probabilities as they were before they became JSON. */
export function probabilitiesOf(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

/** Does tasks, keeping the study that it read last. */
export function taskRunner(): (task: Task) => Promise<unknown> {
  let study: { readonly folder: string; readonly content: StoredStudy } | undefined;
  const datasets = new Map<string, Dataset>();
  const datasetFor = async (task: Task): Promise<Dataset> => {
    if (study?.folder !== task.study || study.content.hash !== task.hash) {
      study = { folder: task.study, content: await readStudy(task.study) };
      datasets.clear();
    }
    const { content } = study;
    if (content.hash !== task.hash) throw new Error("the study's tables changed while the run was going on");
    const known = datasets.get(task.task);
    if (known) return known;
    const data = assemble(
      content.trials,
      content.features,
      content.summary.tasks.find(({ name }) => name === task.task)!,
    );
    datasets.set(task.task, data);
    return data;
  };
  return async (task) => runTask(task, await datasetFor(task));
}

/** Does one task on its dataset. */
export function runTask(task: Task, data: Dataset): unknown {
  const { model, normalise, seed } = task;
  if (task.kind === "fit") {
    return fitRecipe(data, recipeFor(task.modality, model, normalise), seedOf(seed, "fit", task.modality));
  }
  const folds = validations.get(task.validation)!.folds(data, seed);
  const first = task.kind === "permute" ? task.from : 0;
  const last = task.kind === "permute" ? task.to : 1;
  const labellings = Array.from({ length: last - first }, (_, i) => permuteLabels(data, seed, first + i));
  const results = evaluateArms(data, task.arms, model, normalise, folds, labellings, seedOf(seed, model));
  const classes = data.classes.length;
  return Object.fromEntries(
    [...results].map(([arm, perLabelling]) => {
      if (task.kind === "evaluate") {
        return [arm, Array.from(perLabelling[0], (p) => (Number.isNaN(p) ? null : p))];
      }
      const values = perLabelling.map((probabilities, i) => {
        const kept = tested({ ...data, labels: labellings[i] }, probabilities);
        return evaluate(kept.labels, kept.probabilities, classes);
      });
      return [arm, values];
    }),
  );
}
