import { describe, expect, it } from "vitest";
import { mean, pearson, variance } from "../stats/mod.ts";
import { find, numbers, type Table, texts } from "../table/mod.ts";
import { defaultSimulation, simulateTables, type TableSimulation } from "./simulate-tables.ts";

const heart = "hrv.csv";
const face = "action-units.csv";
const large = { participants: 200, stimuliPerQuadrant: 5 };

const featuresOf = (of: Table): readonly string[] =>
  of.columns.filter(({ kind }) => kind === "number").map(({ name }) => name);

/** Per participant: rows in the order of the table, and the EI score. */
function byPerson(
  tables: Readonly<Record<string, Table>>,
): ReadonlyMap<string, { rows: number[]; ei: number }> {
  const scores = numbers(tables["participants.csv"], "ei_total");
  const people = new Map(
    texts(tables["participants.csv"], "subject").map((id, i) => [
      id!,
      { rows: [] as number[], ei: scores[i] },
    ]),
  );
  texts(tables[heart], "subject").forEach((id, row) => {
    people.get(id!)!.rows.push(row);
  });
  return people;
}

/** Mean difference of a feature within each person between two sides of the quadrants, such as HV and LV. */
function differences(
  tables: Readonly<Record<string, Table>>,
  file: string,
  feature: string,
  isHigh: (quadrant: string) => boolean,
): readonly { readonly difference: number; readonly ei: number }[] {
  const values = numbers(tables[file], feature);
  const quadrant = texts(tables["labels.csv"], "quadrant");
  return [...byPerson(tables).values()].map(({ rows, ei }) => {
    const side = (high: boolean): number =>
      mean(rows.filter((row) => isHigh(quadrant[row]!) === high).map((row) => values[row]));
    return { difference: side(true) - side(false), ei };
  });
}

const isHighArousal = (quadrant: string): boolean => quadrant.startsWith("HA");
const isHighValence = (quadrant: string): boolean => quadrant.endsWith("HV");

/** The t statistic of a mean against zero. */
function t(values: readonly number[]): number {
  return mean(values) / Math.sqrt(variance(values) / values.length);
}

describe("simulated tables", () => {
  it("are fixed by the seed", () => {
    expect(simulateTables({ seed: 4 })).toEqual(simulateTables({ seed: 4 }));
    expect(simulateTables({ seed: 5 })).not.toEqual(simulateTables({ seed: 4 }));
    expect(simulateTables()).toEqual(simulateTables(defaultSimulation));
  });

  it("hold every stimulus for every participant, in all tables in the same order", () => {
    const tables = simulateTables({ participants: 7, stimuliPerQuadrant: 3 });
    for (const file of [heart, face, "labels.csv"]) {
      expect(tables[file].rowCount).toBe(7 * 12);
      for (const key of ["subject", "stimulus"])
        expect(find(tables[file], key)).toEqual(find(tables[heart], key));
    }
    expect(tables["participants.csv"].rowCount).toBe(7);
    for (const { rows } of byPerson(tables).values()) {
      expect(new Set(rows.map((row) => texts(tables[heart], "stimulus")[row])).size).toBe(12);
    }
  });

  it("have ratings on a scale of 1 to 9 that mostly agree with the quadrant", () => {
    const labels = simulateTables(large)["labels.csv"];
    const quadrant = texts(labels, "quadrant");
    for (const [name, isHigh] of [
      ["rating_arousal", isHighArousal],
      ["rating_valence", isHighValence],
    ] as const) {
      const ratings = numbers(labels, name);
      expect(ratings.every((rating) => Number.isInteger(rating) && rating >= 1 && rating <= 9)).toBe(true);
      const agree = ratings.filter(
        (rating, row) => rating !== 5 && rating > 5 === isHigh(quadrant[row]!),
      ).length;
      expect(agree / ratings.length).toBeGreaterThan(0.75);
    }
  });
});

