import type { Modality } from "../table/mod.ts";

/** The metrics of a classification, each a number between 0 and 1 where higher is better. */
export const metrics = ["balancedAccuracy", "accuracy", "macroF1", "auc"] as const;

/** The name of a metric. */
export type Metric = (typeof metrics)[number];

/** A metric beside all that is needed to judge it. */
export interface Score {
  /** The metric on the pooled out-of-fold predictions. */
  readonly value: number;
  /** What guessing without the features reaches in the long run. */
  readonly chance: number;
  /**
   * Mean of the metric under permuted labels: the chance level of this very procedure; null without permutations. Pooled
   * over folds, the area under the curve of a model that learnt nothing lies below one half.
   */
  readonly permuted: number | null;
  /** 95 % percentile interval of a bootstrap over participants. */
  readonly low: number;
  readonly high: number;
  /** Permutation p value (b + 1) / (m + 1); null when no permutation was asked for. */
  readonly p: number | null;
  /** b: permutations that reached the value. */
  readonly exceedances: number;
  /** m: permutations drawn until the test stopped. */
  readonly permutations: number;
}

/** What is compared: one modality alone, the features of both joined, or the mean of both modalities' probabilities. */
export const arms = ["ecg", "face", "joined", "mean"] as const;

/** The name of an arm. */
export type Arm = (typeof arms)[number];

/** What an arm uses. */
export const armModality: Readonly<Record<Arm, Modality>> = {
  ecg: "ecg",
  face: "face",
  joined: "both",
  mean: "both",
};

/** One line of the leaderboard: a task, answered by an arm with a model under a validation. */
export interface ScoreRow {
  /** The task, such as `quadrant`, `valence` or the class column's name. */
  readonly task: string;
  readonly arm: Arm;
  /** The model's name. */
  readonly model: string;
  /** `leave-one-participant-out` unless asked otherwise. */
  readonly validation: string;
  /** Whether no participant is in training and test at once. */
  readonly subjectIndependent: boolean;
  /** Whether this is the recipe that was fixed beforehand as the one to judge by. */
  readonly primary: boolean;
  /** Participants tested; 0 when the tables do not tell who is who. */
  readonly participants: number;
  readonly trials: number;
  readonly classes: readonly string[];
  readonly scores: Readonly<Record<Metric, Score>>;
  /**
   * p of the balanced accuracy, corrected by Holm's method: for the primary model over its own arms, which were fixed
   * beforehand; for any other over all rows of the task.
   */
  readonly pHolm: number | null;
  /** `confusion[truth][predicted]`, counts of trials. */
  readonly confusion: readonly (readonly number[])[];
  /** Balanced accuracies under permuted labels, at most 200 of them, for the figure. */
  readonly nullSample: readonly number[];
}
