/** The temperature is sought between these: hardly any trust in the scores, and near certainty. */
const least = 1e-3;
const most = 100;
/**
 * No row gets a probability so near 1 that it can no longer be told from its neighbours: beyond this exponent the order
 * of rows, and with it the area under the curve, would drown in rounding.
 */
const largestExponent = 20;
const mostIterations = 60;
const tolerance = 1e-9;

/**
 * The factor by which class scores are multiplied before softmax so that cross-entropy is least, between 0.001 and
 * 100, and never so large that a row's probabilities become all or nothing.
 *
 * One positive factor keeps the order of the scores: the most probable class is the classifier's own decision. Platt's
 * sigmoid (Platt 1999, Probabilistic outputs for support vector machines) has an offset and so may contradict it, which
 * libsvm's coupled probabilities do on small samples.
 *
 * Source: Guo et al. 2017, On calibration of modern neural networks, ICML (PMLR 70), arXiv:1706.04599, where the
 * temperature is the inverse of this factor.
 *
 * @param scores - class scores, `rows x classes`
 * @param labels - class of each row, 0 to `classes` - 1
 * @param weights - weight of a row of each class
 */
export function fitTemperature(scores: Float64Array, labels: Int32Array, weights: Float64Array): number {
  if (labels.length === 0) return 1;
  let low = least;
  let high = Math.min(most, largestExponent / widestGap(scores, weights.length));
  if (derivatives(scores, labels, weights, low).first >= 0) return low;
  if (derivatives(scores, labels, weights, high).first <= 0) return high;
  // Cross-entropy is convex in the factor: Newton's step, or the middle where it would leave the bracket.
  let factor = 1;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const { first, second } = derivatives(scores, labels, weights, factor);
    if (first > 0) high = factor;
    else low = factor;
    const newton = factor - first / second;
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    if (Math.abs(next - factor) <= tolerance * factor) return next;
    factor = next;
  }
  return factor;
}

/** The widest gap between the class scores of a row. */
function widestGap(scores: Float64Array, classes: number): number {
  let widest = 1e-12;
  for (let at = 0; at < scores.length; at += classes) {
    let low = scores[at];
    let high = scores[at];
    for (let k = 1; k < classes; k++) {
      low = Math.min(low, scores[at + k]);
      high = Math.max(high, scores[at + k]);
    }
    widest = Math.max(widest, high - low);
  }
  return widest;
}

/** First and second derivative of the weighted cross-entropy by the factor. */
function derivatives(
  scores: Float64Array,
  labels: Int32Array,
  weights: Float64Array,
  factor: number,
): { readonly first: number; readonly second: number } {
  const classes = weights.length;
  let first = 0;
  let second = 0;
  for (let row = 0; row < labels.length; row++) {
    const at = row * classes;
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) if (scores[at + k] > largest) largest = scores[at + k];
    let sum = 0;
    let mean = 0;
    let square = 0;
    for (let k = 0; k < classes; k++) {
      const below = scores[at + k] - largest;
      const exponential = Math.exp(factor * below);
      sum += exponential;
      mean += exponential * below;
      square += exponential * below * below;
    }
    mean /= sum;
    const weight = weights[labels[row]];
    first += weight * (mean - (scores[at + labels[row]] - largest));
    second += weight * (square / sum - mean * mean);
  }
  return { first, second };
}
