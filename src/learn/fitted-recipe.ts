import { fail } from "../problem/mod.ts";
import { trialKey } from "../study/mod.ts";
import { find, type Modality, modalityOf, type Table, texts } from "../table/mod.ts";
import { type Dataset, modalityColumns, takeColumns, trialMeans } from "./dataset.ts";
import { type Matrix, takeRows } from "./matrix.ts";
import type { Fitted } from "./model.ts";
import { models } from "./models/mod.ts";
import { modelFor } from "./out-of-fold.ts";
import { type FittedPreprocessing, fitPreprocessing, restorePreprocessing } from "./preprocess/mod.ts";
import type { Recipe } from "./recipe.ts";

/** A recipe fitted to all trials of a task, as a JSON value: `model/*.json` of a run. */
export interface FittedRecipe {
  /** Version of this file's layout. */
  readonly format: 1;
  readonly task: string;
  readonly classes: readonly string[];
  readonly recipe: Recipe;
  /** The features it takes, in order. */
  readonly features: readonly string[];
  readonly preprocessing: unknown;
  /** The model that was fitted: the recipe's, or `dummy` when no feature was usable. */
  readonly model: string;
  readonly fitted: unknown;
}

/**
 * Fits a recipe to all trials of a task, to predict people who were not in the study.
 *
 * @param data - the task's trials
 * @param recipe - what to fit
 * @param seed - seed of whatever the model draws
 */
export function fitRecipe(data: Dataset, recipe: Recipe, seed: number): FittedRecipe {
  const columns = modalityColumns(data, recipe.modality);
  const raw = takeColumns(data.features, columns);
  const preprocessing = fitPreprocessing(recipe.preprocess, raw, data.participant);
  const train = preprocessing.apply(raw, data.participant);
  const model = modelFor(recipe, train.columns);
  const fitted = model
    .prepare({ features: train, participants: data.participant, seed }, recipe.parameters)
    .fit(data.labels, data.classes.length);
  return {
    format: 1,
    task: data.task,
    classes: data.classes,
    recipe,
    features: columns.map((column) => data.featureNames[column]),
    preprocessing: preprocessing.toJSON(),
    model: model.info.name,
    fitted: fitted.toJSON(),
  };
}

/** The class probabilities of trials that a fitted recipe has never seen. */
export interface Forecast {
  /** Participant and name of each predicted trial, in order of first appearance. */
  readonly participants: readonly string[];
  readonly trials: readonly string[];
  /** `trials x classes`, row by row. */
  readonly probabilities: Float64Array;
  /** Trials of the table that lack every value of a modality that the model takes: nothing is said of them. */
  readonly unpredicted: readonly { readonly participant: string; readonly trial: string }[];
}

/**
 * Predicts the trials of a features table.
 *
 * @param fitted - what {@link fitRecipe} gave
 * @param features - a features table; windows are averaged to their trial
 * @throws InputError `model-mismatch` when a feature that the model takes is not in the table, or not a number;
 *   `file-damaged` when the fitted recipe is not whole
 */
export function predictTrials(fitted: FittedRecipe, features: Table): Forecast {
  const absent = fitted.features.filter((name) => find(features, name)?.kind !== "number");
  if (absent.length) {
    const shown = absent.slice(0, 5).join(", ");
    fail("model-mismatch", `the model takes ${absent.length} features that the table lacks: ${shown}`);
  }
  const { apply, probabilities } = restored(fitted);
  const people = texts(features, "participant");
  const names = texts(features, "trial");
  const found = new Map<string, { readonly participant: string; readonly trial: string }>();
  people.forEach((participant, row) => {
    const key = trialKey(participant, names[row]);
    if (!found.has(key)) found.set(key, { participant: String(participant), trial: String(names[row]) });
  });
  const all = [...found.values()];
  const means = trialMeans(features, fitted.features, [...found.keys()]);
  const rows = Int32Array.from(all, (_, row) => row).filter((row) => isCovered(fitted.features, means, row));
  const used = new Set(rows);
  const trials = Array.from(rows, (row) => all[row]);
  const at = new Map([...new Set(trials.map(({ participant }) => participant))].map((name, i) => [name, i]));
  const index = Int32Array.from(trials, ({ participant }) => at.get(participant)!);
  return {
    participants: trials.map(({ participant }) => participant),
    trials: trials.map(({ trial }) => trial),
    probabilities: probabilities(apply(takeRows(means, rows), index)),
    unpredicted: all.filter((_, row) => !used.has(row)),
  };
}

/** Whether a trial has a value of the heart and of the face, as far as features come from them: so had those learnt from. */
function isCovered(features: readonly string[], { columns, values }: Matrix, row: number): boolean {
  const measured = features.filter((_, column) => !Number.isNaN(values[row * columns + column]));
  const covers = (names: readonly string[], modality: Modality): boolean =>
    names.some((name) => modalityOf(name) === modality);
  if (measured.length === 0) return false;
  return (["ecg", "face"] as const).every((from) => !covers(features, from) || covers(measured, from));
}

function restored(fitted: FittedRecipe): {
  readonly apply: FittedPreprocessing["apply"];
  readonly probabilities: Fitted["probabilities"];
} {
  const model = models.get(fitted.model);
  if (!model) return fail("model-mismatch", `this version has no model "${fitted.model}"`);
  try {
    return {
      apply: restorePreprocessing(fitted.preprocessing).apply,
      probabilities: model.restore(fitted.fitted).probabilities,
    };
  } catch (error) {
    if (error instanceof RangeError)
      return fail("file-damaged", `the fitted recipe cannot be used: ${error.message}`);
    throw error;
  }
}
