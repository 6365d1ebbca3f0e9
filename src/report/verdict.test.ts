import { describe, expect, it } from "vitest";
import type { AuditResult } from "../audit/mod.ts";
import type { Score, ScoreRow } from "../learn/mod.ts";
import { fusionSentence, kindOf, triedSentence, verdict } from "./verdict.ts";

const clean: AuditResult = { findings: [] };
const leaky: AuditResult = {
  findings: [
    {
      check: "duplicate-rows",
      title: "Duplicates",
      verdict: "leak",
      affects: "given-split",
      summary: "12 rows are in both splits",
      remedy: "",
      items: [],
    },
    {
      check: "other",
      title: "Other",
      verdict: "warning",
      affects: "all",
      summary: "Never mind",
      remedy: "",
      items: [],
    },
  ],
};

function row(balanced: Partial<Score>, more: Partial<ScoreRow> = {}): ScoreRow {
  const score: Score = {
    value: 0.531,
    chance: 0.5,
    permuted: 0.499,
    low: 0.508,
    high: 0.552,
    p: 0.002,
    exceedances: 1,
    permutations: 999,
    ...balanced,
  };
  return {
    task: "valence",
    arm: "ecg",
    model: "svm-rbf",
    validation: "leave-one-participant-out",
    subjectIndependent: true,
    primary: true,
    participants: 32,
    trials: 1932,
    classes: ["negative", "neutral"],
    scores: { balancedAccuracy: score, accuracy: score, macroF1: score, auc: score },
    pHolm: 0.005,
    confusion: [
      [1, 1],
      [1, 1],
    ],
    nullSample: [],
    ...more,
  };
}

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const said = (one: ScoreRow, audit = clean): string => plain(verdict(one, audit).sentence);

describe("a score above chance", () => {
  it("is said with all that is needed to judge it", () => {
    expect(said(row({}))).toBe(
      "From the heart alone, negative was told from neutral slightly better than chance: balanced accuracy 53.1 % (95 % interval 50.8 to 55.2; chance 50 %), p = .005, 32 participants, 1,932 trials.",
    );
  });

  it("names classes that hold spaces or commas so that one sees where each ends", () => {
    expect(said(row({}, { classes: ["HALV", "High arousal, high valence", "LAHV"] }))).toContain(
      "the 3 classes “HALV”, “High arousal, high valence” and “LAHV” were told apart",
    );
    expect(said(row({}, { classes: ["low mood", "calm"] }))).toContain("“low mood” was told from “calm”");
  });

  it("needs the corrected p below .05, whatever the uncorrected one is", () => {
    expect(kindOf(row({ p: 0.001 }, { pHolm: 0.051 }))).toBe("chance");
    expect(kindOf(row({ p: 0.001 }, { pHolm: 0.05 }))).toBe("chance");
    expect(kindOf(row({ p: 0.001 }, { pHolm: 0.0499 }))).toBe("above");
  });

  it("needs an interval that begins above chance", () => {
    expect(kindOf(row({ low: 0.5 }))).toBe("chance");
    expect(said(row({ low: 0.498 }))).toContain("not distinguishable from chance");
    expect(said(row({ low: 0.498 }))).toContain("p is below .05, but the interval reaches down to chance.");
  });

  it("is slight, plain or great by how far it goes from chance to perfect", () => {
    expect(said(row({ value: 0.599 }))).toContain("slightly better than chance");
    expect(said(row({ value: 0.61 }))).toContain("neutral better than chance");
    expect(said(row({ value: 0.76 }))).toContain("much better than chance");
    expect(said(row({ value: 0.61, chance: 0.25 }, { classes: ["a", "b", "c", "d"] }))).toContain(
      "told apart better",
    );
  });
});

describe("a score that shows nothing", () => {
  it("is not distinguishable from chance, never `no effect`", () => {
    expect(said(row({ value: 0.505, low: 0.48, high: 0.53, p: 0.4, exceedances: 400 }, { pHolm: 0.8 }))).toBe(
      "From the heart alone, telling negative from neutral was not distinguishable from chance: balanced accuracy 50.5 % (95 % interval 48.0 to 53.0; chance 50 %), p = .800, 32 participants, 1,932 trials.",
    );
  });

  it("says so when too few permutations were drawn for any score to pass the correction", () => {
    const few = row(
      { low: 0.6, value: 0.7, high: 0.8, p: 0.01, exceedances: 0, permutations: 99 },
      { pHolm: 0.12 },
    );
    expect(kindOf(few)).toBe("chance");
    expect(said(few)).toContain("99 permutations are too few");
  });

  it("below chance is called that, since it points to an error", () => {
    const below = row({ value: 0.4, low: 0.35, high: 0.45, p: 0.99 }, { pHolm: 1 });
    expect(kindOf(below)).toBe("below");
    expect(said(below)).toContain("below chance");
    expect(kindOf(row({ value: 0.4, low: 0.35, high: 0.45, p: null }, { pHolm: null }))).toBe("below");
  });

  it("without a permutation test says that none was asked for, and nothing of chance", () => {
    const untested = row({ p: null, permutations: 0 }, { pHolm: null });
    expect(kindOf(untested)).toBe("untested");
    expect(said(untested)).toContain("no permutation test was asked for");
    expect(said(untested)).not.toMatch(/better than chance|p =/);
  });

  it("that is no number is no score", () => {
    expect(kindOf(row({ value: Number.NaN }))).toBe("undetermined");
  });
});

