import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../table/mod.ts";
import { assemble } from "./dataset.ts";
import { makeDataset } from "./made-dataset.ts";
import { permutationScheme, permuteLabels } from "./permute-labels.ts";

interface Labelled {
  readonly labels: Int32Array;
  readonly participant: Int32Array;
  readonly participants: readonly string[];
}

const labelled = (labels: readonly number[], participant: readonly number[]): Labelled => ({
  labels: Int32Array.from(labels),
  participant: Int32Array.from(participant),
  participants: Array.from({ length: Math.max(...participant) + 1 }, (_, i) => `P${i}`),
});

const labelsOf = ({ participant }: Labelled, labels: Int32Array, person: number): number[] =>
  [...labels].filter((_, row) => participant[row] === person);

const anyTrials = fc
  .array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 5 })), { minLength: 1, maxLength: 40 })
  .map((rows) =>
    labelled(
      rows.map(([label]) => label),
      rows.map(([, person]) => person),
    ),
  );

describe("permuted labels", () => {
  it("are the true ones for index 0", () => {
    const data = makeDataset();
    expect(permuteLabels(data, 1, 0)).toEqual(data.labels);
  });

  it("are the same for the same seed and index, whoever asks and whatever was drawn before", () => {
    const data = makeDataset();
    const inOrder = [1, 2, 3, 4, 5].map((index) => permuteLabels(data, 1, index));
    const backwards = [5, 4, 3, 2, 1]
      .map((index) => permuteLabels(structuredClone(data), 1, index))
      .reverse();
    expect(backwards).toEqual(inOrder);
    expect(new Set(inOrder.map(String)).size).toBe(5);
    expect(permuteLabels(data, 2, 1)).not.toEqual(inOrder[0]);
  });

  it("leave the true ones as they were", () => {
    const data = makeDataset();
    const before = [...data.labels];
    for (let index = 0; index < 20; index++) permuteLabels(data, 1, index);
    expect([...data.labels]).toEqual(before);
  });
});

describe("labels that vary within participants", () => {
  it("are exchanged among each participant's own trials: everybody keeps their counts of classes", () => {
    fc.assert(
      fc.property(anyTrials, fc.nat(), fc.integer({ min: 1, max: 1000 }), (data, seed, index) => {
        fc.pre(permutationScheme(data) === "within-participant");
        const permuted = permuteLabels(data, seed, index);
        data.participants.forEach((_, person) => {
          expect(labelsOf(data, permuted, person).sort()).toEqual(labelsOf(data, data.labels, person).sort());
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("take every order equally often, to 4 standard errors", () => {
    const data = labelled([0, 1, 2, 0, 1], [0, 0, 0, 1, 1]);
    const draws = 6000;
    const counts = new Map<string, number>();
    for (let index = 1; index <= draws; index++) {
      const key = permuteLabels(data, 3, index).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    const share = 1 / 12;
    const error = Math.sqrt((share * (1 - share)) / draws);
    for (const count of counts.values()) expect(Math.abs(count / draws - share)).toBeLessThan(4 * error);
  });

  it("stay with whoever has one class only, even if that is everybody but one", () => {
    const data = labelled([0, 0, 0, 1, 1, 1, 0, 1], [0, 0, 0, 1, 1, 1, 2, 2]);
    expect(permutationScheme(data)).toBe("within-participant");
    const seen = new Set(Array.from({ length: 20 }, (_, i) => permuteLabels(data, 1, i + 1).join("")));
    expect([...seen].sort()).toEqual(["00011101", "00011110"]);
  });
});

describe("labels that belong to the person", () => {
  const data = labelled([1, 1, 1, 0, 0, 2, 1], [0, 0, 0, 1, 1, 2, 3]);

  it("are exchanged across participants, all trials of a person together", () => {
    expect(permutationScheme(data)).toBe("across-participants");
    const seen = new Set<string>();
    for (let index = 1; index <= 200; index++) {
      const permuted = permuteLabels(data, 1, index);
      const ofPeople = data.participants.map((_, person) => [...new Set(labelsOf(data, permuted, person))]);
      expect(ofPeople.map((labels) => labels.length)).toEqual([1, 1, 1, 1]);
      expect(ofPeople.flat().sort()).toEqual([0, 1, 1, 2]);
      seen.add(ofPeople.join());
    }
    // Four persons, of whom two have the same label: 4! / 2! ways.
    expect(seen.size).toBe(12);
  });

  it("move freely where every row is a person of its own", () => {
    const rows = labelled([0, 0, 1, 1], [0, 1, 2, 3]);
    const seen = new Set(Array.from({ length: 200 }, (_, i) => permuteLabels(rows, 1, i + 1).join("")));
    expect(seen.size).toBe(6);
  });

  it("keep a participant without a trial out of the exchange", () => {
    const gap = { ...data, participants: [...data.participants, "nobody"] };
    expect([...permuteLabels(gap, 1, 1)].sort()).toHaveLength(7);
    for (let index = 1; index <= 50; index++) {
      expect(new Set(permuteLabels(gap, 1, index))).toEqual(new Set([0, 1, 2]));
    }
  });
});

it("windows of a trial stay together: a trial is one row before a label is moved", () => {
  const windows = 5;
  const names = ["T1", "T2", "T3"].flatMap((name) => new Array<string>(windows).fill(name));
  const features = table({
    participant: [...names.map(() => "P1"), ...names.map(() => "P2")],
    trial: [...names, ...names],
    "ecg.hr": Array.from({ length: 30 }, (_, i) => i),
  });
  const trials = table({
    participant: ["P1", "P1", "P1", "P2", "P2", "P2"],
    trial: ["T1", "T2", "T3", "T1", "T2", "T3"],
    "label.valence": ["HV", "LV", "HV", "LV", "LV", "HV"],
  });
  const data = assemble(trials, features, { name: "valence", classes: ["HV", "LV"] });
  expect(permuteLabels(data, 1, 1)).toHaveLength(6);
});
