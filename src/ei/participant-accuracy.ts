/** Whether each trial of one task, arm and model was recognised. */
export interface EiPredictions {
  readonly task: string;
  readonly arm: string;
  readonly model: string;
  /** Whether this is the recipe fixed beforehand as the one to judge by. */
  readonly primary: boolean;
  /** Participant of each trial. */
  readonly participant: readonly string[];
  /** Whether (1 or true) each trial was recognised; out of fold only. */
  readonly correct: Uint8Array | readonly boolean[];
}

/** How many trials a participant has, and the share of them that was recognised. */
export interface TrialsRight {
  readonly trials: number;
  readonly accuracy: number;
}

/**
 * The accuracy of each participant.
 *
 * @param predictions - trials of any number of participants, in any order
 * @returns trials and accuracy (0 to 1) of each participant who has a trial
 * @throws RangeError when the two lists differ in length
 */
export function participantAccuracies(
  predictions: Pick<EiPredictions, "participant" | "correct">,
): ReadonlyMap<string, TrialsRight> {
  const { participant, correct } = predictions;
  if (participant.length !== correct.length) {
    throw new RangeError(`${participant.length} participants for ${correct.length} trials`);
  }
  const counts = new Map<string, { trials: number; right: number }>();
  participant.forEach((name, i) => {
    const count = counts.get(name) ?? { trials: 0, right: 0 };
    count.trials++;
    if (correct[i]) count.right++;
    counts.set(name, count);
  });
  return new Map(
    [...counts].map(([name, { trials, right }]) => [name, { trials, accuracy: right / trials }]),
  );
}
