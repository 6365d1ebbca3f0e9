import { addProduct, type Design, isPaired, transposedProduct, weightedGram } from "./design.ts";
import type { LineProblem } from "./preconditioned-lbfgs.ts";
import { type RidgeInverse, ridgeInverse } from "./ridge-inverse.ts";

/** A penalised multinomial likelihood: one output for two classes (the log odds of the second), else one a class. */
export interface LossProblem {
  readonly design: Design;
  /** Class of each row, 0 to `classes` - 1, all of which occur. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** C times the weight of a row of each class. */
  readonly classWeights: Float64Array;
  /** Weighted share of each class. */
  readonly shares: Float64Array;
  /** Sum of the weights of all rows. */
  readonly total: number;
  /** Approximate inverse of the Hessian of each output's weights, where all weights are 0. */
  readonly inverse: RidgeInverse;
}

/** A fresh Hessian costs as much as a fourth of the columns in iterations, but no fewer than this are waited for. */
const leastRefresh = 6;
/** Least curvature of an intercept, as a share of the sum of the weights. */
const leastCurvature = 1e-6;

/** The loss as a function along lines; `parameters` holds, for each output, its weights (padded) and its intercept. */
export interface Loss extends LineProblem {
  readonly outputs: number;
  readonly parameters: Float64Array;
}

/**
 * Weighted multinomial cross-entropy plus half the squared length of all weights; intercepts go unpenalised.
 *
 * Predictors are kept and followed along the line, so that a trial step costs no product with the features.
 */
export function multinomialLoss(problem: LossProblem): Loss {
  const { design, labels, classes, classWeights, shares, total, inverse } = problem;
  const { rows: n, padded } = design;
  const outputs = classes === 2 ? 1 : classes;
  const block = padded + 1;
  const size = outputs * block;
  const parameters = new Float64Array(size);
  const aimed = new Float64Array(size);
  const predictors = Array.from({ length: outputs }, () => new Float64Array(n));
  const moves = Array.from({ length: outputs }, () => new Float64Array(n));
  const residuals = Array.from({ length: outputs }, () => new Float64Array(n));
  let slope = 0;

  // At zero weights the Hessian is (diag(shares) - shares shares') x G plus the ridge, which for equal shares is the
  // same matrix for every output, outputs being kept at mean 0.
  const inverses = new Array<RidgeInverse>(outputs).fill(inverse);
  const interceptCurvatures = Float64Array.from({ length: outputs }, (_, o) =>
    outputs === 1 ? total * shares[0] * shares[1] : total * shares[o],
  );

  const evaluate = classes === 2 ? binaryCrossEntropy : crossEntropy;
  const penalised = (at: number): boolean => at % block !== padded;
  const value = (step: number): number => {
    const sums = evaluate(labels, classWeights, predictors, moves, step, residuals);
    let penalty = 0;
    slope = sums.slope;
    for (let i = 0; i < size; i++) {
      if (!penalised(i)) continue;
      const weight = parameters[i] + step * aimed[i];
      penalty += weight * weight;
      slope += weight * aimed[i];
    }
    return sums.value + penalty / 2;
  };
  return {
    size,
    outputs,
    parameters,
    value,
    slope: () => slope,
    gradient: (into) => {
      for (let o = 0; o < outputs; o++) {
        const at = o * block;
        transposedProduct(design, residuals[o], into.subarray(at, at + padded));
        for (let c = 0; c < padded; c++) into[at + c] += parameters[at + c];
        let sum = 0;
        for (let r = 0; r < n; r++) sum += residuals[o][r];
        into[at + padded] = sum;
      }
    },
    precondition: (vector, into) => {
      into.set(vector);
      for (let o = 0; o < outputs; o++) {
        const at = o * block;
        inverses[o](into.subarray(at, at + padded));
        into[at + padded] /= interceptCurvatures[o];
      }
      if (outputs > 1) removeMeans(into, outputs);
    },
    refreshEvery: isPaired(design) ? Math.max(leastRefresh, Math.ceil(padded / 4)) : Number.POSITIVE_INFINITY,
    refresh: () => {
      const curvatures = new Float64Array(n);
      for (let o = 0; o < outputs; o++) {
        const own = classes === 2 ? 1 : o;
        let sum = 0;
        for (let r = 0; r < n; r++) {
          const weight = classWeights[labels[r]];
          const probability = residuals[o][r] / weight + (labels[r] === own ? 1 : 0);
          curvatures[r] = weight * Math.max(0, probability * (1 - probability));
          sum += curvatures[r];
        }
        inverses[o] = ridgeInverse(weightedGram(design, curvatures), padded, 1);
        interceptCurvatures[o] = Math.max(sum, leastCurvature * total);
      }
    },
    aim: (direction) => {
      aimed.set(direction);
      for (let o = 0; o < outputs; o++) {
        const at = o * block;
        moves[o].fill(direction[at + padded]);
        addProduct(design, direction.subarray(at, at + padded), moves[o]);
      }
    },
    move: (step) => {
      for (let i = 0; i < size; i++) parameters[i] += step * aimed[i];
      for (let o = 0; o < outputs; o++) {
        const predictor = predictors[o];
        const move = moves[o];
        for (let r = 0; r < n; r++) predictor[r] += step * move[r];
      }
    },
  };
}

