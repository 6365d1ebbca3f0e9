export { bootstrapMetrics, bootstrapSamples } from "./bootstrap-metrics.ts";
export { assemble, type Dataset, hasColumns, modalityColumns, trialMeans } from "./dataset.ts";
export { type FittedRecipe, type Forecast, fitRecipe, predictTrials } from "./fitted-recipe.ts";
export { type Matrix, takeRows } from "./matrix.ts";
export {
  auc,
  chanceLevels,
  evaluate,
  type MetricValues,
  predictedClasses,
  rankProbabilities,
} from "./metrics.ts";
export type {
  Fitted,
  Model,
  ModelInfo,
  ModelParameters,
  Parameter,
  Prepared,
  TrainingRows,
} from "./model.ts";
export { models } from "./models/mod.ts";
export { outOfFold } from "./out-of-fold.ts";
export {
  continuePermutationTest,
  isDecided,
  type PermutationTest,
  startPermutationTest,
  stopAt,
} from "./permutation-test.ts";
export { type PermutationScheme, permutationScheme, permuteLabels } from "./permute-labels.ts";
export { type PredictionHead, predictionsTable } from "./predictions.ts";
export { fitPreprocessing, preprocessing, restorePreprocessing } from "./preprocess/mod.ts";
export { type Normalisation, normalisations, type PreprocessName, type Recipe, recipeFor } from "./recipe.ts";
export { type Arm, armModality, arms, type Metric, metrics, type Score, type ScoreRow } from "./score.ts";
export { correctForRows, type RowHead, scoreRow, tested } from "./score-row.ts";
export {
  type Fold,
  givenSplit,
  isSubjectIndependent,
  leaveOneParticipantOut,
  stratifiedKFold,
  type Validation,
  validations,
} from "./validation.ts";
