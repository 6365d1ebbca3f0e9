import type { Arm, Normalisation } from "../learn/mod.ts";
import { canScoreGiven, type StudySummary } from "../study/mod.ts";

/** What a run is asked to do; all of it goes into `run.json`. */
export interface RunOptions {
  /** Tasks by name; all of the study's when left out. */
  readonly tasks: readonly string[] | null;
  /** What is compared; all that the features allow when left out. */
  readonly arms: readonly Arm[] | null;
  readonly models: readonly string[];
  /** The model that was fixed beforehand as the one to judge by. */
  readonly primary: string;
  readonly normalise: Normalisation;
  /** Validations by name; what fits the study when left out. */
  readonly validations: readonly string[] | null;
  /** The most permutations of the labels for the primary model's rows of the leaderboard; 0 for none. */
  readonly permutations: number;
  /** The same for all other models, which no verdict rests on. */
  readonly otherPermutations: number;
  /** Permutations of the EI scores. */
  readonly eiPermutations: number;
  /** Covariates within whose levels EI scores are permuted. */
  readonly strata: readonly string[];
  readonly ei: boolean;
  readonly seed: number;
}

/** What a run does unless asked otherwise. */
export const defaultOptions: RunOptions = {
  tasks: null,
  arms: null,
  models: ["logistic-regression", "svm-rbf", "random-forest"],
  primary: "logistic-regression",
  normalise: "standard",
  validations: null,
  permutations: 1000,
  otherPermutations: 100,
  eiPermutations: 10_000,
  strata: [],
  ei: true,
  seed: 1,
};

/**
 * The validations that fit a study: leaving participants out one by one where they are known; in addition the splits
 * that the tables came in, to show what those would have claimed.
 */
export function fittingValidations({ participants, splits }: StudySummary): readonly string[] {
  const given = canScoreGiven(splits);
  if (participants > 0) return ["leave-one-participant-out", ...(given ? ["given-split"] : [])];
  return [given ? "given-split" : "stratified-5-fold"];
}

/** The most permutations that a model's rows get. */
export function permutationLimit(options: RunOptions, model: string): number {
  if (model === "dummy") return 0;
  return model === options.primary
    ? options.permutations
    : Math.min(options.permutations, options.otherPermutations);
}
