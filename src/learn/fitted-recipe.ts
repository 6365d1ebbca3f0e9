import { fail } from "../problem/mod.ts";
import { find, type Table, texts } from "../table/mod.ts";
import { type Dataset, modalityColumns, takeColumns, trialMeans } from "./dataset.ts";
import { modelFor } from "./out-of-fold.ts";
import { fitPreprocessing, restorePreprocessing } from "./preprocess/mod.ts";
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
  readonly participants: readonly string[];
  readonly trials: readonly string[];
  /** `trials x classes`, row by row. */
  readonly probabilities: Float64Array;
}

/**
 * Predicts the trials of a features table.
 *
 * @param fitted - what {@link fitRecipe} gave
 * @param features - a features table; windows are averaged to their trial
 * @throws InputError `model-mismatch` when a feature that the model takes is not in the table
 */
export function predictTrials(fitted: FittedRecipe, features: Table): Forecast {
  const absent = fitted.features.filter((name) => find(features, name) === undefined);
  if (absent.length) {
    const shown = absent.slice(0, 5).join(", ");
    fail("model-mismatch", `the model takes ${absent.length} features that the table lacks: ${shown}`);
  }
  const people = texts(features, "participant");
  const names = texts(features, "trial");
  const keys = [...new Set(people.map((participant, row) => `${participant} ${names[row]}`))];
  const participants = keys.map((key) => key.slice(0, key.lastIndexOf(" ")));
  const distinct = [...new Set(participants)];
  const raw = trialMeans(features, fitted.features, keys);
  const index = Int32Array.from(participants, (name) => distinct.indexOf(name));
  const ready = restorePreprocessing(fitted.preprocessing).apply(raw, index);
  const model = modelFor({ ...fitted.recipe, model: fitted.model }, ready.columns);
  return {
    participants,
    trials: keys.map((key) => key.slice(key.lastIndexOf(" ") + 1)),
    probabilities: model.restore(fitted.fitted).probabilities(ready),
  };
}
