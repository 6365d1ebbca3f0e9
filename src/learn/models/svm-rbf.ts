import type { Matrix } from "../matrix.ts";
import type { Fitted, Model, ModelInfo, Prepared, TrainingRows } from "../model.ts";
import { type ClassWeighting, classWeights, countClasses } from "./class-weight.ts";
import { constant, onlyClass } from "./dummy.ts";
import { openFitted } from "./fitted-json.ts";
import { classPairs, voteScores } from "./one-versus-one.ts";
import { classWeightParameter, readParameters } from "./parameters.ts";
import { participantFolds } from "./participant-folds.ts";
import {
  type KernelRows,
  rbfKernelBetween,
  rbfKernelRows,
  type Scratch,
  scaleGamma,
  subKernel,
} from "./rbf-kernel.ts";
import { solveTwoClass, startAtBounds, startFrom } from "./smo.ts";
import { type CrossKernel, fittedMachine, type Machine, type PairMachine } from "./support-vectors.ts";
import { fitTemperature } from "./temperature.ts";

const info: ModelInfo = {
  name: "svm-rbf",
  title: "Support vector machine (RBF)",
  description:
    "C support vector classification with a radial basis function kernel, one against one, its class scores turned into probabilities by one temperature fitted on participants held out of training.",
  parameters: [
    { name: "C", default: 1, description: "cost of a row on the wrong side of its margin" },
    {
      name: "gamma",
      default: "scale",
      description:
        'factor of the squared distance in the kernel; "scale" is 1 / (columns x variance of all entries)',
    },
    classWeightParameter,
    {
      name: "tolerance",
      default: 1e-3,
      description: "largest violation of optimality left, in decision values",
    },
  ],
  source:
    "Cortes & Vapnik 1995, doi:10.1007/BF00994018; Fan, Chen & Lin 2005, JMLR 6, 1889-1918; Guo et al. 2017, arXiv:1706.04599",
};

/** Folds in which decision values are made for the temperature. */
const innerFolds = 3;

interface Settings {
  readonly cost: number;
  readonly tolerance: number;
  readonly weighting: ClassWeighting;
}

/** What all labellings share. */
interface Ground {
  readonly kernel: KernelRows;
  readonly foldOf: Int32Array;
  readonly folds: number;
  readonly scratch: Scratch;
}

/**
 * C support vector classification with the kernel exp(-gamma |x - x'|^2); decision values and predicted classes are
 * those of scikit-learn's `SVC(C=C, gamma=gamma, class_weight=..., break_ties=True)`.
 *
 * The most probable class is always the machine's own decision, see {@link fitTemperature}. The kernel matrix is
 * computed once for all labellings and all inner folds, and each inner fold starts from the solution of all rows.
 *
 * @example
 * ```ts
 * import { models } from "heartface";
 * const model = models.get("svm-rbf")!;
 * const features = { rows: 4, columns: 1, values: Float64Array.of(-1, 1, -3, 3) };
 * const rows = { features, participants: Int32Array.of(0, 1, 0, 1), seed: 1 };
 * const fitted = model.prepare(rows, { C: 10, gamma: 0.5 }).fit(Int32Array.of(0, 0, 1, 1), 2);
 * fitted.probabilities(features)[0] > 0.5; // true: no line parts inner from outer rows, the kernel does
 * ```
 */
export const svmRbf: Model = {
  info,
  prepare: (rows, parameters) => {
    const read = readParameters(info, parameters);
    const settings = {
      cost: read.positive("C"),
      tolerance: read.positive("tolerance"),
      weighting: read.classWeight(),
    };
    const gamma = read.positiveOr("gamma", "scale") ?? scaleGamma(rows.features);
    return prepared(rows, settings, gamma);
  },
  restore: (json) => {
    const fields = openFitted(json, info.name);
    const columns = fields.number("columns");
    if (fields.has("frequencies")) return constant(info.name, columns, fields.numbers("frequencies"));
    const count = fields.number("supportVectors");
    const values = fields.numbers("values", count * columns);
    const machine: Machine = {
      vectors: { rows: count, columns, values },
      gamma: fields.number("gamma"),
      classes: fields.number("classes"),
      present: Int32Array.from(fields.numbers("present")),
      temperature: fields.number("temperature"),
      pairs: fields.list("pairs").map((pair) => ({
        coefficients: pair.numbers("coefficients", count),
        bias: pair.number("bias"),
      })),
    };
    if (machine.pairs.length !== classPairs(machine.present.length).length) {
      throw new RangeError(`a fitted ${info.name} lacks a pair of classes`);
    }
    return fittedMachine(info.name, machine, crossKernel(machine.vectors, machine.gamma));
  },
};

/** Kernel between new rows and the given ones, remembered for each matrix of new rows (a permutation test predicts the same rows again and again). */
function crossKernel(vectors: Matrix, gamma: number): CrossKernel {
  const known = new WeakMap<Matrix, Float64Array>();
  return (features) => {
    const kernel = known.get(features) ?? rbfKernelBetween(features, vectors, gamma);
    known.set(features, kernel);
    return kernel;
  };
}

function prepared({ features, participants }: TrainingRows, settings: Settings, gamma: number): Prepared {
  const cross = crossKernel(features, gamma);
  const { foldOf, count: folds } = participantFolds(participants, innerFolds);
  const kernel = rbfKernelRows(features, gamma);
  const ground: Ground = { kernel, foldOf, folds, scratch: { values: new Float32Array(0) } };
  return {
    fit: (labels, classes): Fitted => {
      const { present, place, counts } = countClasses(labels, classes);
      if (present.length === 1) return onlyClass(info.name, features.columns, present[0], classes);
      const own = labels.map((label) => place[label]);
      const { pairs, temperature } = train(ground, own, counts, settings);
      const machine: Machine = { vectors: features, gamma, classes, present, temperature, pairs };
      return fittedMachine(info.name, machine, cross);
    },
  };
}

