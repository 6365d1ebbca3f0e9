import type { Problem } from "../problem/mod.ts";
import type { Modality } from "../table/mod.ts";

/** How many people, trials and features a modality covers. */
export interface Coverage {
  readonly modality: Modality;
  readonly participants: number;
  readonly trials: number;
  readonly windows: number;
  readonly features: readonly string[];
}

/** A task: what is to be told apart, and by which rule the classes were given. */
export interface Task {
  /** Such as `quadrant`, `arousal`, `valence`, or the name of the class column. */
  readonly name: string;
  readonly classes: readonly string[];
  /** The rule in words, as a methods section would say it. */
  readonly rule: string;
  /** Trials of each class, in the order of `classes`. */
  readonly counts: readonly number[];
  /** Trials dropped because their rating lay on the threshold. */
  readonly ties: number;
  /** Trials without a label. */
  readonly unlabelled: number;
}

/** `study.json`: what was imported, without a file's or a person's name. */
export interface StudySummary {
  /** Version of the folder's layout. */
  readonly format: 1;
  /** Whether the data are simulated; shown wherever results are. */
  readonly simulated: boolean;
  readonly participants: number;
  readonly trials: number;
  readonly coverage: readonly Coverage[];
  /** People and trials that all modalities share: what is compared. */
  readonly common: { readonly participants: number; readonly trials: number };
  /** Columns that make the trial's key. */
  readonly key: readonly string[];
  readonly tasks: readonly Task[];
  readonly ei: {
    readonly score: string;
    readonly inverse: boolean;
    readonly subscales: readonly string[];
    readonly missing: number;
  } | null;
  readonly covariates: readonly string[];
  readonly factors: readonly string[];
  /** Names of the splits that the files came in, such as train and test; empty when there are none. */
  readonly splits: readonly string[];
  readonly problems: readonly Problem[];
}

/** Whether the tables tell who is who; where they do not, participants are counted as 0. */
export function participantsKnown({ participants }: Pick<StudySummary, "participants">): boolean {
  return participants > 0;
}
