import { ranks } from "../stats/mod.ts";
import type { EiGroup } from "./median-split.ts";

/** The participants that some rows have in common, and all that depends on their scores alone. */
export interface People {
  readonly names: readonly string[];
  readonly scores: Float64Array;
  readonly groups: readonly EiGroup[];
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Stratum of each, numbered from 0. */
  readonly stratum: Int32Array;
  /** Weights of a sum that gives the mean of High minus the mean of Low; all 0 when either is empty. */
  readonly contrast: Float64Array;
  /** Centred ranks of the scores, of length 1; all 0 when the scores do not vary. */
  readonly direction: Float64Array;
}

/** Gathers what EI says of the named participants, all of whom have a score. */
export function peopleOf(
  names: readonly string[],
  scoreOf: ReadonlyMap<string, number>,
  groupOf: ReadonlyMap<string, EiGroup>,
  stratumOf: ReadonlyMap<string, string> | undefined,
): People {
  const scores = Float64Array.from(names, (name) => scoreOf.get(name) ?? Number.NaN);
  const groups = names.map((name) => groupOf.get(name) ?? null);
  const where = (group: EiGroup) => Int32Array.from(groups.flatMap((of, i) => (of === group ? [i] : [])));
  const [high, low] = [where("high"), where("low")];
  const contrast = new Float64Array(names.length);
  if (high.length > 0 && low.length > 0) {
    for (const i of high) contrast[i] = 1 / high.length;
    for (const i of low) contrast[i] = -1 / low.length;
  }
  // Participants without a level of the covariate form a level of their own.
  const levels = names.map((name) => stratumOf?.get(name) ?? null);
  const numbered = new Map([...new Set(levels)].map((level, i) => [level, i]));
  const stratum = Int32Array.from(levels, (level) => numbered.get(level) ?? 0);
  return { names, scores, groups, high, low, stratum, contrast, direction: direction(scores) };
}

/**
 * Centred ranks scaled to length 1: the sum of products of two such lists is Spearman's correlation. All 0 when the
 * values do not vary, so that the correlation comes out as 0.
 */
export function direction(values: Float64Array): Float64Array {
  const centred = ranks(values).map((rank) => rank - (values.length + 1) / 2);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? centred.map((value) => value / length) : centred;
}
