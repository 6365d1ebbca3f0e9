/**
 * Writes the softmax of the present classes' scores into a row of all classes; the others stay as they are.
 *
 * @param scores - one a present class; any constant may be added to all
 * @param present - the class of each score
 * @param row - one entry a class
 */
export function writeSoftmax(scores: Float64Array, present: Int32Array, row: Float64Array): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) if (scores[k] > largest) largest = scores[k];
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    const exponential = Math.exp(scores[k] - largest);
    row[present[k]] = exponential;
    sum += exponential;
  }
  for (let k = 0; k < scores.length; k++) row[present[k]] /= sum;
}
