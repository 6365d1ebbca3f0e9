import fc from "fast-check";
import { describe, expect, it } from "vitest";
import figures from "../../bench/reference/metrics-sklearn.json" with { type: "json" };
import { random } from "../stats/mod.ts";
import {
  auc,
  chanceLevels,
  confusionCounts,
  countMetrics,
  evaluate,
  predictedClasses,
  rankProbabilities,
} from "./metrics.ts";
import { metrics } from "./score.ts";

const cases = figures.cases.map(({ sixtyfourths, labels, times, ...rest }) => ({
  ...rest,
  labels: Int32Array.from(labels),
  times: Float64Array.from(times),
  probabilities: Float64Array.from(sixtyfourths, (part) => part / 64),
}));

/** The area as it is defined: the share of pairs of a member and another that are ranked rightly, ties half. */
function pairs(scores: readonly number[], member: readonly boolean[]): number {
  let right = 0;
  let all = 0;
  scores.forEach((score, i) => {
    if (!member[i]) return;
    scores.forEach((other, j) => {
      if (member[j]) return;
      all++;
      right += score > other ? 1 : score === other ? 0.5 : 0;
    });
  });
  return right / all;
}

describe("the metrics equal scikit-learn's to 1e-12", () => {
  for (const { name, labels, probabilities, classes, expected, times, resampledAuc } of cases) {
    it(`of ${name}`, () => {
      const values = evaluate(labels, probabilities, classes);
      for (const metric of metrics) expect(Math.abs(values[metric] - expected[metric])).toBeLessThan(1e-12);
    });

    it(`of ${name}: an area whose rows are weighted is that of the rows written out so often`, () => {
      const weighted = auc(rankProbabilities(probabilities, classes), labels, times);
      expect(Math.abs(weighted - resampledAuc)).toBeLessThan(1e-12);
    });
  }
});

