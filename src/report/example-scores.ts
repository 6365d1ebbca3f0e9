import { type Arm, chanceLevels, type Metric, metrics, type Score } from "../learn/mod.ts";
import {
  mean,
  percentileInterval,
  permutationP,
  type Random,
  ranks,
  resampleGroups,
  shuffle,
} from "../stats/mod.ts";

/** A task of the example. */
export interface ExampleTask {
  readonly name: string;
  readonly classes: readonly string[];
  /** How far the true class is raised, by arm: 0 is chance. */
  readonly effect: Partial<Record<Arm, number>>;
}

/** What a made-up model says of every trial. */
export interface Predicted {
  readonly labels: Int32Array;
  readonly people: Int32Array;
  readonly probabilities: Float64Array;
  readonly predicted: Int32Array;
}

/** Draws predictions: noise, with the true class raised by the task's effect. */
export function predict(
  task: ExampleTask,
  arm: Arm,
  model: string,
  people: Int32Array,
  labels: Int32Array,
  by: Random,
): Predicted {
  const classes = task.classes.length;
  const probabilities = new Float64Array(labels.length * classes);
  const predicted = new Int32Array(labels.length);
  const effect = model === "dummy" ? 0 : (task.effect[arm] ?? 0);
  for (let row = 0; row < labels.length; row++) {
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      // people differ, and later people are recognised a little better: EI rises with the index
      const skill = effect * (0.7 + (0.6 * people[row]) / (people[people.length - 1] + 1));
      const value =
        model === "dummy" ? Number(c === 0) : Math.exp(by.normal() + (labels[row] === c ? skill : 0));
      probabilities[row * classes + c] = value;
      sum += value;
    }
    for (let c = 0; c < classes; c++) {
      probabilities[row * classes + c] /= sum;
      if (probabilities[row * classes + c] > probabilities[row * classes + predicted[row]])
        predicted[row] = c;
    }
  }
  return { labels, people, probabilities, predicted };
}

function countsOf(
  labels: Int32Array,
  predicted: Int32Array,
  classes: number,
  weights?: Float64Array,
): Float64Array {
  const counts = new Float64Array(classes * classes);
  labels.forEach((label, row) => {
    counts[label * classes + predicted[row]] += weights ? weights[row] : 1;
  });
  return counts;
}

/** Metrics of counts, plainly: the example must not change when the learning does. */
function fromCounts(counts: Float64Array, classes: number): Omit<Record<Metric, number>, "auc"> {
  const all = Array.from({ length: classes }, (_, c) => c);
  const sum = (of: (other: number) => number): number => all.reduce((total, other) => total + of(other), 0);
  const hit = (c: number): number => counts[c * classes + c];
  const truth = (c: number): number => sum((other) => counts[c * classes + other]);
  const named = (c: number): number => sum((other) => counts[other * classes + c]);
  const present = all.filter((c) => truth(c) > 0);
  return {
    accuracy: sum(hit) / sum(truth),
    balancedAccuracy: present.reduce((total, c) => total + hit(c) / truth(c), 0) / present.length,
    macroF1: present.reduce((total, c) => total + (2 * hit(c)) / (truth(c) + named(c)), 0) / present.length,
  };
}

/** Mean area of each class against the rest, from the ranks of its probability. */
function area(ranked: readonly Float64Array[], labels: Int32Array): number {
  const areas = ranked.map((rank, c) => {
    let [sum, count] = [0, 0];
    labels.forEach((label, row) => {
      if (label !== c) return;
      sum += rank[row];
      count++;
    });
    return (sum - (count * (count + 1)) / 2) / (count * (labels.length - count));
  });
  return mean(areas);
}

/** Scores, null distribution and confusion of the drawn predictions. */
export function scored(
  { labels, people, probabilities, predicted }: Predicted,
  classes: number,
  permutations: number,
  by: Random,
) {
  const ranked = Array.from({ length: classes }, (_, c) =>
    ranks(Float64Array.from(labels, (_, row) => probabilities[row * classes + c])),
  );
  const counts = countsOf(labels, predicted, classes);
  const observed = { ...fromCounts(counts, classes), auc: area(ranked, labels) };
  const chance = chanceLevels(labels, classes);
  const persons = people[people.length - 1] + 1;
  const samples: Record<Metric, number[]> = { balancedAccuracy: [], accuracy: [], macroF1: [], auc: [] };
  for (let i = 0; i < 200; i++) {
    const times = new Float64Array(persons);
    for (const person of resampleGroups(persons, by)) times[person]++;
    const weights = Float64Array.from(people, (person) => times[person]);
    const values = fromCounts(countsOf(labels, predicted, classes, weights), classes);
    // the area moves with the balanced accuracy: near enough for an example
    const drawn = { ...values, auc: observed.auc + values.balancedAccuracy - observed.balancedAccuracy };
    for (const metric of metrics) samples[metric].push(drawn[metric]);
  }
  const reached: Record<Metric, number> = { balancedAccuracy: 0, accuracy: 0, macroF1: 0, auc: 0 };
  const sums: Record<Metric, number> = { balancedAccuracy: 0, accuracy: 0, macroF1: 0, auc: 0 };
  const nullSample: number[] = [];
  for (let i = 0; i < permutations; i++) {
    const permuted = labels.slice();
    for (let from = 0; from < people.length; ) {
      let to = from;
      while (to < people.length && people[to] === people[from]) to++;
      shuffle(permuted.subarray(from, to), by);
      from = to;
    }
    const values = {
      ...fromCounts(countsOf(permuted, predicted, classes), classes),
      auc: area(ranked, permuted),
    };
    for (const metric of metrics) {
      if (values[metric] >= observed[metric]) reached[metric]++;
      sums[metric] += values[metric];
    }
    if (i < 200) nullSample.push(values.balancedAccuracy);
  }
  const score = (metric: Metric): Score => ({
    value: observed[metric],
    chance: chance[metric],
    permuted: permutations ? sums[metric] / permutations : null,
    ...percentileInterval(samples[metric]),
    p: permutations ? permutationP(reached[metric], permutations) : null,
    exceedances: reached[metric],
    permutations,
  });
  const scores = Object.fromEntries(metrics.map((metric) => [metric, score(metric)])) as Record<
    Metric,
    Score
  >;
  const confusion = Array.from({ length: classes }, (_, c) =>
    Array.from(counts.subarray(c * classes, (c + 1) * classes)),
  );
  return { scores, nullSample, confusion };
}
