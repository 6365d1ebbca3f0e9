import { describe, expect, it } from "vitest";
import { percentileInterval, random, resampleGroups, seedOf } from "../stats/mod.ts";
import { bootstrapMetrics, bootstrapSamples, confusionRows } from "./bootstrap-metrics.ts";
import { evaluate, type MetricValues } from "./metrics.ts";
import { metrics } from "./score.ts";

/** People with unequal numbers of trials, and probabilities that say a little of the truth. */
function predictions(people: number, classes: number, seed: number) {
  const by = random(seed);
  const participant: number[] = [];
  for (let person = 0; person < people; person++) {
    for (let trial = 0; trial < 3 + (person % 4); trial++) participant.push(person);
  }
  const labels = participant.map(() => by.integer(classes));
  const probabilities = labels.flatMap((label) => {
    const weights = Array.from({ length: classes }, (_, c) => by.integer(4) + (c === label ? 2 : 1));
    const sum = weights.reduce((a, b) => a + b);
    return weights.map((weight) => weight / sum);
  });
  return {
    labels: Int32Array.from(labels),
    probabilities: Float64Array.from(probabilities),
    participant: Int32Array.from(participant),
  };
}

/** The area over all pairs of drawn rows, but for pairs between two copies of one person; written out plainly. */
function areaOfCopies(
  drawn: readonly { readonly row: number; readonly person: number; readonly copy: number }[],
  labels: Int32Array,
  probabilities: Float64Array,
  classes: number,
): number {
  const targets = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
  const areas = targets.flatMap((target) => {
    let right = 0;
    let all = 0;
    for (const a of drawn.filter(({ row }) => labels[row] === target)) {
      for (const b of drawn.filter(({ row }) => labels[row] !== target)) {
        if (a.person === b.person && a.copy !== b.copy) continue;
        const difference = probabilities[a.row * classes + target] - probabilities[b.row * classes + target];
        right += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
        all++;
      }
    }
    return all ? [right / all] : [];
  });
  return areas.length ? areas.reduce((sum, area) => sum + area, 0) / areas.length : 0.5;
}

describe("bootstrap intervals of the metrics", () => {
  it("of the area lie about the area, though people are told apart from themselves more easily", () => {
    // Each person's probabilities have a level of their own: pairs within a person are ordered better than pairs between.
    const by = random(seedOf(5, "levels"));
    const people = 12;
    const labels = Int32Array.from({ length: people * 8 }, (_, row) => row % 2);
    const participant = Int32Array.from(labels, (_, row) => Math.floor(row / 8));
    const level = Float64Array.from({ length: people }, () => by.normal());
    const second = Float64Array.from(labels, (label, row) => {
      return 1 / (1 + Math.exp(-(level[participant[row]] + (label ? 0.5 : -0.5) + 0.3 * by.normal())));
    });
    const probabilities = Float64Array.from({ length: second.length * 2 }, (_, i) =>
      i % 2 ? second[i >> 1] : 1 - second[i >> 1],
    );
    const { auc: area } = evaluate(labels, probabilities, 2);
    const { low, high } = bootstrapMetrics(labels, probabilities, participant, people, 2, 1).auc;
    expect((area - low) / (high - low)).toBeGreaterThan(0.3);
    expect((area - low) / (high - low)).toBeLessThan(0.7);
  });

  it("are those of people drawn with replacement, their rows written out again", () => {
    for (const classes of [2, 4]) {
      const { labels, probabilities, participant } = predictions(7, classes, 5);
      const by = random(seedOf(11, "bootstrap"));
      const samples = Array.from({ length: bootstrapSamples }, (): MetricValues => {
        const drawn = [...resampleGroups(7, by)].flatMap((person, copy) =>
          [...participant.keys()]
            .filter((row) => participant[row] === person)
            .map((row) => ({ row, person, copy })),
        );
        const values = evaluate(
          Int32Array.from(drawn, ({ row }) => labels[row]),
          Float64Array.from(
            drawn.flatMap(({ row }) => [...probabilities.subarray(row * classes, (row + 1) * classes)]),
          ),
          classes,
        );
        return { ...values, auc: areaOfCopies(drawn, labels, probabilities, classes) };
      });
      const intervals = bootstrapMetrics(labels, probabilities, participant, 7, classes, 11);
      for (const name of metrics) {
        const literal = percentileInterval(samples.map((values) => values[name]));
        expect(Math.abs(intervals[name].low - literal.low)).toBeLessThan(1e-12);
        expect(Math.abs(intervals[name].high - literal.high)).toBeLessThan(1e-12);
        expect(intervals[name].high - intervals[name].low).toBeGreaterThan(0.05);
      }
    }
  });

  it("have no width where all people are alike: trials are never drawn one by one", () => {
    const people = 9;
    const labels = Int32Array.from({ length: people * 4 }, (_, row) => [0, 0, 1, 1][row % 4]);
    const probabilities = Float64Array.from(
      { length: people * 8 },
      (_, i) => [0.8, 0.2, 0.3, 0.7, 0.4, 0.6, 0.1, 0.9][i % 8],
    );
    const participant = Int32Array.from({ length: people * 4 }, (_, row) => Math.floor(row / 4));
    const values = evaluate(labels, probabilities, 2);
    const intervals = bootstrapMetrics(labels, probabilities, participant, people, 2, 1);
    for (const name of metrics) {
      expect(intervals[name].low).toBeCloseTo(values[name], 12);
      expect(intervals[name].high).toBeCloseTo(values[name], 12);
    }
  });

  it("reach from 0 to 1 with a single participant, who says nothing about others", () => {
    const { labels, probabilities } = predictions(1, 2, 1);
    const intervals = bootstrapMetrics(labels, probabilities, new Int32Array(labels.length), 1, 2, 1);
    for (const name of metrics) expect(intervals[name]).toEqual({ low: 0, high: 1 });
  });

  it("leave out rows that were not predicted, as the metrics do", () => {
    const { labels, probabilities, participant } = predictions(6, 3, 2);
    const holes = probabilities.map((p, i) => (Math.floor(i / 3) % 5 === 0 ? Number.NaN : p));
    const rows = [...labels.keys()].filter((row) => row % 5 !== 0);
    const of = (values: Int32Array) => Int32Array.from(rows, (row) => values[row]);
    const kept = Float64Array.from(rows.flatMap((row) => [...probabilities.subarray(row * 3, row * 3 + 3)]));
    expect(bootstrapMetrics(labels, holes, participant, 6, 3, 4)).toEqual(
      bootstrapMetrics(of(labels), kept, of(participant), 6, 3, 4),
    );
  });

  it("are the same for the same seed, and others for another", () => {
    const { labels, probabilities, participant } = predictions(8, 2, 3);
    const of = (seed: number) => bootstrapMetrics(labels, probabilities, participant, 8, 2, seed);
    expect(of(1)).toEqual(of(1));
    expect(of(2)).not.toEqual(of(1));
  });
});