describe("the area under the curve", () => {
  it("is the share of pairs that are ranked rightly, however rows are weighted", () => {
    const row = fc.record({
      member: fc.boolean(),
      score: fc.integer({ min: 0, max: 8 }),
      times: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
        const drawn = rows.flatMap((one) => new Array<typeof one>(one.times).fill(one));
        fc.pre(new Set(drawn.map(({ member }) => member)).size === 2);
        const probabilities = Float64Array.from(rows.flatMap(({ score }) => [score / 8, 1 - score / 8]));
        const labels = Int32Array.from(rows, ({ member }) => (member ? 0 : 1));
        const weights = Float64Array.from(rows, ({ times }) => times);
        const literal = pairs(
          drawn.map(({ score }) => score),
          drawn.map(({ member }) => member),
        );
        expect(auc(rankProbabilities(probabilities, 2), labels, weights)).toBeCloseTo(literal, 12);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("is one half where every row has the same probabilities, and where only one class occurs", () => {
    const same = Float64Array.of(0.2, 0.8, 0.2, 0.8, 0.2, 0.8);
    expect(auc(rankProbabilities(same, 2), Int32Array.of(0, 1, 1))).toBe(0.5);
    const ranked = rankProbabilities(Float64Array.of(0.1, 0.9, 0.6, 0.4), 2);
    expect(auc(ranked, Int32Array.of(1, 1))).toBe(0.5);
  });
});

describe("the predicted class", () => {
  it("is the most probable one, and the first of equals", () => {
    const probabilities = Float64Array.of(0.2, 0.5, 0.3, 0.4, 0.4, 0.2, 0.1, 0.45, 0.45);
    expect([...predictedClasses(probabilities, 3)]).toEqual([1, 0, 1]);
  });

  it("is none (-1) for a row that was not predicted, in whole or in part", () => {
    const nothing = Number.NaN;
    const probabilities = Float64Array.of(nothing, nothing, 0.4, 0.6, 0.9, nothing);
    expect([...predictedClasses(probabilities, 2)]).toEqual([-1, 1, -1]);
  });
});

describe("rows that were not predicted", () => {
  it("count in no metric, whatever their label", () => {
    for (const { labels, probabilities, classes } of cases) {
      const kept = [...labels.keys()].filter((row) => row % 3 !== 1);
      const holes = probabilities.map((p, i) => (Math.floor(i / classes) % 3 === 1 ? Number.NaN : p));
      const without = Float64Array.from(
        kept.flatMap((row) => [...probabilities.subarray(row * classes, (row + 1) * classes)]),
      );
      const truth = Int32Array.from(kept, (row) => labels[row]);
      expect(evaluate(labels, holes, classes)).toEqual(evaluate(truth, without, classes));
    }
  });

  it("alone give no metric but an area of one half", () => {
    const values = evaluate(Int32Array.of(0, 1), new Float64Array(4).fill(Number.NaN), 2);
    expect(values).toEqual({
      accuracy: Number.NaN,
      balancedAccuracy: Number.NaN,
      macroF1: Number.NaN,
      auc: 0.5,
    });
  });
});

describe("the chance levels", () => {
  const shares = [0.6, 0.3, 0.1];
  const rows = 200_000;
  const { uniform } = random(1);
  const draw = (of: readonly number[]): number => {
    let left = uniform();
    for (let c = 0; c < of.length - 1; c++) {
      left -= of[c];
      if (left < 0) return c;
    }
    return of.length - 1;
  };
  const labels = Int32Array.from({ length: rows }, () => draw(shares));
  const chance = chanceLevels(labels, 3);
  const guessed = (of: readonly number[]) => {
    const predicted = Int32Array.from({ length: rows }, () => draw(of));
    return countMetrics(confusionCounts(labels, predicted, 3), 3);
  };
  const strategies = { often: [1, 0, 0], evenly: [1 / 3, 1 / 3, 1 / 3], "in proportion": shares };

  it("of balanced accuracy is what any guessing reaches, to 0.005", () => {
    expect(chance.balancedAccuracy).toBe(1 / 3);
    for (const of of Object.values(strategies)) {
      expect(Math.abs(guessed(of).balancedAccuracy - chance.balancedAccuracy)).toBeLessThan(0.005);
    }
  });

  it("of accuracy is what always naming the most frequent class reaches, and other guessing does not", () => {
    expect(guessed(strategies.often).accuracy).toBe(chance.accuracy);
    expect(Math.abs(chance.accuracy - 0.6)).toBeLessThan(0.005);
    expect(guessed(strategies.evenly).accuracy).toBeLessThan(chance.accuracy - 0.2);
    expect(guessed(strategies["in proportion"]).accuracy).toBeLessThan(chance.accuracy - 0.1);
  });

  it("of macro F1 is what guessing in proportion reaches, to 0.005, and no other guessing more", () => {
    expect(Math.abs(guessed(strategies["in proportion"]).macroF1 - chance.macroF1)).toBeLessThan(0.005);
    for (let i = 0; i <= 10; i++) {
      for (let j = 0; i + j <= 10; j++) {
        // Long-run counts of guessing each class at its rate, independent of the truth.
        const rates = [i / 10, j / 10, (10 - i - j) / 10];
        const counts = Float64Array.from(
          { length: 9 },
          (_, at) => shares[Math.floor(at / 3)] * rates[at % 3],
        );
        expect(countMetrics(counts, 3).macroF1).toBeLessThan(chance.macroF1 + 1e-12);
      }
    }
  });

  it("of the area is what random probabilities reach, to 0.005", () => {
    const probabilities = Float64Array.from({ length: rows * 3 }, () => uniform());
    expect(Math.abs(evaluate(labels, probabilities, 3).auc - chance.auc)).toBeLessThan(0.005);
  });

  it("are told by the classes that occur, not by those that have a name", () => {
    const { accuracy, balancedAccuracy, macroF1 } = chanceLevels(Int32Array.of(0, 2, 2, 2), 4);
    expect([accuracy, balancedAccuracy, macroF1]).toEqual([0.75, 0.5, 0.5]);
  });
});
