import type { KernelRows } from "./rbf-kernel.ts";

/** A two-class support vector problem in signed coefficients beta = alpha y. */
export interface TwoClassProblem {
  readonly kernel: KernelRows;
  /** +1 or -1 for each row of the kernel; 0 leaves a row out of training. */
  readonly signs: Int8Array;
  /** C of the rows of sign +1 and -1. */
  readonly positiveBound: number;
  readonly negativeBound: number;
  /** Largest violation of the optimality conditions that is left, in units of the decision value. */
  readonly tolerance: number;
}

/** The decision value of a row x is the sum of `coefficients[t] K(t, x)`, plus `bias`. */
export interface TwoClassSolution {
  readonly coefficients: Float64Array;
  readonly bias: number;
  /** Decision value of every row of the kernel, also of those left out of training. */
  readonly decisions: Float64Array;
  readonly steps: number;
}

/** Added to a score so that a row which may not move that way is never the largest or smallest. */
const barred = 1e30;
/** Curvature added so that two equal rows do not divide by zero (tau of libsvm). */
const leastCurvature = 1e-12;
/** Steps after which a badly scaled problem is left as it is: this, or 100 a row. */
const leastStepLimit = 100_000;

/**
 * Solves the dual of the two-class C support vector machine by sequential minimal optimisation with second-order
 * choice of the working set.
 *
 * Written in beta = alpha y the problem has no signs but in its bounds: maximise `sum y beta - beta' K beta / 2` with
 * `sum beta = 0` and beta in [0, C+] or [-C-, 0]; a row may go up while it is below its upper bound. The loops have
 * no branch that is hard to predict (bounds enter as huge numbers), which makes them several times faster on noise,
 * where rows at a bound and free ones alternate at random.
 *
 * Source: Fan, Chen & Lin 2005, Working set selection using second order information for training support vector
 * machines, JMLR 6, 1889-1918. Departures: no shrinking (with the kernel in memory and a good start it does not pay),
 * and a start that is given, where libsvm begins at zero.
 *
 * @param problem - what is to be told apart
 * @param start - coefficients to begin at, see {@link startAtBounds}; changed in place
 */
export function solveTwoClass(problem: TwoClassProblem, start: Float64Array): TwoClassSolution {
  const { kernel, signs, positiveBound, negativeBound, tolerance } = problem;
  const n = signs.length;
  const beta = start;
  const gradient = new Float64Array(n);
  const up = new Float64Array(n);
  const low = new Float64Array(n);
  const highest = (t: number): number => (signs[t] > 0 ? positiveBound : 0);
  const lowest = (t: number): number => (signs[t] < 0 ? -negativeBound : 0);
  const bar = (t: number): void => {
    up[t] = beta[t] < highest(t) ? 0 : -barred;
    low[t] = beta[t] > lowest(t) ? 0 : barred;
  };
  for (let t = 0; t < n; t++) {
    gradient[t] = signs[t];
    bar(t);
  }
  subtractKernelProduct(kernel, beta, gradient);

  const limit = Math.max(leastStepLimit, 100 * n);
  let rowI = kernel.row(0);
  let rowJ = rowI;
  let step = 0;
  let top = 0;
  let bottom = 0;
  let steps = 0;
  for (; steps < limit; steps++) {
    // What the last step changed, and the row that most wants to go up.
    let i = -1;
    top = -barred / 2;
    bottom = barred / 2;
    for (let t = 0; t < n; t++) {
      const value = gradient[t] - step * (rowI[t] - rowJ[t]);
      gradient[t] = value;
      const upward = value + up[t];
      if (upward > top) {
        top = upward;
        i = t;
      }
      const downward = value + low[t];
      if (downward < bottom) bottom = downward;
    }
    if (i < 0 || top - bottom < tolerance) break;

    // Its partner: the row with which a joint step gains most.
    rowI = kernel.row(i);
    let j = -1;
    let bestGain = 0;
    let bestCurvature = 1;
    for (let t = 0; t < n; t++) {
      const violation = top - (gradient[t] + low[t]);
      const gain = violation * Math.abs(violation);
      const curvature = 2 - 2 * rowI[t] + leastCurvature;
      if (gain * bestCurvature > bestGain * curvature) {
        bestGain = gain;
        bestCurvature = curvature;
        j = t;
      }
    }
    if (j < 0) break;
    rowJ = kernel.row(j);

    const roomUp = highest(i) - beta[i];
    const roomDown = beta[j] - lowest(j);
    step = Math.min((top - gradient[j]) / bestCurvature, roomUp, roomDown);
    // A row that reaches its bound is set there exactly, or rounding would leave it free.
    beta[i] = step === roomUp ? highest(i) : beta[i] + step;
    beta[j] = step === roomDown ? lowest(j) : beta[j] - step;
    bar(i);
    bar(j);
  }

  const bias = biasOf(gradient, up, low, (top + bottom) / 2);
  return { coefficients: beta, bias, decisions: gradient.map((g, t) => signs[t] - g + bias), steps };
}