describe("what weakens a verdict", () => {
  it("a leak is said before it, a warning is not", () => {
    const given = row({}, { validation: "given-split" });
    expect(said(given, leaky)).toMatch(
      /^These scores cannot be trusted \(check duplicate-rows\): From the heart/,
    );
    expect(said(given)).toMatch(/^From the heart/);
    expect(said(given, { findings: leaky.findings.slice(1) })).toMatch(/^From the heart/);
  });

  it("a leak of the given split leaves leave-one-participant-out alone, one that affects all does not", () => {
    expect(said(row({}), leaky)).toBe(said(row({})));
    const all: AuditResult = { findings: leaky.findings.map((one) => ({ ...one, affects: "all" })) };
    expect(said(row({}), all)).toMatch(/^These scores cannot be trusted \(check duplicate-rows\): From/);
    expect(said(row({}, { validation: "stratified-5-fold" }), leaky)).toMatch(/^These scores cannot be/);
  });

  it("few participants make it a try-out", () => {
    expect(said(row({}, { participants: 9 }))).toMatch(/ Only 9 participants: treat this as a try-out\.$/);
    expect(said(row({}, { participants: 1 }))).toContain(" Only 1 participant: treat");
    expect(said(row({}, { participants: 10 }))).not.toContain("try-out");
  });

  it("participants that nobody can tell apart are not counted, and never called independent", () => {
    const unknown = row({}, { participants: 0, validation: "stratified-5-fold" });
    expect(said(unknown)).toContain("p = .005, participants unknown, 1,932 trials.");
    expect(said(unknown)).toContain("the same people may be in training and test (five folds of rows");
    expect(said(unknown)).not.toMatch(/0 participants|try-out|The same participants were/);
  });

  it("participants in training and test at once are named", () => {
    const dependent = row({}, { subjectIndependent: false, validation: "stratified-5-fold" });
    expect(said(dependent)).toContain("The same participants were in training and test (five folds of rows");
    expect(said(row({}, { validation: "given-split" }))).toContain(
      "Validated on the split that the files came in.",
    );
    expect(said(row({}))).not.toContain("Validated");
  });

  it("how many were tried is said, and that the primary one was fixed beforehand", () => {
    const rows = ["svm-rbf", "random-forest", "dummy"].map((model, i) =>
      row({}, { model, primary: i === 0 }),
    );
    expect(triedSentence(rows)).toContain(
      "2 scores were computed for this task, with 2 models (dummy not counted).",
    );
    expect(triedSentence(rows)).toContain("svm-rbf, which was fixed beforehand");
    expect(triedSentence(rows.map((one) => ({ ...one, primary: false })))).toContain("no verdict is given");
  });
});

describe("both together", () => {
  const rows = [
    row({ value: 0.53, low: 0.5, high: 0.56 }),
    row({ value: 0.6, low: 0.58, high: 0.62 }, { arm: "face" }),
    row({ value: 0.61, low: 0.59, high: 0.63 }, { arm: "joined" }),
    row({ value: 0.59, low: 0.57, high: 0.61 }, { arm: "mean" }),
  ];

  it("is set beside the better single modality, with numbers and no decision", () => {
    expect(plain(fusionSentence(rows)!)).toBe(
      "The better single modality was the face with 60.0 %; both together reached 61.0 % with features joined (+1.0 percentage points) and 59.0 % with mean of the probabilities (−1.0 percentage points). The intervals overlap, which does not decide whether the difference is real; this is a description, not a test.",
    );
  });

  it("says it when intervals do not overlap, and is silent with one modality", () => {
    expect(
      fusionSentence([rows[0], rows[1], row({ value: 0.8, low: 0.78, high: 0.82 }, { arm: "mean" })]),
    ).toContain("The intervals do not overlap; this is a description");
    expect(fusionSentence([rows[0]])).toBeNull();
  });
});
