import { describe, expect, it } from "vitest";
import figures from "../../bench/reference/stats.json" with { type: "json" };
import { random } from "../stats/mod.ts";
import { analyseEi, type EiInput, type EiPredictions, type EiRow } from "./mod.ts";

const recipe = { task: "valence", arm: "ecg", model: "logistic", primary: true };

/** Trials such that each participant reaches the given share of `trials`. */
function predictionsOf(accuracy: readonly number[], trials: number, head = recipe): EiPredictions {
  const participant: string[] = [];
  const correct: boolean[] = [];
  accuracy.forEach((share, i) => {
    for (let trial = 0; trial < trials; trial++) {
      participant.push(`P${i}`);
      correct.push(trial < Math.round(share * trials));
    }
  });
  return { ...head, participant, correct };
}

const scoresOf = (values: readonly number[]) => new Map(values.map((value, i) => [`P${i}`, value]));

/** A row in which everything is defined. */
type Defined = { readonly [Key in keyof EiRow]: NonNullable<EiRow[Key]> };

function analyse(accuracy: readonly number[], ei: readonly number[], more: Partial<EiInput> = {}) {
  const { result, problems } = analyseEi({
    predictions: [predictionsOf(accuracy, 24)],
    scores: scoresOf(ei),
    score: "MSCEIT",
    inverse: false,
    seed: 1,
    ...more,
  });
  if (!result) throw new Error("no result");
  return { result, row: result.rows[0] as Defined, problems };
}

