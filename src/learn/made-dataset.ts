import { random, seedOf, shuffle } from "../stats/mod.ts";
import type { Dataset } from "./dataset.ts";

/** Size and truth of a made dataset. */
export interface MadeDataset {
  readonly participants: number;
  /** Trials of each participant; the classes take turns, in an order drawn by chance. */
  readonly trials: number;
  readonly classes: number;
  /** Distance between neighbouring classes on the first feature of each modality, in standard deviations. */
  readonly effect: number;
  /** Standard deviation between participants; that within is 1. */
  readonly between: number;
  readonly seed: number;
}

/**
 * A small dataset with known truth, for the tests of this floor and those above: two features of the heart and two of
 * the face, of which the first of each tells the class.
 */
export function makeDataset(options: Partial<MadeDataset> = {}): Dataset {
  const { participants, trials, classes, effect, between, seed } = {
    ...{ participants: 6, trials: 8, classes: 2, effect: 1, between: 0.5, seed: 1 },
    ...options,
  };
  const by = random(seedOf(seed, "made dataset"));
  const featureNames = ["ecg.signal", "ecg.noise", "face.signal", "face.noise"];
  const rows = participants * trials;
  const labels = new Int32Array(rows);
  const participant = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / trials));
  const values = new Float64Array(rows * featureNames.length);
  for (let person = 0; person < participants; person++) {
    const own = Int32Array.from({ length: trials }, (_, trial) => trial % classes);
    shuffle(own, by);
    labels.set(own, person * trials);
    const level = featureNames.map(() => between * by.normal());
    own.forEach((label, trial) => {
      featureNames.forEach((name, column) => {
        const signal = name.endsWith("signal") ? effect * label : 0;
        values[(person * trials + trial) * featureNames.length + column] =
          level[column] + signal + by.normal();
      });
    });
  }
  return {
    task: "made",
    classes: ["calm", "joy", "fear", "anger", "disgust", "surprise"].slice(0, classes),
    labels,
    participants: Array.from({ length: participants }, (_, i) => `P${String(i + 1).padStart(2, "0")}`),
    participant,
    trials: Array.from({ length: rows }, (_, row) => `T${String((row % trials) + 1).padStart(2, "0")}`),
    splits: new Array<null>(rows).fill(null),
    features: { rows, columns: featureNames.length, values },
    featureNames,
  };
}