describe("the confusion matrix", () => {
  it("has the truth in its rows and the prediction in its columns", () => {
    const probabilities = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.3, 0.7, 0.6, 0.4);
    expect(confusionRows(Int32Array.of(0, 0, 0, 1), probabilities, 2)).toEqual([
      [1, 2],
      [1, 0],
    ]);
  });
});

/**
 * Share of studies whose 95 % interval of accuracy holds the truth: people are right in a share of their own (mean 0.62,
 * standard deviation 0.15), each with ten trials.
 */
function coverage(people: number, studies: number): number {
  const by = random(people);
  const participant = Int32Array.from({ length: people * 10 }, (_, row) => Math.floor(row / 10));
  let covered = 0;
  for (let study = 0; study < studies; study++) {
    const labels = Int32Array.from(participant, (_, row) => row % 2);
    const probabilities = new Float64Array(labels.length * 2);
    for (let person = 0; person < people; person++) {
      // Shares 0.41, 0.62 and 0.83 at one, two and one in four have mean 0.62 and standard deviation 0.148.
      const share = [0.41, 0.62, 0.62, 0.83][by.integer(4)];
      for (let row = person * 10; row < person * 10 + 10; row++) {
        const named = by.uniform() < share ? labels[row] : 1 - labels[row];
        probabilities[row * 2 + named] = 0.75;
        probabilities[row * 2 + 1 - named] = 0.25;
      }
    }
    const { low, high } = bootstrapMetrics(labels, probabilities, participant, people, 2, study).accuracy;
    if (low <= 0.62 + 1e-12 && high >= 0.62 - 1e-12) covered++;
  }
  return covered / studies;
}

describe("95 % intervals hold the truth", () => {
  it("in 95 % of studies of 30 people, within 5 points (300 studies)", () => {
    const share = coverage(30, 300);
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.99);
  }, 60_000);

  it("in somewhat fewer studies of ten people: 86 to 96 % (300 studies)", () => {
    const share = coverage(10, 300);
    expect(share).toBeGreaterThan(0.86);
    expect(share).toBeLessThan(0.96);
  }, 60_000);
});