/** At a free row decision and sign agree, so the gradient is the bias: their mean, or the middle when none is free. */
function biasOf(gradient: Float64Array, up: Float64Array, low: Float64Array, middle: number): number {
  let free = 0;
  let sum = 0;
  for (let t = 0; t < gradient.length; t++) {
    if (up[t] === 0 && low[t] === 0) {
      free++;
      sum += gradient[t];
    }
  }
  return free > 0 ? sum / free : middle;
}

/** Rows taken together, so that the vector is read and written a fourth as often. */
const together = 4;

function subtractKernelProduct(kernel: KernelRows, beta: Float64Array, from: Float64Array): void {
  const used: number[] = [];
  for (let t = 0; t < beta.length; t++) if (beta[t] !== 0) used.push(t);
  const at = (index: number): number => used[Math.min(index, used.length - 1)];
  for (let u = 0; u < used.length; u += together) {
    const a = kernel.row(at(u));
    const b = kernel.row(at(u + 1));
    const c = kernel.row(at(u + 2));
    const d = kernel.row(at(u + 3));
    const weigh = (index: number): number => (index < used.length ? beta[used[index]] : 0);
    addFour(from, a, -weigh(u), b, -weigh(u + 1), c, -weigh(u + 2), d, -weigh(u + 3));
  }
}

function addFour(
  into: Float64Array,
  a: Float32Array,
  byA: number,
  b: Float32Array,
  byB: number,
  c: Float32Array,
  byC: number,
  d: Float32Array,
  byD: number,
): void {
  for (let t = 0; t < into.length; t++) into[t] += byA * a[t] + byB * b[t] + (byC * c[t] + byD * d[t]);
}

/**
 * Coefficients to start from: every row at its bound, but for so many rows of the heavier class that the sum is 0.
 *
 * On labels that are noise nearly every row ends at its bound, and a permutation test fits hardly anything else: from
 * here it takes a third of the steps that it takes from zero.
 */
export function startAtBounds(signs: Int8Array, positiveBound: number, negativeBound: number): Float64Array {
  const beta = Float64Array.from(signs, (sign) => boundOf(sign, positiveBound, negativeBound));
  balance(beta, () => true);
  return beta;
}

/**
 * Coefficients to start from when a problem with more rows is solved already (alpha seeding, DeCoste & Wagstaff 2000,
 * doi:10.1145/347090.347165): rows at their bound stay there, free ones keep their value.
 */
export function startFrom(
  solved: Float64Array,
  solvedBounds: { readonly positive: number; readonly negative: number },
  signs: Int8Array,
  positiveBound: number,
  negativeBound: number,
): Float64Array {
  const beta = Float64Array.from(solved, (was, t) => {
    if (was === boundOf(signs[t], solvedBounds.positive, solvedBounds.negative)) {
      return boundOf(signs[t], positiveBound, negativeBound);
    }
    if (signs[t] === 0) return 0;
    return Math.max(-negativeBound, Math.min(positiveBound, was));
  });
  balance(beta, (value) => value !== positiveBound && value !== -negativeBound);
  balance(beta, () => true);
  return beta;
}

function boundOf(sign: number, positiveBound: number, negativeBound: number): number {
  return sign > 0 ? positiveBound : sign < 0 ? -negativeBound : 0;
}

/** Takes coefficients of the heavier sign towards 0, row by row, until the sum is 0. */
function balance(beta: Float64Array, eligible: (value: number) => boolean): void {
  let excess = beta.reduce((sum, value) => sum + value, 0);
  for (let t = 0; t < beta.length && excess !== 0; t++) {
    if (beta[t] * excess <= 0 || !eligible(beta[t])) continue;
    const taken = excess > 0 ? Math.min(excess, beta[t]) : Math.max(excess, beta[t]);
    beta[t] -= taken;
    excess -= taken;
  }
}
