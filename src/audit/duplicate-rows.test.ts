import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Random, random } from "../stats/mod.ts";
import { table } from "../table/mod.ts";
import { checks } from "./mod.ts";

interface Study {
  readonly participant: string[];
  readonly trial: string[];
  readonly split?: string[];
}

/** People with trials; the last third of the people are in the test split, when there are splits. */
function studyOf(people: number, trials: number, splits = false): Study {
  const participant: string[] = [];
  const trial: string[] = [];
  for (let p = 0; p < people; p++) {
    for (let t = 0; t < trials; t++) {
      participant.push(`person ${p}`);
      trial.push(String(t));
    }
  }
  if (!splits) return { participant, trial };
  const split = participant.map((name) => (Number(name.slice(7)) < (2 * people) / 3 ? "train" : "test"));
  return { participant, trial, split };
}

function run(
  { participant, trial, split }: Study,
  features: Record<string, number[]>,
  participantsKnown = true,
) {
  return checks["duplicate-rows"].run({
    trials: table({ participant, trial, ...(split ? { split } : {}) }),
    features: table({ participant, trial, ...features }),
    tasks: [],
    participantsKnown,
  });
}

function columns(names: readonly string[], rows: number, draw: () => number): Record<string, number[]> {
  return Object.fromEntries(names.map((name) => [name, Array.from({ length: rows }, draw)]));
}