describe("analyseEi", () => {
  const reference = () =>
    analyse(figures.accuracy, figures.score, { permutations: 50_000, bootstrap: 10_000 });

  it("finds the groups, means, effect size and correlation that NumPy and SciPy find", () => {
    const { result, row } = reference();
    expect(result.cut).toBe(figures.cut);
    expect(row.high.participants).toBe(figures.high.participants);
    expect(row.low.participants).toBe(figures.low.participants);
    // the reference's accuracies are rounded to six decimals
    expect(row.high.accuracy).toBeCloseTo(figures.high.accuracy, 6);
    expect(row.low.accuracy).toBeCloseTo(figures.low.accuracy, 6);
    expect(row.difference.value).toBeCloseTo(figures.difference.value, 6);
    expect(row.hedgesG).toBeCloseTo(figures.hedgesG, 5);
    expect(row.correlation.value).toBeCloseTo(figures.spearman, 12);
  });

  it("agrees with their permutation p values and bootstrap intervals to Monte Carlo error", () => {
    const { row } = reference();
    // p near 0.0026 and 0.0057 from 50,000 draws here and 100,000 there: standard errors 0.0003 and 0.0004
    expect(Math.abs(row.difference.p - figures.difference.p)).toBeLessThan(0.0012);
    expect(Math.abs(row.correlation.p - figures.correlation.p)).toBeLessThan(0.0016);
    expect(Math.abs(row.correlation.low - figures.correlation.low)).toBeLessThan(0.015);
    expect(Math.abs(row.correlation.high - figures.correlation.high)).toBeLessThan(0.015);
    expect(Math.abs(row.high.low - figures.high.low)).toBeLessThan(0.003);
    expect(Math.abs(row.high.high - figures.high.high)).toBeLessThan(0.003);
  });

  it("agrees with them when EI is permuted within strata", () => {
    const strata = new Map(figures.stratum.map((level, i) => [`P${i}`, `arm ${level}`]));
    const { result, row } = analyse(figures.accuracy, figures.score, {
      strata,
      strataNames: ["covariate.drug"],
      permutations: 50_000,
    });
    expect(result.strata).toEqual(["covariate.drug"]);
    expect(Math.abs(row.correlation.p - figures.correlation.pWithinStrata)).toBeLessThan(0.002);
  });

  it("gives the exact two-sided p of a small study", () => {
    // Of the 24 orders of four scores, only the observed one and its reverse give a correlation of 1 or -1.
    const { row } = analyse([0.25, 0.5, 0.75, 1], [1, 2, 3, 4], { permutations: 40_000 });
    expect(Math.abs(row.correlation.p - 2 / 24)).toBeLessThan(0.006);
    // Of the 6 ways to name two of four High, two part them as far.
    expect(Math.abs(row.difference.p - 2 / 6)).toBeLessThan(0.01);
  });

  it("turns the difference and the correlation round with an inverse score, and only that", () => {
    const direct = analyse([0.2, 0.4, 0.5, 0.6, 0.7, 0.9], [1, 2, 3, 4, 5, 6]);
    const inverse = analyse([0.2, 0.4, 0.5, 0.6, 0.7, 0.9], [1, 2, 3, 4, 5, 6], { inverse: true });
    expect(inverse.row.difference.value).toBeCloseTo(-direct.row.difference.value, 14);
    expect(inverse.row.correlation.value).toBe(-1);
    expect(inverse.row.difference.p).toBeCloseTo(direct.row.difference.p, 2);
  });

  it("finds an EI effect that was planted", () => {
    const by = random(21);
    const ei = Array.from({ length: 40 }, () => 100 + 15 * by.normal());
    const accuracy = ei.map((score) => 0.6 + 0.006 * (score - 100) + 0.05 * by.normal());
    const { row } = analyse(accuracy, ei);
    expect(row.difference.p).toBeLessThan(0.001);
    expect(row.difference.low).toBeGreaterThan(0);
    expect(row.correlation.p).toBeLessThan(0.001);
    expect(row.correlation.value).toBeGreaterThan(0.7);
    expect(row.hedgesG).toBeGreaterThan(1);
  });

  it("gives uniform p values where accuracy has nothing to do with EI", () => {
    const differences: number[] = [];
    const correlations: number[] = [];
    const studies = 400;
    for (let seed = 0; seed < studies; seed++) {
      const by = random(seed);
      const ei = Array.from({ length: 30 }, () => by.normal());
      const participant: string[] = [];
      const correct: boolean[] = [];
      for (let i = 0; i < 30; i++) {
        for (let trial = 0; trial < 60; trial++) {
          participant.push(`P${i}`);
          correct.push(by.uniform() < 0.6);
        }
      }
      const { row } = analyse([], ei, {
        predictions: [{ ...recipe, participant, correct }],
        permutations: 199,
        bootstrap: 2,
        seed,
      });
      differences.push(row.difference.p);
      correlations.push(row.correlation.p);
    }
    for (const p of [differences, correlations]) {
      // Kolmogorov and Smirnov: 1.95 / √400 = 0.0975 is exceeded once in a thousand
      const sorted = p.sort((a, b) => a - b);
      const distance = Math.max(...sorted.map((value, i) => Math.abs(value - (i + 0.5) / studies)));
      expect(distance).toBeLessThan(0.0975);
      // standard error 1.1 %
      expect(p.filter((value) => value <= 0.05).length / studies).toBeLessThan(0.085);
      expect(p.filter((value) => value <= 0.05).length / studies).toBeGreaterThan(0.02);
    }
  });

  it("is not fooled by a covariate that moves both EI and accuracy, when told of it", () => {
    let free = 0;
    let within = 0;
    for (let seed = 0; seed < 60; seed++) {
      const by = random(seed);
      const arm = Array.from({ length: 40 }, (_, i) => i % 2);
      const ei = arm.map((drug) => 100 + 20 * drug + 10 * by.normal());
      const accuracy = arm.map((drug) => 0.5 + 0.2 * drug + 0.05 * by.normal());
      const strata = new Map(arm.map((drug, i) => [`P${i}`, drug ? "oxazepam" : "placebo"]));
      const few = { permutations: 199, bootstrap: 2 };
      if (analyse(accuracy, ei, few).row.correlation.p <= 0.05) free++;
      if (analyse(accuracy, ei, { ...few, strata }).row.correlation.p <= 0.05) within++;
    }
    expect(free).toBeGreaterThan(50);
    // 3 of 60 are expected; more than 8 come up once in 200 times
    expect(within).toBeLessThanOrEqual(8);
  });

  it("leaves out and counts people without a score, and those whom a row does not have", () => {
    const { result, problems } = analyseEi({
      predictions: [
        predictionsOf([0.5, 0.6, 0.7, 0.8, 0.9, 1], 10),
        predictionsOf([0.5, 0.6, 0.7, 0.8, 0.9], 10, { ...recipe, arm: "face" }),
        predictionsOf([0.5, 0.6, 0.7], 10, { ...recipe, arm: "joined" }),
      ],
      scores: new Map([...scoresOf([1, 2, 3, 4, Number.NaN, 6]), ["somebody else", 9]]),
      score: "MSCEIT",
      inverse: false,
      seed: 1,
    });
    expect(result).toMatchObject({ participants: 5, missing: 1 });
    expect(result?.rows.map(({ arm, participants }) => [arm, participants.length])).toEqual([
      ["ecg", 5],
      ["face", 4],
    ]);
    expect(problems.map(({ code }) => code).sort()).toEqual(["ei-missing", "ei-too-few"]);
    expect(problems.map(({ message }) => message).join()).not.toContain("P4");
  });

  it("gives the same p to a row whether or not others stand beside it, and in whatever order trials come", () => {
    const one = predictionsOf([0.5, 0.1, 0.7, 0.8, 0.9, 0.3], 10);
    const reversed = {
      ...one,
      participant: one.participant.toReversed(),
      correct: [...one.correct].reverse() as boolean[],
    };
    const input = { scores: scoresOf([1, 2, 3, 4, 5, 6]), score: "MSCEIT", inverse: false, seed: 4 };
    const alone = analyseEi({ ...input, predictions: [one] }).result?.rows[0];
    const beside = analyseEi({
      ...input,
      predictions: [predictionsOf([1, 0, 1, 0, 1, 0], 10), reversed],
    }).result?.rows[1];
    expect(beside).toEqual(alone);
  });

  it("says why nothing can be said of fewer than four people", () => {
    const { result, problems } = analyseEi({
      predictions: [predictionsOf([0.5, 0.6, 0.7], 10)],
      scores: scoresOf([1, 2, 3]),
      score: "MSCEIT",
      inverse: false,
      seed: 1,
    });
    expect(result).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(["ei-too-few"]);
    expect(problems[0].message).toContain("3 participants");
  });

  it("gives no correlation and no effect size where everybody is recognised equally well: neither is defined", () => {
    const { result, row } = analyse([0.6, 0.6, 0.6, 0.6, 0.6], [1, 2, 3, 4, 5]);
    expect(row.correlation).toBeNull();
    expect(row.hedgesG).toBeNull();
    expect(row.difference).toMatchObject({ value: 0, p: 1 });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("says why nothing can be said when all have the same score", () => {
    const { result, problems } = analyseEi({
      predictions: [predictionsOf([0.5, 0.6, 0.7, 0.8, 0.9], 10)],
      scores: scoresOf([3, 3, 3, 3, 3]),
      score: "MSCEIT",
      inverse: false,
      seed: 1,
    });
    expect(result).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(["ei-constant"]);
  });

  it("gives no mean of a group that a row lacks, and leaves out a row whose people all have one score", () => {
    const all = predictionsOf([0.5, 0.6, 0.7, 0.8, 0.9, 1, 0.4, 0.3, 0.2, 0.1], 10);
    const first = (people: number, arm: string) => ({
      ...predictionsOf([0.5, 0.6, 0.7, 0.8, 0.9].slice(0, people), 10),
      ...{ ...recipe, arm },
    });
    const { result, problems } = analyseEi({
      predictions: [all, first(5, "face"), first(4, "joined")],
      scores: scoresOf([1, 1, 1, 1, 2, 5, 6, 7, 8, 9]),
      score: "MSCEIT",
      inverse: false,
      seed: 1,
    });
    expect(result?.rows.map(({ arm }) => arm)).toEqual(["ecg", "face"]);
    expect(result?.rows[1]).toMatchObject({ high: null, difference: null, hedgesG: null });
    expect(result?.rows[1].low?.accuracy).toBeCloseTo(0.7, 12);
    // Four ties at rank 2.5 and one at 5, against the ranks 1 to 5.
    expect(result?.rows[1].correlation?.value).toBeCloseTo(Math.SQRT1_2, 12);
    expect(problems.map(({ code }) => code)).toEqual(["ei-constant"]);
  });

  it("does without a permutation test when none is asked for", () => {
    const { result, row } = analyse([0.5, 0.6, 0.7, 0.9], [1, 2, 3, 4], { permutations: 0 });
    expect(result.permutations).toBe(0);
    expect(row.correlation.p).toBe(1);
  });

  it("refuses a row whose lists differ in length", () => {
    const broken = { ...recipe, participant: ["P0", "P1"], correct: [true] };
    expect(() => analyse([], [1, 2, 3, 4], { predictions: [broken] })).toThrow(RangeError);
  });
});
