import { random, seedOf } from "../../stats/mod.ts";

/** The rows that a tree is grown on: drawn with replacement, each drawn row listed once with how often it was drawn. */
export interface Bag {
  readonly rows: Int32Array;
  /** One for each training row; 0 for those not drawn. */
  readonly drawn: Uint16Array;
  /** Seed of what the tree draws later on. */
  readonly seed: number;
}

/**
 * Draws the rows of a tree from a stream of its own, so that a tree is the same whichever worker grows it.
 *
 * @param rows - number of training rows
 * @param seed - seed of the forest
 * @param tree - number of the tree
 */
export function bootstrapBag(rows: number, seed: number, tree: number): Bag {
  const own = seedOf(seed, "tree", tree);
  const stream = random(own);
  const drawn = new Uint16Array(rows);
  let distinct = 0;
  for (let i = 0; i < rows; i++) {
    const row = stream.integer(rows);
    if (drawn[row]++ === 0) distinct++;
  }
  const listed = new Int32Array(distinct);
  let at = 0;
  for (let row = 0; row < rows; row++) if (drawn[row] > 0) listed[at++] = row;
  return { rows: listed, drawn, seed: seedOf(own, "features") };
}
