import { describe, expect, it } from "vitest";
import { type Random, random } from "../stats/mod.ts";
import { table } from "../table/mod.ts";
import { checks } from "./mod.ts";

const participant = Array.from({ length: 160 }, (_, i) => `person ${Math.floor(i / 16)}`);
const trial = Array.from({ length: 160 }, (_, i) => String(i % 16));
const two = trial.map((name) => (Number(name) % 2 ? "high" : "low"));
const four = trial.map((name) => ["HAHV", "HALV", "LAHV", "LALV"][Number(name) % 4]);

function run(
  features: Record<string, readonly number[]>,
  label: readonly (string | null)[] = two,
  more: { participant?: string[]; participantsKnown?: boolean } = {},
) {
  const keys = { participant: more.participant ?? participant, trial };
  return checks["label-in-features"].run({
    trials: table({ ...keys, "label.valence": [...label] }),
    features: table({
      ...keys,
      ...Object.fromEntries(Object.entries(features).map(([name, values]) => [name, [...values]])),
    }),
    tasks: [{ name: "valence" }],
    participantsKnown: more.participantsKnown ?? true,
  });
}

const measured = (by: Random) => participant.map(() => by.normal());

describe("label-in-features", () => {
  it("finds the label as a code, whatever the numbers", () => {
    const by = random(1);
    const finding = run({
      "ecg.hr": measured(by),
      "face.code": two.map((name) => (name === "high" ? 7.5 : -3)),
    });
    expect(finding).toMatchObject({
      verdict: "leak",
      affects: "all",
      summary: "1 feature of 2 holds the label as a code: its 2 values belong to one class of valence each.",
      items: ["face.code: its 2 values belong to one class of valence each"],
    });
    expect(
      run({ "face.code": four.map((name) => name.charCodeAt(1) + name.charCodeAt(3)) }, four),
    ).toMatchObject(
      { verdict: "passed" }, // HALV and LAHV have one sum: the classes are not told apart
    );
    expect(
      run({ "face.code": four.map((name) => ["HAHV", "LALV", "HALV", "LAHV"].indexOf(name)) }, four),
    ).toMatchObject({ verdict: "leak" });
  });

  it("finds one column of a label that was written as four", () => {
    const finding = run({ "face.is_hahv": four.map((name) => Number(name === "HAHV")) }, four);
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toContain("its 2 values belong to one class of valence or to the others");
  });

  it("finds a code that is a missing value in one class", () => {
    expect(run({ "ecg.flag": two.map((name) => (name === "high" ? 1 : Number.NaN)) }).verdict).toBe("leak");
  });

  it("warns of a code with more values than classes, such as the stimulus, and of one with a slip", () => {
    const stimulus = trial.map(Number);
    expect(run({ "face.stimulus": stimulus }).verdict).toBe("warning");
    const slip = two.map((name, i) => Number(name === "high") ^ Number(i === 40));
    const finding = run({ "face.code": slip });
    expect(finding.verdict).toBe("warning");
    expect(finding.summary).toContain("but for 1 exception");
  });

  it("warns of values of the classes that do not overlap, and not when two of 160 trials do", () => {
    const by = random(2);
    const apart = two.map((name) => (name === "high" ? 5 : 0) + by.uniform());
    const finding = run({ "ecg.hr": measured(by), "ecg.score": apart });
    expect(finding.verdict).toBe("warning");
    expect(finding.summary).toBe(
      "1 feature of 2 tells the classes apart alone, too well for most measurements: the values of the classes of valence do not overlap.",
    );
    const swapped = apart.map((value, i) => (i < 4 ? 5 - value : value));
    expect(run({ "ecg.score": swapped }).verdict).toBe("passed");
    const near = four.map((name) => ["HAHV", "LALV", "HALV", "LAHV"].indexOf(name) + 0.9 * by.uniform());
    expect(run({ "ecg.score": near }, four).verdict).toBe("warning");
  });

  it("passes strong effects that overlap, constants, numbers of rows and of people", () => {
    const by = random(3);
    const features = {
      "ecg.strong": two.map((name) => (name === "high" ? 2 : 0) + by.normal()),
      "ecg.constant": two.map(() => 1),
      "ecg.missing": two.map(() => Number.NaN),
      "ecg.row": two.map((_, i) => i),
      "ecg.person": participant.map((name) => Number(name.slice(7))),
      "face.ratings": two.map(() => by.integer(5)),
    };
    expect(run(features)).toMatchObject({
      verdict: "passed",
      summary:
        "No sign that any of 6 features is a label under another name: none tells the classes apart by itself.",
    });
  });

  it("says that ten people of one class each are too few, although their values do not overlap", () => {
    const patients = participant.map((name) => (Number(name.slice(7)) < 5 ? "patient" : "control"));
    const features = { "ecg.resting": participant.map((name) => Number(name.slice(7))) };
    expect(run(features, patients).verdict).toBe("not-applicable");
    const each = participant.map((_, i) => `row ${i}`);
    const options = { participant: each, participantsKnown: false };
    expect(run({ "ecg.resting": trial.map((_, i) => i) }, patients, options).verdict).toBe("warning");
  });

  it("does not apply without features, tasks or classes", () => {
    expect(run({}).verdict).toBe("not-applicable");
    expect(
      run(
        { "ecg.hr": measured(random(4)) },
        two.map(() => "one"),
      ).verdict,
    ).toBe("not-applicable");
  });

  it("is not fooled by coincidence in small tables: none of 2,000 codes and measurements of 12 to 32 trials", () => {
    let found = 0;
    for (let seed = 0; seed < 200; seed++) {
      const by = random(seed);
      const rows = 12 + by.integer(21);
      const keys = {
        participant: participant.slice(0, rows),
        trial: trial.slice(0, rows),
      };
      const label = keys.trial.map(() => (by.uniform() < 0.5 ? "a" : "b"));
      const features = Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          `ecg.f${i}`,
          label.map(() => (i % 2 ? by.normal() : by.integer(2 + (i % 4)))),
        ]),
      );
      const { verdict } = checks["label-in-features"].run({
        trials: table({ ...keys, "label.valence": label }),
        features: table({ ...keys, ...features }),
        tasks: [{ name: "valence" }],
      });
      if (verdict === "leak" || verdict === "warning") found++;
    }
    expect(found).toBe(0);
  });
});
