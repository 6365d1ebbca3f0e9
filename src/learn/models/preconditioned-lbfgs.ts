/** A smooth convex function that is cheap to follow along a line. All arrays have `size` entries. */
export interface LineProblem {
  readonly size: number;
  /** Writes the gradient where the search stands. */
  readonly gradient: (into: Float64Array) => void;
  /** Multiplies by an approximate inverse of the Hessian. */
  readonly precondition: (vector: Float64Array, into: Float64Array) => void;
  /** Makes that inverse anew where the search stands. */
  readonly refresh: () => void;
  /** Iterations after which it is worth doing so. */
  readonly refreshEvery: number;
  /** Sets the direction of the line. */
  readonly aim: (direction: Float64Array) => void;
  /** Function value at `step` along the line. */
  readonly value: (step: number) => number;
  /** Derivative along the line at the step that `value` was last asked for. */
  readonly slope: () => number;
  /** Moves to the step that `value` was last asked for. */
  readonly move: (step: number) => void;
}

/** Pairs of steps and gradient changes that are remembered. */
const memory = 10;
/** Stops when the predicted gain is below this: probabilities are then right to about 1e-6. */
const leastGain = 1e-13;
const mostIterations = 1000;
/** Wolfe's conditions: sufficient decrease and curvature. */
const decrease = 1e-4;
const curvature = 0.9;
/** Relative rounding error of the function's value, below which a decrease cannot be seen. */
const rounding = 1e-14;

/**
 * Minimises a convex function by L-BFGS that begins from a given approximate inverse Hessian, and from a fresh one
 * whenever the search has gone on for a while.
 *
 * Source: Nocedal & Wright 2006, Numerical Optimization, algorithms 7.4 and 7.5, doi:10.1007/978-0-387-40065-5.
 *
 * @returns the number of iterations; the problem itself holds where the search ended
 */
export function minimise(problem: LineProblem): number {
  const { size } = problem;
  const steps = Array.from({ length: memory }, () => new Float64Array(size));
  const changes = Array.from({ length: memory }, () => new Float64Array(size));
  const inverse = new Float64Array(memory);
  const factors = new Float64Array(memory);
  const gradient = new Float64Array(size);
  const previous = new Float64Array(size);
  const work = new Float64Array(size);
  const direction = new Float64Array(size);
  let kept = 0;
  let value = problem.value(0);
  problem.gradient(gradient);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    if (iteration > 0 && iteration % problem.refreshEvery === 0) {
      problem.refresh();
      kept = 0;
    }
    work.set(gradient);
    const oldest = Math.max(0, kept - memory);
    for (let h = kept - 1; h >= oldest; h--) {
      const at = h % memory;
      factors[at] = inverse[at] * dot(steps[at], work);
      addScaled(work, changes[at], -factors[at]);
    }
    problem.precondition(work, direction);
    for (let h = oldest; h < kept; h++) {
      const at = h % memory;
      addScaled(direction, steps[at], factors[at] - inverse[at] * dot(changes[at], direction));
    }
    for (let i = 0; i < size; i++) direction[i] = -direction[i];
    const slope = dot(gradient, direction);
    if (!(slope < -leastGain)) return iteration;

    problem.aim(direction);
    const { step, value: reached } = search(problem, value, slope);
    if (step === 0) return iteration;
    value = reached;
    problem.move(step);
    previous.set(gradient);
    problem.gradient(gradient);
    const at = kept % memory;
    for (let i = 0; i < size; i++) {
      steps[at][i] = step * direction[i];
      changes[at][i] = gradient[i] - previous[i];
    }
    const product = dot(steps[at], changes[at]);
    if (product > 0) {
      inverse[at] = 1 / product;
      kept++;
    }
  }
  return mostIterations;
}

/** A step that satisfies Wolfe's conditions, by bracketing and the secant of the slope; 0 when rounding forbids one. */
function search(
  problem: LineProblem,
  start: number,
  slopeAtStart: number,
): { readonly step: number; readonly value: number } {
  const slack = rounding * Math.abs(start);
  let below = 0;
  let slopeBelow = slopeAtStart;
  let above = Number.POSITIVE_INFINITY;
  let step = 1;
  for (let trial = 0; trial < 40; trial++) {
    const value = problem.value(step);
    const slope = problem.slope();
    if (!(value <= start + decrease * step * slopeAtStart + slack)) {
      above = step;
      step = slope > 0 ? below + (step - below) * secant(slopeBelow, slope) : (below + step) / 2;
    } else if (slope < curvature * slopeAtStart) {
      below = step;
      slopeBelow = slope;
      step = above === Number.POSITIVE_INFINITY ? 3 * step : (below + above) / 2;
    } else {
      return { step, value };
    }
  }
  return { step: 0, value: start };
}

/** Where between 0 and 1 a straight line from the first slope to the second crosses zero, kept off both ends. */
function secant(first: number, second: number): number {
  return Math.min(0.9, Math.max(0.1, first / (first - second)));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function addScaled(target: Float64Array, by: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * by[i];
}
