import { random, seedOf, shuffle } from "../stats/mod.ts";
import type { Dataset } from "./dataset.ts";

/** How labels may be exchanged when they mean nothing. */
export type PermutationScheme = "within-participant" | "across-participants";

/**
 * The scheme that fits a design: labels that vary within participants are exchanged among each participant's own
 * trials; labels that belong to the person are exchanged among persons, all trials of a person together.
 *
 * One person whose labels vary is enough for the first: whoever has one label only then keeps it in every permutation, and
 * what such people add to a score they add to each permuted score too.
 */
export function permutationScheme({
  labels,
  participant,
}: Pick<Dataset, "labels" | "participant">): PermutationScheme {
  const first = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    const label = first.get(participant[row]);
    if (label === undefined) first.set(participant[row], labels[row]);
    else if (label !== labels[row]) return "within-participant";
  }
  return "across-participants";
}

/**
 * Labels as they might have been, had they meant nothing: whole trials exchanged within each participant, so that each
 * keeps the classes and counts it had, and what differs between people only cannot make p small; or the labels of whole
 * persons, see {@link permutationScheme}.
 *
 * @param data - the task's trials
 * @param seed - seed of the permutation test
 * @param index - which permutation, from 1; 0 returns the true labels
 * @returns class index of each row; the same for the same seed and index, whoever asks
 *
 * Source: Ojala & Garriga 2010, Test 1, https://jmlr.org/papers/v11/ojala10a.html, restricted to blocks after Winkler et
 * al. 2015, doi:10.1016/j.neuroimage.2015.05.092.
 */
export function permuteLabels(
  data: Pick<Dataset, "labels" | "participant" | "participants">,
  seed: number,
  index: number,
): Int32Array {
  const { labels, participant, participants } = data;
  if (index === 0) return labels;
  const by = random(seedOf(seed, "permutation", index));
  const permuted = Int32Array.from(labels);
  const rowsOf: number[][] = participants.map(() => []);
  participant.forEach((person, row) => {
    rowsOf[person].push(row);
  });
  if (permutationScheme(data) === "within-participant") {
    for (const rows of rowsOf) {
      const values = Int32Array.from(rows, (row) => labels[row]);
      shuffle(values, by);
      rows.forEach((row, i) => {
        permuted[row] = values[i];
      });
    }
    return permuted;
  }
  const present = rowsOf.filter((rows) => rows.length > 0);
  const labelOf = Int32Array.from(present, (rows) => labels[rows[0]]);
  shuffle(labelOf, by);
  present.forEach((rows, i) => {
    for (const row of rows) permuted[row] = labelOf[i];
  });
  return permuted;
}
