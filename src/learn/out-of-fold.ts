import { seedOf } from "../stats/mod.ts";
import { type Dataset, modalityColumns, takeColumns } from "./dataset.ts";
import { type Matrix, takeRows } from "./matrix.ts";
import type { Model, Prepared } from "./model.ts";
import { models } from "./models/mod.ts";
import { fitPreprocessing } from "./preprocess/mod.ts";
import type { Recipe } from "./recipe.ts";
import type { Fold } from "./validation.ts";

/**
 * Out-of-fold probabilities under one or many labellings of the same rows.
 *
 * Each fold is taken once: its preprocessing and whatever the model prepares from features alone are fitted on the
 * training rows, then each labelling is fitted and predicts the test rows. No step sees a test row before it is fitted,
 * and no labelling sees another.
 *
 * @param data - the task's trials
 * @param recipe - what to fit
 * @param folds - training and test rows
 * @param labellings - class index of each row, the true labels or permuted ones
 * @param seed - seed of whatever the model draws; the same for each labelling
 * @returns for each labelling `rows x classes`, NaN where a row was never tested
 * @throws Error when a model gives a tested row no number: it would look like a row that was never tested, and hard rows
 *   would drop out of the score
 */
export function outOfFold(
  data: Dataset,
  recipe: Recipe,
  folds: readonly Fold[],
  labellings: readonly Int32Array[],
  seed: number,
): readonly Float64Array[] {
  const classes = data.classes.length;
  const features = takeColumns(data.features, modalityColumns(data, recipe.modality));
  const results = labellings.map(() => new Float64Array(data.labels.length * classes).fill(Number.NaN));
  folds.forEach((fold, index) => {
    const { prepared, test } = prepareFold(data, features, recipe, fold, seedOf(seed, index));
    labellings.forEach((labels, which) => {
      const trainLabels = Int32Array.from(fold.train, (row) => labels[row]);
      const probabilities = prepared.fit(trainLabels, classes).probabilities(test);
      if (!probabilities.every(Number.isFinite)) {
        throw new Error(`the model ${recipe.model} gave a probability that is no number`);
      }
      fold.test.forEach((row, i) => {
        results[which].set(probabilities.subarray(i * classes, (i + 1) * classes), row * classes);
      });
    });
  });
  return results;
}

function prepareFold(
  data: Dataset,
  features: Matrix,
  recipe: Recipe,
  fold: Fold,
  seed: number,
): { readonly prepared: Prepared; readonly test: Matrix } {
  const peopleOf = (rows: Int32Array): Int32Array => Int32Array.from(rows, (row) => data.participant[row]);
  const participants = peopleOf(fold.train);
  const raw = takeRows(features, fold.train);
  const preprocessing = fitPreprocessing(recipe.preprocess, raw, participants);
  const train = preprocessing.apply(raw, participants);
  const model = modelFor(recipe, train.columns);
  return {
    prepared: model.prepare({ features: train, participants, seed }, recipe.parameters),
    test: preprocessing.apply(takeRows(features, fold.test), peopleOf(fold.test)),
  };
}

/** Without a single usable feature there is nothing to learn, and the class frequencies are what is left. */
export function modelFor(recipe: Recipe, columns: number): Model {
  return models.get(columns === 0 ? "dummy" : recipe.model)!;
}