/**
 * Takes from each parameter its mean over the outputs. The loss does not change when all outputs move alike, so that
 * the ridge keeps their mean at 0: to search there too would only mislead the approximate Hessian.
 */
function removeMeans(vector: Float64Array, outputs: number): void {
  const block = vector.length / outputs;
  for (let c = 0; c < block; c++) {
    let mean = 0;
    for (let o = 0; o < outputs; o++) mean += vector[o * block + c] / outputs;
    for (let o = 0; o < outputs; o++) vector[o * block + c] -= mean;
  }
}

interface Sums {
  readonly value: number;
  readonly slope: number;
}

/** Cross-entropy at a step along the line, its slope, and the weighted residuals of each row. */
function binaryCrossEntropy(
  labels: Int32Array,
  weights: Float64Array,
  [predictor]: readonly Float64Array[],
  [move]: readonly Float64Array[],
  step: number,
  [residual]: readonly Float64Array[],
): Sums {
  let value = 0;
  let slope = 0;
  for (let r = 0; r < labels.length; r++) {
    const log = predictor[r] + step * move[r];
    const weight = weights[labels[r]];
    const small = Math.exp(-Math.abs(log));
    const probability = (log > 0 ? 1 : small) / (1 + small);
    value += weight * (Math.max(log, 0) + Math.log(1 + small) - labels[r] * log);
    const difference = weight * (probability - labels[r]);
    residual[r] = difference;
    slope += difference * move[r];
  }
  return { value, slope };
}

function crossEntropy(
  labels: Int32Array,
  weights: Float64Array,
  predictors: readonly Float64Array[],
  moves: readonly Float64Array[],
  step: number,
  residuals: readonly Float64Array[],
): Sums {
  const outputs = predictors.length;
  let value = 0;
  let slope = 0;
  for (let r = 0; r < labels.length; r++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let o = 0; o < outputs; o++) {
      const log = predictors[o][r] + step * moves[o][r];
      residuals[o][r] = log;
      if (log > largest) largest = log;
    }
    const weight = weights[labels[r]];
    const own = residuals[labels[r]][r] - largest;
    let sum = 0;
    for (let o = 0; o < outputs; o++) {
      const exponential = Math.exp(residuals[o][r] - largest);
      residuals[o][r] = exponential;
      sum += exponential;
    }
    value += weight * (Math.log(sum) - own);
    for (let o = 0; o < outputs; o++) {
      const difference = weight * (residuals[o][r] / sum - (o === labels[r] ? 1 : 0));
      residuals[o][r] = difference;
      slope += difference * moves[o][r];
    }
  }
  return { value, slope };
}
