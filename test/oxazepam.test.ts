import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EiResult } from "../src/ei/mod.ts";
import type { ScoreRow } from "../src/learn/mod.ts";
import type { StudySummary } from "../src/study/mod.ts";

// Real data, Nilsonne et al. 2015 (CC0): heart rate and facial EMG of about 32 people who saw negative and neutral
// pictures and regulated what they felt up or down; alexithymia (TAS-20) as an inverse measure of EI, and the drug arm.
const root = new URL("..", import.meta.url).pathname;
const data = join(root, "..", "shared", "data", "affect", "oxazepam");
const ready = existsSync(data) && existsSync(join(root, "dist", "cli.js"));

describe.skipIf(!ready)("the oxazepam study, from its published tables to a report", () => {
  const folder = mkdtempSync(join(tmpdir(), "heartface-oxazepam-"));
  const study = join(folder, "study");
  let summary: StudySummary;
  let scores: readonly ScoreRow[];
  let ei: EiResult;
  let imported = "";
  let progress = "";

  const heartface = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "bin", "heartface.js"), ...args],
      {
        encoding: "utf8",
      },
    );
    if (status !== 0) throw new Error(stderr);
    return { stdout, stderr };
  };

  beforeAll(() => {
    const tables = ["HeartRateEventData_ER", "CorrugatorEventData_ER", "demographics"];
    imported = heartface("import", ...tables.map((name) => join(data, `${name}.csv`)), "--out", study).stderr;
    summary = JSON.parse(readFileSync(join(study, "study.json"), "utf8"));
    const ended = heartface(
      ...[
        "run",
        study,
        "--permutations",
        "200",
        "--other-permutations",
        "0",
        "--within",
        "Treatment",
        "--json",
      ],
    );
    progress = ended.stderr;
    ({ scores, ei } = JSON.parse(ended.stdout));
  }, 600_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("needs a composite key, which is guessed and shown", () => {
    expect(summary.key).toEqual(["event_no", "instruction", "valence"]);
    expect(imported).toContain("trial           event_no, instruction, valence");
    expect(imported).toContain("HeartRateEventData_ER.csv: 2,016 rows");
  });

  it("covers different people with heart and face, and compares them on what is common", () => {
    expect(
      summary.coverage.map(({ modality, participants, trials }) => [modality, participants, trials]),
    ).toEqual([
      ["ecg", 32, 1932],
      ["face", 33, 2080],
    ]);
    expect(summary.common).toEqual({ participants: 32, trials: 1932 });
    const blank = summary.problems.find(({ code }) => code === "trial-without-value");
    expect(blank?.message).toBe("84 of 2016 trials of ecg hold no value at all");
  });

  it("takes TAS-20 as an inverse EI score and the drug arm as a covariate", () => {
    expect(summary.ei).toEqual({ score: "TAS.20", inverse: true, subscales: [], missing: 1 });
    expect(summary.covariates).toContain("Treatment");
    expect(ei).toMatchObject({ score: "TAS.20", inverse: true, strata: ["Treatment"], participants: 31 });
  });

  it("tells negative from neutral a little better than chance, and not by leaving anything in", () => {
    const primary = new Map(scores.filter((row) => row.primary).map((row) => [row.arm, row]));
    for (const row of scores) {
      expect(row).toMatchObject({ subjectIndependent: true, participants: 32, trials: 1932 });
      // Pictures of one kind and one person: anything far above this would be a leak.
      expect(row.scores.balancedAccuracy.value).toBeLessThan(0.62);
    }
    expect(primary.get("face")!.scores.balancedAccuracy.value).toBeGreaterThan(0.535);
    expect(primary.get("joined")!.scores.balancedAccuracy.value).toBeGreaterThan(0.55);
    expect(primary.get("mean")!.scores.balancedAccuracy.value).toBeGreaterThan(0.55);
    expect(primary.get("face")!.scores.balancedAccuracy.p).toBeLessThan(0.02);
    expect(primary.get("ecg")!.scores.balancedAccuracy.low).toBeLessThan(0.5);
    const dummy = scores.find((row) => row.model === "dummy")!;
    expect(dummy.scores.balancedAccuracy.value).toBe(0.5);
  });

  it("passes the audit and leaves a whole run folder", () => {
    const { findings } = JSON.parse(readFileSync(join(study, "run", "audit.json"), "utf8"));
    expect(findings.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      "not-applicable",
      "passed",
      "passed",
      "passed",
    ]);
    const report = readFileSync(join(study, "run", "report.html"), "utf8");
    expect(report).toContain("1,932");
    expect(report).not.toMatch(/simulated data/i);
    expect(progress).toMatch(/^heartface: \d+ % \(/m);
  });
});
