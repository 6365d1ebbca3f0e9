/** All pairs of classes, the lower first, in the order of libsvm. */
export function classPairs(classes: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let first = 0; first < classes; first++) {
    for (let second = first + 1; second < classes; second++) pairs.push([first, second]);
  }
  return pairs;
}

/**
 * Class scores from the decision values of all pairs: for two classes plus and minus half the decision; for more the
 * number of pairs that a class wins, plus its summed decisions squeezed into (-1/3, 1/3), which settle ties alone.
 *
 * The largest score is the winner of the vote, as in scikit-learn's `SVC(break_ties=True)`.
 *
 * Source: Hsu & Lin 2002, A comparison of methods for multiclass support vector machines, doi:10.1109/72.991427.
 *
 * @param decisions - decision value of each pair of {@link classPairs}; positive means the first class
 * @param into - one score a class
 */
export function voteScores(decisions: Float64Array, into: Float64Array): void {
  const classes = into.length;
  if (classes === 2) {
    into[0] = decisions[0] / 2;
    into[1] = -decisions[0] / 2;
    return;
  }
  for (let k = 0; k < classes; k++) {
    let votes = 0;
    let confidence = 0;
    let pair = 0;
    for (let first = 0; first < classes; first++) {
      for (let second = first + 1; second < classes; second++, pair++) {
        if (k !== first && k !== second) continue;
        const decision = k === first ? decisions[pair] : -decisions[pair];
        confidence += decision;
        // A decision of exactly 0 goes to the second class, as in libsvm.
        if (decision > 0 || (decision === 0 && k === second)) votes++;
      }
    }
    into[k] = votes + confidence / (3 * (Math.abs(confidence) + 1));
  }
}
