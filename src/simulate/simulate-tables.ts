import { random, seedOf } from "../stats/mod.ts";
import { arousalOf, quadrants, valenceOf } from "../study/mod.ts";
import { type Table, table } from "../table/mod.ts";

/** How large a simulated study is, and what is true in it. */
export interface TableSimulation {
  readonly participants: number;
  /** Stimuli of each quadrant; everyone sees all of them. */
  readonly stimuliPerQuadrant: number;
  readonly seed: number;
  /** How far the heart's features lie apart between high and low, in within-person standard deviations. */
  readonly heartEffect: number;
  /** The same for the face. */
  readonly faceEffect: number;
  /**
   * By which share the face's effect grows with each standard deviation of EI; ratings follow the stimulus more closely
   * with it too. 0 for no EI effect anywhere.
   */
  readonly eiEffect: number;
}

/** The study that the demo simulates. */
export const defaultSimulation: TableSimulation = {
  participants: 24,
  stimuliPerQuadrant: 4,
  seed: 1,
  heartEffect: 0.7,
  faceEffect: 0.6,
  eiEffect: 0.5,
};

interface Feature {
  readonly name: string;
  readonly mean: number;
  /** Spread between people, and from trial to trial within a person. */
  readonly between: number;
  readonly within: number;
  /** Share of the modality's effect that goes with high arousal, and with positive valence. */
  readonly arousal: number;
  readonly valence: number;
}

const heart: readonly Feature[] = [
  { name: "hr_mean", mean: 72, between: 9, within: 3, arousal: 1, valence: -0.2 },
  { name: "hr_change", mean: 0, between: 0.6, within: 2, arousal: 1, valence: -0.5 },
  { name: "ln_rmssd", mean: 3.6, between: 0.5, within: 0.25, arousal: -0.8, valence: 0.2 },
  { name: "ln_sdnn", mean: 3.8, between: 0.4, within: 0.22, arousal: -0.5, valence: 0.1 },
  { name: "ln_hf", mean: 6.2, between: 0.9, within: 0.5, arousal: -0.7, valence: 0.3 },
  { name: "ln_lf", mean: 6.5, between: 0.8, within: 0.5, arousal: -0.2, valence: 0 },
  { name: "rsa", mean: 6.1, between: 0.9, within: 0.45, arousal: -0.7, valence: 0.2 },
  { name: "sample_entropy", mean: 1.5, between: 0.2, within: 0.2, arousal: -0.1, valence: 0 },
];

const face: readonly Feature[] = [
  { name: "AU01_inner_brow_raiser", mean: 0.4, between: 0.15, within: 0.2, arousal: 0.3, valence: -0.4 },
  { name: "AU02_outer_brow_raiser", mean: 0.3, between: 0.12, within: 0.18, arousal: 0.5, valence: 0 },
  { name: "AU04_brow_lowerer", mean: 0.7, between: 0.25, within: 0.3, arousal: 0.2, valence: -1 },
  { name: "AU06_cheek_raiser", mean: 0.5, between: 0.2, within: 0.25, arousal: 0.3, valence: 0.8 },
  { name: "AU07_lid_tightener", mean: 0.4, between: 0.2, within: 0.2, arousal: 0.5, valence: -0.2 },
  { name: "AU09_nose_wrinkler", mean: 0.2, between: 0.1, within: 0.15, arousal: 0.2, valence: -0.6 },
  { name: "AU12_lip_corner_puller", mean: 0.6, between: 0.25, within: 0.3, arousal: 0.2, valence: 1 },
  { name: "AU15_lip_corner_depressor", mean: 0.3, between: 0.12, within: 0.18, arousal: -0.2, valence: -0.6 },
  { name: "AU25_lips_part", mean: 0.5, between: 0.2, within: 0.25, arousal: 0.6, valence: 0.2 },
  { name: "blink_rate", mean: 15, between: 5, within: 4, arousal: -0.4, valence: 0 },
  { name: "micro_expression_rate", mean: 1.2, between: 0.4, within: 0.8, arousal: 0.4, valence: -0.3 },
];

