import { describe, expect, it } from "vitest";
import type { Dataset } from "./dataset.ts";
import { makeDataset } from "./made-dataset.ts";
import { evaluate } from "./metrics.ts";
import { continuePermutationTest, startPermutationTest } from "./permutation-test.ts";
import { type Arm, metrics, type ScoreRow } from "./score.ts";
import { correctForRows, type RowHead, scoreRow, tested } from "./score-row.ts";
import { leaveOneParticipantOut } from "./validation.ts";

const head: RowHead = {
  arm: "ecg",
  model: "logistic-regression",
  validation: leaveOneParticipantOut,
  subjectIndependent: true,
  participantsKnown: true,
  primary: true,
};

const data = makeDataset({ participants: 4, trials: 5, classes: 2 });

/** Probabilities by which every row is right but those named. */
function probabilitiesFor(
  { labels }: Dataset,
  wrong: readonly number[],
  untested: readonly number[] = [],
): Float64Array {
  const made = new Float64Array(labels.length * 2);
  labels.forEach((label, row) => {
    const named = wrong.includes(row) ? 1 - label : label;
    made[row * 2 + named] = untested.includes(row) ? Number.NaN : 0.7;
    made[row * 2 + 1 - named] = untested.includes(row) ? Number.NaN : 0.3;
  });
  return made;
}

describe("tested rows", () => {
  it("are those with a number, in their order", () => {
    const probabilities = probabilitiesFor(data, [3], [0, 2, 19]);
    const kept = tested(data, probabilities);
    const expected = [...data.labels.keys()].filter((row) => ![0, 2, 19].includes(row));
    expect([...kept.rows]).toEqual(expected);
    expect([...kept.labels]).toEqual(expected.map((row) => data.labels[row]));
    expect([...kept.probabilities]).toEqual(
      expected.flatMap((row) => [...probabilities.subarray(row * 2, row * 2 + 2)]),
    );
  });
});

describe("a row of the leaderboard", () => {
  const wrong = [1, 6, 7];
  const untested = [15, 16, 17, 18, 19];
  const probabilities = probabilitiesFor(data, wrong, untested);
  const counted = data.labels.subarray(0, 15);
  const values = evaluate(counted, probabilities.subarray(0, 30), 2);
  const drawn = Array.from({ length: 300 }, (_, i) => ({
    ...values,
    balancedAccuracy: i === 7 ? 1 : i / 1000,
  }));
  const test = continuePermutationTest(startPermutationTest({ ...values, accuracy: 2 }, 250), drawn);
  const row = scoreRow(data, head, probabilities, test, 3);

  it("counts the people and trials that were tested", () => {
    expect([row.participants, row.trials]).toEqual([3, 15]);
    expect(row.confusion.flat().reduce((a, b) => a + b)).toBe(15);
    expect(row.confusion[0][1] + row.confusion[1][0]).toBe(3);
  });

  it("has each metric beside chance, an interval around it and p", () => {
    expect(row.scores.accuracy).toMatchObject({ value: 12 / 15, chance: 9 / 15 });
    expect(row.scores.balancedAccuracy).toMatchObject({ value: values.balancedAccuracy, chance: 0.5 });
    for (const name of metrics) {
      const { low, value, high } = row.scores[name];
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high).toBeGreaterThan(low);
    }
    expect(row.scores.balancedAccuracy).toMatchObject({ exceedances: 1, permutations: 250, p: 2 / 251 });
    expect(row.scores.accuracy).toMatchObject({ exceedances: 0, permutations: 250, p: 1 / 251 });
    expect(row.scores.auc).toMatchObject({ exceedances: 20, permutations: 20, p: 1 });
  });

  it("keeps the first 200 permuted scores for the figure", () => {
    expect(row.nullSample).toEqual(drawn.slice(0, 200).map(({ balancedAccuracy }) => balancedAccuracy));
  });

  it("has no p when no permutation was asked for", () => {
    for (const untried of [null, startPermutationTest(values, 0)]) {
      const { scores, nullSample } = scoreRow(data, head, probabilities, untried, 3);
      expect(metrics.map((name) => scores[name].p)).toEqual([null, null, null, null]);
      expect(scores.auc.permutations).toBe(0);
      expect(nullSample).toEqual([]);
    }
  });

  it("with a single tested person has an interval that says nothing, however good the score", () => {
    const one = scoreRow(data, head, probabilitiesFor(data, [], [...Array(20).keys()].slice(5)), null, 3);
    expect(one.participants).toBe(1);
    expect(one.scores.balancedAccuracy).toMatchObject({ value: 1, low: 0, high: 1 });
  });
});

describe("Holm's correction", () => {
  const base = scoreRow(data, head, probabilitiesFor(data, []), null, 1);
  const made = (p: number | null, of: Partial<ScoreRow>): ScoreRow => ({
    ...base,
    ...of,
    scores: { ...base.scores, balancedAccuracy: { ...base.scores.balancedAccuracy, p } },
  });
  const corrected = (rows: readonly ScoreRow[]): (number | null)[] =>
    correctForRows(rows).map(({ pHolm }) => pHolm);
  const primary = (p: number | null, arm: Arm) => made(p, { primary: true, arm });
  const other = (p: number | null, arm: Arm) => made(p, { primary: false, arm, model: "svm-rbf" });

  it("of the primary model is over its own arms, however many other models were tried", () => {
    const rows = [primary(0.01, "ecg"), primary(0.02, "face"), primary(0.04, "joined")];
    const expected = [0.03, 0.04, 0.04];
    corrected(rows).forEach((p, i) => {
      expect(p).toBeCloseTo(expected[i], 12);
    });
    const more = [...rows, other(0.001, "ecg"), other(0.001, "face"), other(0.9, "joined")];
    expect(corrected(more).slice(0, 3)).toEqual(corrected(rows));
  });

  it("of any other model is over all rows of the task, the primary ones too", () => {
    const rows = [primary(0.03, "ecg"), primary(0.5, "face"), other(0.01, "ecg"), other(0.02, "face")];
    // In order 0.01, 0.02, 0.03, 0.5: 4 x 0.01, 3 x 0.02, 2 x 0.03, 1 x 0.5.
    const [, , first, second] = corrected(rows);
    expect(first).toBeCloseTo(0.04, 12);
    expect(second).toBeCloseTo(0.06, 12);
  });

  it("parts tasks and validations", () => {
    const rows = [
      primary(0.04, "ecg"),
      made(0.04, { primary: true, task: "another" }),
      made(0.04, { primary: true, validation: "given-split" }),
    ];
    expect(corrected(rows)).toEqual([0.04, 0.04, 0.04]);
  });

  it("leaves rows without a p alone, and does not count them", () => {
    const rows = [primary(null, "joined"), primary(0.03, "ecg"), primary(0.5, "face"), other(null, "ecg")];
    expect(corrected(rows)).toEqual([null, 0.06, 0.5, null]);
  });

  it("changes nothing else of a row, and none of the rows' order", () => {
    const rows = [other(0.2, "face"), primary(0.1, "ecg")];
    expect(correctForRows(rows).map((row) => ({ ...row, pHolm: null }))).toEqual(rows);
  });
});
