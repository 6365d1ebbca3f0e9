/** An estimate with its 95 % interval (bootstrap over participants) and permutation p value. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** (b + 1) / (m + 1), two-sided; EI scores are permuted across participants. */
  readonly p: number;
}

/** The accuracy of one participant under one recipe. */
export interface ParticipantAccuracy {
  readonly participant: string;
  /** The oriented score: higher means more emotional intelligence. */
  readonly ei: number;
  readonly group: "high" | "low" | null;
  readonly trials: number;
  readonly accuracy: number;
}

/** Mean accuracy over the participants of a group, with the 95 % interval of that mean. */
export interface GroupAccuracy {
  readonly participants: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/** How accuracy depends on EI, for one task, arm and model. What is not defined is null, never 0. */
export interface EiRow {
  readonly task: string;
  readonly arm: string;
  readonly model: string;
  readonly primary: boolean;
  readonly participants: readonly ParticipantAccuracy[];
  /** Null when none of the row's participants is in the group. */
  readonly high: GroupAccuracy | null;
  readonly low: GroupAccuracy | null;
  /** Mean accuracy of High minus Low; null when either is empty. */
  readonly difference: Estimate | null;
  /** Hedges g of that difference; null where nobody differs within the groups. */
  readonly hedgesG: number | null;
  /** Spearman's rank correlation of accuracy with the score; null when the accuracy is the same for everybody. */
  readonly correlation: Estimate | null;
}

/** `ei.json`: what the EI analysis found. */
export interface EiResult {
  /** The name of the score's column. */
  readonly score: string;
  /** Whether the column was turned round, as an inverse measure (alexithymia) is. */
  readonly inverse: boolean;
  /** How High and Low were told apart. */
  readonly rule: string;
  /** The cut between Low and High, in the oriented score. */
  readonly cut: number;
  readonly participants: number;
  /** Participants of the study without a score. */
  readonly missing: number;
  /** Participants exactly at the cut, and where they went. */
  readonly ties: number;
  readonly permutations: number;
  /** Categorical covariates within whose levels EI was permuted; empty when there were none. */
  readonly strata: readonly string[];
  readonly rows: readonly EiRow[];
}