function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

/**
 * Simulates the tables that a lab might have: heart-rate variability and action units by trial, labels with ratings by
 * trial, and scores by participant. The words and columns are those of a real study; the numbers are not, and whatever
 * is made of them must say so.
 *
 * @param options - size and truth of the study; what is left out is as in {@link defaultSimulation}
 * @returns the tables by file name: `hrv.csv`, `action-units.csv`, `labels.csv`, `participants.csv`
 * @example
 * ```ts
 * import { simulateTables } from "heartface";
 * Object.keys(simulateTables({ participants: 4 })); // ["hrv.csv", "action-units.csv", "labels.csv", "participants.csv"]
 * ```
 */
export function simulateTables(options: Partial<TableSimulation> = {}): Readonly<Record<string, Table>> {
  const { participants, stimuliPerQuadrant, seed, heartEffect, faceEffect, eiEffect } = {
    ...defaultSimulation,
    ...options,
  };
  const by = random(seedOf(seed, "tables"));
  const stimuli = quadrants.flatMap((quadrant) =>
    Array.from({ length: stimuliPerQuadrant }, (_, i) => ({
      name: `${quadrant.toLowerCase()}_${i + 1}`,
      quadrant,
    })),
  );
  const people = Array.from({ length: participants }, (_, i) => {
    const skill = by.normal();
    return {
      id: `S${String(i + 1).padStart(2, "0")}`,
      skill,
      score: Math.round(Math.min(160, Math.max(60, 112 + 15 * skill))),
      age: 19 + by.integer(16),
      sex: by.uniform() < 0.5 ? "female" : "male",
      heart: heart.map(({ mean, between }) => mean + between * by.normal()),
      face: face.map(({ mean, between }) => mean + between * by.normal()),
    };
  });
  const trials = people.flatMap((person) => stimuli.map((stimulus) => ({ person, ...stimulus })));
  const side = (high: boolean): number => (high ? 0.5 : -0.5);
  const measured = (features: readonly Feature[], own: "heart" | "face", effect: number, growth: number) =>
    Object.fromEntries(
      features.map((feature, at) => [
        feature.name,
        trials.map(({ person, quadrant }) => {
          const strength = effect * Math.max(0, 1 + growth * person.skill);
          const pull =
            feature.arousal * side(arousalOf(quadrant) === "HA") +
            feature.valence * side(valenceOf(quadrant) === "HV");
          return rounded(person[own][at] + feature.within * (strength * pull + by.normal()), 4);
        }),
      ]),
    );
  const key = { subject: trials.map(({ person }) => person.id), stimulus: trials.map(({ name }) => name) };
  const rating = (high: boolean, skill: number): number => {
    const scatter = Math.max(0.3, 1.5 - 0.6 * eiEffect * skill);
    return Math.min(9, Math.max(1, Math.round(5 + (high ? 1.8 : -1.8) + scatter * by.normal())));
  };
  return {
    "hrv.csv": table({ ...key, ...measured(heart, "heart", heartEffect, 0) }),
    "action-units.csv": table({ ...key, ...measured(face, "face", faceEffect, eiEffect) }),
    "labels.csv": table({
      ...key,
      quadrant: trials.map(({ quadrant }) => quadrant),
      rating_arousal: trials.map(({ quadrant, person }) =>
        rating(arousalOf(quadrant) === "HA", person.skill),
      ),
      rating_valence: trials.map(({ quadrant, person }) =>
        rating(valenceOf(quadrant) === "HV", person.skill),
      ),
    }),
    "participants.csv": table({
      subject: people.map(({ id }) => id),
      ei_total: people.map(({ score }) => score),
      age: people.map(({ age }) => age),
      sex: people.map(({ sex }) => sex),
    }),
  };
}
