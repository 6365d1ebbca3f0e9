/**
 * Spearman's correlation in bootstrap samples of the same pairs, without sorting each sample: values are put in order
 * once, and a sample is told by how often each pair was drawn.
 *
 * @param x - n values
 * @param y - n values
 * @returns a function from the n counts of a sample to its correlation, NaN when either side does not vary in it
 */
export function resampledSpearman(x: Float64Array, y: Float64Array): (counts: ArrayLike<number>) => number {
  const ranksOfX = resampledRanks(x);
  const ranksOfY = resampledRanks(y);
  const rankX = new Float64Array(x.length);
  const rankY = new Float64Array(y.length);
  return (counts) => {
    const drawn = ranksOfX(counts, rankX);
    ranksOfY(counts, rankY);
    const centre = (drawn + 1) / 2;
    let xx = 0;
    let yy = 0;
    let xy = 0;
    for (let i = 0; i < rankX.length; i++) {
      const dx = rankX[i] - centre;
      const dy = rankY[i] - centre;
      xx += counts[i] * dx * dx;
      yy += counts[i] * dy * dy;
      xy += counts[i] * dx * dy;
    }
    return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Number.NaN;
  };
}

/** Writes the mid-rank of each value in a sample, and returns the sample's size. */
function resampledRanks(values: Float64Array): (counts: ArrayLike<number>, into: Float64Array) => number {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  return (counts, into) => {
    let below = 0;
    let from = 0;
    while (from < order.length) {
      let to = from;
      let tied = 0;
      while (to < order.length && values[order[to]] === values[order[from]]) tied += counts[order[to++]];
      for (let i = from; i < to; i++) into[order[i]] = below + (tied + 1) / 2;
      below += tied;
      from = to;
    }
    return below;
  };
}
