import { permutationP, type Random, reaches, shuffle } from "../stats/mod.ts";

/**
 * A statistic of the form Σ weight × outcome over participants: the weights come from EI and are permuted, the outcomes
 * are what was observed. Both a difference of group means and a rank correlation can be written so.
 */
export interface PermutedSum {
  /** One weight a participant. */
  readonly weights: Float64Array;
  /** One outcome a participant. */
  readonly outcomes: Float64Array;
}

/**
 * Two-sided permutation p values of several sums, all under the same permutations of participants.
 *
 * Within strata a sum does not vary about 0 but about what the strata alone bring about, so that its distance is taken
 * from its mean over all permitted permutations, Σ over strata of n × mean weight × mean outcome. Permutations that tie
 * with the observed labelling count against it.
 *
 * @param sums - the statistics; every array has one entry a participant
 * @param stratum - stratum of each participant, 0 to the number of strata - 1: EI is exchanged only within it
 * @param permutations - how many to draw
 * @param by - where chance comes from
 * @returns p of each sum, (b + 1) / (m + 1)
 *
 * Source: Phipson & Smyth 2010, doi:10.2202/1544-6115.1585; for restricted permutation, Winkler et al. 2014,
 * doi:10.1016/j.neuroimage.2014.01.060.
 */
export function permutedSums(
  sums: readonly PermutedSum[],
  stratum: Int32Array,
  permutations: number,
  by: Random,
): Float64Array {
  const count = stratum.length;
  const strata = membersOf(stratum);
  const centres = sums.map((sum) => expected(sum, strata));
  const observed = sums.map(({ weights, outcomes }, s) => {
    let total = 0;
    for (let i = 0; i < count; i++) total += weights[i] * outcomes[i];
    return Math.abs(total - centres[s]);
  });
  const exceedances = new Float64Array(sums.length);
  const from = Int32Array.from({ length: count }, (_, i) => i);
  const drawn = strata.map((members) => Int32Array.from(members));
  for (let m = 0; m < permutations; m++) {
    strata.forEach((members, s) => {
      shuffle(drawn[s], by);
      for (let i = 0; i < members.length; i++) from[members[i]] = drawn[s][i];
    });
    for (let s = 0; s < sums.length; s++) {
      const { weights, outcomes } = sums[s];
      let total = 0;
      for (let i = 0; i < count; i++) total += weights[from[i]] * outcomes[i];
      if (reaches(Math.abs(total - centres[s]), observed[s])) exceedances[s]++;
    }
  }
  return exceedances.map((b) => permutationP(b, permutations));
}

function membersOf(stratum: Int32Array): readonly (readonly number[])[] {
  const members: number[][] = [];
  stratum.forEach((s, i) => {
    members[s] ??= [];
    members[s].push(i);
  });
  return members;
}

function expected({ weights, outcomes }: PermutedSum, strata: readonly (readonly number[])[]): number {
  let total = 0;
  for (const members of strata) {
    let weight = 0;
    let outcome = 0;
    for (const i of members) {
      weight += weights[i];
      outcome += outcomes[i];
    }
    total += (weight * outcome) / members.length;
  }
  return total;
}
