import { median } from "../stats/mod.ts";

/** High, Low, or null when nobody differs from anybody. */
export type EiGroup = "high" | "low" | null;

/** Who is High and who is Low. */
export interface MedianSplit {
  readonly groups: ReadonlyMap<string, EiGroup>;
  /** The median; NaN without scores. */
  readonly cut: number;
  /** Participants exactly at the median. */
  readonly ties: number;
  /** How the groups were made, as a methods section would say it. */
  readonly rule: string;
}

/**
 * Splits participants at the median score: High above it, Low at or below it. Only where more than half of them share
 * the highest score, so that nobody is above the median, do those at it count as High. When all scores are equal there
 * are no groups.
 *
 * With an odd number of participants at least one is exactly at the median. Counting ties as Low is the usual choice; it
 * looks at the scores alone, so it cannot lean towards a result. A median split throws information away (MacCallum et
 * al. 2002, doi:10.1037/1082-989X.7.1.19): the correlation with the score itself stands beside it.
 *
 * @param scores - oriented score of each participant, finite
 * @example
 * ```ts
 * import { medianSplit } from "heartface";
 * const split = medianSplit(new Map([["P01", 90], ["P02", 100], ["P03", 110]]));
 * split.groups.get("P02"); // "low": exactly at the cut of 100
 * ```
 */
export function medianSplit(scores: ReadonlyMap<string, number>): MedianSplit {
  const values = [...scores.values()];
  const cut = median(values);
  const ties = values.filter((value) => value === cut).length;
  const nobodyAbove = !values.some((value) => value > cut);
  const nobodyBelow = !values.some((value) => value < cut);
  const groupOf = (value: number): EiGroup => {
    if (nobodyAbove && nobodyBelow) return null;
    return value > cut || (nobodyAbove && value === cut) ? "high" : "low";
  };
  const rule =
    nobodyAbove && nobodyBelow
      ? "no groups, since all scores are equal"
      : nobodyAbove
        ? "High at the median score, which is the highest, Low below it"
        : "High above the median score, Low at or below it";
  const groups = new Map([...scores].map(([participant, value]) => [participant, groupOf(value)]));
  return { groups, cut, ties, rule };
}
