import type { Random } from "./random.ts";

/**
 * Draws as many groups as there are, with replacement: one sample of a bootstrap over groups. Trials of one person are
 * alike, so that a bootstrap draws people, each with all their trials.
 *
 * @param count - number of groups
 * @param random - where chance comes from
 * @returns `count` indices from 0 to `count` - 1
 *
 * Source: Davison & Hinkley 1997, Bootstrap Methods and their Application, section 3.8, doi:10.1017/CBO9780511802843.
 * @example
 * ```ts
 * import { random, resampleGroups } from "heartface";
 * resampleGroups(30, random(1)).length; // 30
 * ```
 */
export function resampleGroups(count: number, random: Random): Int32Array {
  const drawn = new Int32Array(count);
  for (let i = 0; i < count; i++) drawn[i] = random.integer(count);
  return drawn;
}