interface Trained {
  readonly pairs: readonly PairMachine[];
  readonly temperature: number;
}

/** Solves each pair on all rows, then without each inner fold, from which the temperature is fitted. */
function train(ground: Ground, labels: Int32Array, counts: Float64Array, settings: Settings): Trained {
  const { kernel, foldOf, folds, scratch } = ground;
  const n = labels.length;
  const classes = counts.length;
  const weights = classWeights(counts, settings.weighting);
  const inner = innerTrainings(labels, classes, foldOf, folds, settings.weighting);
  const classPairings = classPairs(classes);
  const decisions = new Float64Array(n * classPairings.length);

  const pairs = classPairings.map(([first, second], pair): PairMachine => {
    const rows = Int32Array.from(labels.keys()).filter((r) => labels[r] === first || labels[r] === second);
    const own = subKernel(kernel, rows, scratch);
    const signs = Int8Array.from(rows, (r) => (labels[r] === first ? 1 : -1));
    const solve = (with_: Float64Array, of: Int8Array, start?: Float64Array, startBounds?: Bounds) => {
      const bounds: Bounds = {
        positive: settings.cost * with_[first],
        negative: settings.cost * with_[second],
      };
      const { positive: positiveBound, negative: negativeBound } = bounds;
      const from =
        start && startBounds
          ? startFrom(start, startBounds, of, positiveBound, negativeBound)
          : startAtBounds(of, positiveBound, negativeBound);
      const { tolerance } = settings;
      const problem = { kernel: own, signs: of, positiveBound, negativeBound, tolerance };
      return { bounds, solution: solveTwoClass(problem, from) };
    };
    const { bounds, solution } = solve(weights, signs);
    for (const { fold, weights: innerWeights } of inner) {
      const kept = signs.map((sign, t) => (foldOf[rows[t]] === fold ? 0 : sign));
      const held = solve(innerWeights, kept, solution.coefficients, bounds).solution;
      writeDecisions(held, rows, ground, fold, decisions, pair, classPairings.length);
    }
    const coefficients = new Float64Array(n);
    rows.forEach((r, t) => {
      coefficients[r] = solution.coefficients[t];
    });
    return { coefficients, bias: solution.bias };
  });
  return { pairs, temperature: temperatureOf(decisions, labels, weights, inner, foldOf) };
}

interface Bounds {
  readonly positive: number;
  readonly negative: number;
}

interface InnerTraining {
  readonly fold: number;
  /** Class weights of the rows outside the fold. */
  readonly weights: Float64Array;
}

/** The inner folds without which every class still has a row; none when there is but one participant. */
function innerTrainings(
  labels: Int32Array,
  classes: number,
  foldOf: Int32Array,
  folds: number,
  weighting: ClassWeighting,
): readonly InnerTraining[] {
  if (folds < 2) return [];
  return Array.from({ length: folds }, (_, fold) => {
    const counts = new Float64Array(classes);
    for (let r = 0; r < labels.length; r++) if (foldOf[r] !== fold) counts[labels[r]]++;
    return { fold, weights: classWeights(counts, weighting), complete: counts.every((count) => count > 0) };
  }).filter(({ complete }) => complete);
}

/** Decisions of a pair on all rows of the held-out fold: those of the pair's classes are known already. */
function writeDecisions(
  held: { readonly coefficients: Float64Array; readonly bias: number; readonly decisions: Float64Array },
  rows: Int32Array,
  { kernel, foldOf }: Ground,
  fold: number,
  into: Float64Array,
  pair: number,
  pairs: number,
): void {
  const others: number[] = [];
  const inPair = new Uint8Array(foldOf.length);
  rows.forEach((r, t) => {
    inPair[r] = 1;
    if (foldOf[r] === fold) into[r * pairs + pair] = held.decisions[t];
  });
  for (let r = 0; r < foldOf.length; r++) if (foldOf[r] === fold && inPair[r] === 0) others.push(r);
  const sums = new Float64Array(others.length).fill(held.bias);
  const otherRows = Int32Array.from(others);
  for (let t = 0; t < rows.length; t++) {
    const coefficient = held.coefficients[t];
    if (coefficient === 0) continue;
    const row = kernel.row(rows[t]);
    for (let o = 0; o < sums.length; o++) sums[o] += coefficient * row[otherRows[o]];
  }
  for (let o = 0; o < sums.length; o++) into[otherRows[o] * pairs + pair] = sums[o];
}

function temperatureOf(
  decisions: Float64Array,
  labels: Int32Array,
  weights: Float64Array,
  inner: readonly InnerTraining[],
  foldOf: Int32Array,
): number {
  const classes = weights.length;
  const pairs = (classes * (classes - 1)) / 2;
  const usable = new Set(inner.map(({ fold }) => fold));
  const held = Int32Array.from(labels.keys()).filter((r) => usable.has(foldOf[r]));
  const scores = new Float64Array(held.length * classes);
  held.forEach((r, at) => {
    const own = decisions.subarray(r * pairs, (r + 1) * pairs);
    voteScores(own, scores.subarray(at * classes, (at + 1) * classes));
  });
  return fitTemperature(
    scores,
    held.map((r) => labels[r]),
    weights,
  );
}
