import { fail } from "../problem/mod.ts";
import type { LabelRule } from "./config.ts";

/** Which side of the threshold a rating lies on; a tie lies on neither. */
export type Level = "high" | "low" | "tie";

/** Scales that questionnaires use, narrowest first. */
const knownScales = [
  [1, 5],
  [1, 7],
  [1, 9],
  [0, 10],
  [0, 100],
] as const;

/**
 * Guesses the scale that ratings were given on: the narrowest common one that holds them all, provided that they
 * reach near both its ends. Ratings around zero are taken as -1 to 1.
 *
 * @param ratings - all ratings of a study, NaN where missing
 * @returns the scale, or undefined when none fits
 */
export function guessScale(ratings: ArrayLike<number>): readonly [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ratings.length; i++) {
    if (ratings[i] < low) low = ratings[i];
    if (ratings[i] > high) high = ratings[i];
  }
  if (low < 0 && low >= -1 && high <= 1) return [-1, 1];
  return knownScales.find(([bottom, top]) => {
    const margin = 0.15 * (top - bottom);
    return low >= bottom && high <= top && low <= bottom + margin && high >= top - margin;
  });
}

/**
 * Puts each rating on a side by a rule that was fixed beforehand.
 *
 * @param ratings - one rating a trial, NaN where missing
 * @param participants - the participant of each trial
 * @param rule - `midpoint` of the scale, a given `threshold`, or each `participant-mean`
 * @returns a level a trial, null where the rating is missing, and the rule in words
 * @throws InputError `rating-out-of-scale` when no scale is known or a rating lies outside it
 * @example
 * ```ts
 * import { applyLabelRule } from "heartface";
 * applyLabelRule([2, 5, 8], ["P01", "P01", "P01"], { rule: "midpoint", scale: [1, 9] }).levels;
 * // ["low", "tie", "high"]
 * ```
 */
export function applyLabelRule(
  ratings: ArrayLike<number>,
  participants: readonly string[],
  rule: Pick<LabelRule, "rule" | "scale" | "threshold">,
  column?: string,
): { readonly levels: readonly (Level | null)[]; readonly words: string } {
  const place = column === undefined ? {} : { column };
  if (rule.rule === "participant-mean") {
    const sums = new Map<string, { sum: number; count: number }>();
    for (let i = 0; i < ratings.length; i++) {
      if (!Number.isFinite(ratings[i])) continue;
      const entry = sums.get(participants[i]) ?? { sum: 0, count: 0 };
      sums.set(participants[i], { sum: entry.sum + ratings[i], count: entry.count + 1 });
    }
    const cut = (i: number): number => {
      const entry = sums.get(participants[i]);
      return entry ? entry.sum / entry.count : Number.NaN;
    };
    return { levels: levels(ratings, cut), words: "high above, low below the participant's own mean rating" };
  }
  if (rule.rule === "threshold") {
    const { threshold } = rule;
    if (threshold === undefined)
      return fail("option-invalid", "the label rule `threshold` needs a threshold", place);
    return { levels: levels(ratings, () => threshold), words: `high above, low below ${threshold}` };
  }
  const scale = rule.scale ?? guessScale(ratings);
  if (!scale)
    return fail("rating-out-of-scale", "the ratings fit no common scale, so its midpoint is unknown", place);
  const [bottom, top] = scale;
  for (let i = 0; i < ratings.length; i++) {
    if (ratings[i] < bottom || ratings[i] > top) {
      fail(
        "rating-out-of-scale",
        `a rating of ${ratings[i]} lies outside the scale ${bottom} to ${top}`,
        place,
      );
    }
  }
  const midpoint = (bottom + top) / 2;
  return {
    levels: levels(ratings, () => midpoint),
    words: `high above, low below ${midpoint}, the midpoint of the scale ${bottom} to ${top}${rule.scale ? "" : " (guessed)"}`,
  };
}

function levels(ratings: ArrayLike<number>, cut: (row: number) => number): (Level | null)[] {
  return Array.from(ratings, (rating, row) => {
    if (!Number.isFinite(rating)) return null;
    const threshold = cut(row);
    return rating > threshold ? "high" : rating < threshold ? "low" : "tie";
  });
}