describe("the effects", () => {
  const nothing: Partial<TableSimulation> = { ...large, heartEffect: 0, faceEffect: 0, eiEffect: 0 };

  it("of size 0 leave nothing in any feature: no t of 38 exceeds 4 in size", () => {
    const tables = simulateTables(nothing);
    let tests = 0;
    for (const file of [heart, face]) {
      for (const feature of featuresOf(tables[file])) {
        for (const isHigh of [isHighArousal, isHighValence]) {
          const own = differences(tables, file, feature, isHigh).map(({ difference }) => difference);
          expect(Math.abs(t(own))).toBeLessThan(4);
          tests++;
        }
      }
    }
    expect(tests).toBe(38);
  });

  it("are in the modality that they are said to be in, and in no other", () => {
    const size = (options: Partial<TableSimulation>, file: string, feature: string, isHigh = isHighArousal) =>
      t(
        differences(simulateTables({ ...nothing, ...options }), file, feature, isHigh).map(
          ({ difference }) => difference,
        ),
      );
    expect(size({ heartEffect: 1 }, heart, "hr_mean")).toBeGreaterThan(10);
    expect(Math.abs(size({ heartEffect: 1 }, face, "AU25_lips_part"))).toBeLessThan(4);
    expect(size({ faceEffect: 1 }, face, "AU12_lip_corner_puller", isHighValence)).toBeGreaterThan(10);
    expect(Math.abs(size({ faceEffect: 1 }, heart, "hr_mean"))).toBeLessThan(4);
  });

  it("are as large as asked for, in standard deviations within a person, to 4 standard errors", () => {
    const tables = simulateTables({ ...nothing, stimuliPerQuadrant: 20, heartEffect: 0.8 });
    const own = differences(tables, heart, "hr_mean", isHighArousal).map(({ difference }) => difference);
    // hr_mean goes with arousal in full, and varies by 3 beats per minute from trial to trial.
    expect(Math.abs(mean(own) / 3 - 0.8)).toBeLessThan(4 * Math.sqrt(2 / 40 / 200));
  });

  it("of EI are on the face: the higher the score, the farther apart its features lie", () => {
    const related = (
      options: Partial<TableSimulation>,
      file: string,
      feature: string,
      isHigh: (q: string) => boolean,
    ) => {
      const own = differences(simulateTables({ ...nothing, ...options }), file, feature, isHigh);
      return pearson(
        own.map(({ ei }) => ei),
        own.map(({ difference }) => difference),
      );
    };
    const both = { heartEffect: 1.5, faceEffect: 1.5 };
    const [smile, rate] = ["AU12_lip_corner_puller", "hr_mean"];
    // With 200 people a correlation of nothing stays within 0.28, 4 standard errors.
    expect(related({ ...both, eiEffect: 0.6 }, face, smile, isHighValence)).toBeGreaterThan(0.5);
    expect(Math.abs(related({ ...both, eiEffect: 0 }, face, smile, isHighValence))).toBeLessThan(0.28);
    expect(Math.abs(related({ ...both, eiEffect: 0.6 }, heart, rate, isHighArousal))).toBeLessThan(0.28);
    expect(Math.abs(related({ faceEffect: 0, eiEffect: 0.6 }, face, smile, isHighValence))).toBeLessThan(
      0.28,
    );
  });

  it("of EI are also on the ratings, and gone from there with size 0", () => {
    const related = (eiEffect: number): number => {
      const tables = simulateTables({ ...nothing, stimuliPerQuadrant: 10, eiEffect });
      const ratings = numbers(tables["labels.csv"], "rating_valence");
      const quadrant = texts(tables["labels.csv"], "quadrant");
      const people = [...byPerson(tables).values()];
      const off = people.map(({ rows }) =>
        mean(rows.map((row) => Math.abs(ratings[row] - (isHighValence(quadrant[row]!) ? 6.8 : 3.2)))),
      );
      return pearson(
        people.map(({ ei }) => ei),
        off,
      );
    };
    expect(related(0.5)).toBeLessThan(-0.5);
    expect(Math.abs(related(0))).toBeLessThan(0.28);
  });

  it("leave people apart from each other: features differ more between people than effects do", () => {
    const tables = simulateTables(nothing);
    const values = numbers(tables[heart], "hr_mean");
    const means = [...byPerson(tables).values()].map(({ rows }) => mean(rows.map((row) => values[row])));
    expect(Math.sqrt(variance(means))).toBeGreaterThan(7);
    expect(Math.sqrt(variance(means))).toBeLessThan(11);
  });
});