const names = (modality: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${modality}.f${i}`);

function copyRow(features: Record<string, number[]>, from: number, to: number, change = (x: number) => x) {
  for (const values of Object.values(features)) values[to] = change(values[from]);
}

describe("duplicate-rows", () => {
  const study = studyOf(12, 10);
  const measured = (by: Random, count = 8, modality = "ecg") =>
    columns(names(modality, count), 120, by.normal);

  it("passes measurements", () => {
    expect(run(study, measured(random(1)))).toMatchObject({
      verdict: "passed",
      summary: "No row is a copy of another (120 rows compared).",
    });
  });

  it("finds rows copied to another participant, by modality, with counts, and names nobody", () => {
    const by = random(2);
    const ecg = measured(by);
    const face = measured(by, 5, "face");
    copyRow(ecg, 3, 47);
    copyRow(ecg, 4, 88);
    const finding = run(study, { ...ecg, ...face });
    expect(finding.verdict).toBe("leak");
    expect(finding.items).toEqual(["ecg: 4 rows (3.3 %) are copies of a row of another participant"]);
    expect(JSON.stringify(finding)).not.toContain("person");
  });

  it("finds rows copied to another split", () => {
    const ecg = measured(random(3));
    copyRow(ecg, 0, 119);
    const finding = run(studyOf(12, 10, true), ecg);
    expect(finding.verdict).toBe("leak");
    expect(finding.items).toEqual(["ecg: 2 rows (1.7 %) are copies of a row of another split"]);
  });

  it("says that copies concern the given split alone when they stay with one participant, and else all scores", () => {
    const one = studyOf(12, 10);
    const split = one.trial.map((trial) => (Number(trial) < 7 ? "train" : "test"));
    const ecg = measured(random(31));
    copyRow(ecg, 0, 9);
    expect(run({ ...one, split }, ecg)).toMatchObject({ verdict: "leak", affects: "given-split" });
    copyRow(ecg, 1, 11);
    expect(run({ ...one, split }, ecg)).toMatchObject({ verdict: "leak", affects: "all" });
    expect(run(one, ecg)).toMatchObject({ verdict: "leak", affects: "all" });
  });

  it("calls any copy a leak where nobody knows whose rows they are, and speaks of no participant", () => {
    const by = random(32);
    const rows = { participant: study.participant.map((_, i) => String(i)), trial: study.trial };
    const ecg = measured(by);
    expect(run(rows, ecg, false).verdict).toBe("passed");
    copyRow(ecg, 0, 119);
    const finding = run(rows, ecg, false);
    expect(finding).toMatchObject({ verdict: "leak", affects: "all" });
    expect(finding.items).toEqual(["ecg: 2 rows (1.7 %) are copies of a row of the same table"]);
    const split = rows.trial.map((_, i) => (i < 60 ? "train" : "test"));
    const across = run({ ...rows, split }, ecg, false);
    expect(across.summary).toContain("copied across splits");
    for (const { summary, items, remedy } of [finding, across]) {
      expect([summary, remedy, ...items].join()).not.toContain("participant");
    }
  });

  it("finds a copy that was once written with six digits", () => {
    const ecg = measured(random(4));
    copyRow(ecg, 5, 115, (value) => Number(value.toPrecision(6)));
    expect(run(study, ecg).verdict).toBe("leak");
  });

  it("finds a copy of a row in which some features are missing", () => {
    const ecg = measured(random(5));
    ecg["ecg.f0"].fill(Number.NaN, 0, 60);
    ecg["ecg.f3"][7] = Number.NaN;
    copyRow(ecg, 7, 57);
    expect(run(study, ecg).verdict).toBe("leak");
  });

  it("warns of copies that stay with one participant", () => {
    const ecg = measured(random(6));
    copyRow(ecg, 0, 9);
    const finding = run(study, ecg);
    expect(finding.verdict).toBe("warning");
    expect(finding.items).toEqual(["ecg: 2 rows (1.7 %) are copies of a row of the same participant"]);
  });

  it("finds a copy in a single feature of full precision, and says that it cannot tell in a coarse one", () => {
    const by = random(7);
    const fine = { "ecg.hr": Array.from({ length: 120 }, () => 70 + 8 * by.normal()) };
    expect(run(study, fine).verdict).toBe("passed");
    const coarse = { "ecg.hr": fine["ecg.hr"].map((value) => Math.round(value * 10) / 10) };
    copyRow(fine, 0, 119);
    expect(run(study, fine).verdict).toBe("leak");
    expect(run(study, coarse)).toMatchObject({ verdict: "not-applicable" });
    expect(run(study, coarse).summary).toContain("too coarse to tell copies from coincidence");
  });

  it("is not fooled by one coarse measurement that stands in several units", () => {
    const by = random(8);
    const hr = Array.from({ length: 120 }, () => Math.round((70 + 8 * by.normal()) * 10) / 10);
    const features = {
      "ecg.hr": hr,
      "ecg.rr": hr.map((value) => 60000 / value),
      "ecg.log_hr": hr.map(Math.log),
      "ecg.sqrt_hr": hr.map(Math.sqrt),
    };
    expect(new Set(hr).size).toBeLessThan(120);
    expect(run(study, features).verdict).toBe("not-applicable");
  });

  it("does not take counts, shares, ratings and action units that are mostly 0 for copies", () => {
    for (let seed = 0; seed < 20; seed++) {
      const by = random(seed);
      const smile = () => (by.uniform() < 0.8 ? 0 : Math.round(by.uniform() * 5));
      for (const draw of [() => by.integer(2), () => by.integer(31) / 30, () => 1 + by.integer(9), smile]) {
        const sparse = columns(names("face", 6), 120, draw);
        expect(run(study, sparse).verdict).not.toBe("leak");
        // beside measurements they do no harm, and copies are still found
        const mixed = { ...sparse, ...measured(by, 3, "face") };
        expect(run(study, mixed).verdict).toBe("passed");
        copyRow(mixed, 2, 100);
        expect(run(study, mixed).verdict).toBe("leak");
      }
    }
  });

  it("leaves out rows of a lost face, all 0 or 0 and -1", () => {
    const face = measured(random(9), 6, "face");
    for (const row of [3, 33, 63, 93]) for (const values of Object.values(face)) values[row] = 0;
    for (const row of [13, 43]) {
      for (const values of Object.values(face)) values[row] = 0;
      face["face.f0"][row] = -1;
    }
    const finding = run(study, face);
    expect(finding.verdict).toBe("passed");
    expect(finding.summary).toContain("6 rows that hold hardly more than one repeated value were left out");
  });

  it("does not apply without features", () => {
    expect(run(study, {}).verdict).toBe("not-applicable");
    expect(run(study, { "ecg.hr": new Array(120).fill(Number.NaN) }).verdict).toBe("not-applicable");
  });

  it("calls a leak exactly where a row was copied to somebody else, wherever that is", () => {
    const row = fc.integer({ min: 0, max: 119 });
    fc.assert(
      fc.property(fc.integer(), row, row, (seed, from, to) => {
        const ecg = measured(random(seed), 4);
        copyRow(ecg, from, to);
        const expected =
          from === to ? "passed" : Math.floor(from / 10) === Math.floor(to / 10) ? "warning" : "leak";
        expect(run(study, ecg).verdict).toBe(expected);
      }),
    );
  });
});
