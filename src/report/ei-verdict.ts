import type { EiResult, EiRow, Estimate } from "../ei/mod.ts";
import { holm } from "../stats/mod.ts";
import { counted, listed, points, pValue } from "./format.ts";
import { inOrder, phraseOf } from "./terms.ts";
import { alpha } from "./verdict.ts";

/** The name of the score as a sentence says it. */
export function scoreName({ score, inverse }: { readonly score: string; readonly inverse: boolean }): string {
  return inverse ? `${score}, turned round` : score;
}

/** The rows of the recipe fixed beforehand, for one task. */
export function primaryEiRows(ei: EiResult, task: string): readonly EiRow[] {
  return inOrder(ei.rows.filter((row) => row.task === task && row.primary));
}

interface Compared {
  readonly arm: string;
  readonly difference: Estimate;
}

function figures({ value, low, high }: Estimate, permutations: number, p: number): string {
  const test = permutations > 0 ? `; ${pValue(p, permutations)}` : "";
  return `${points(value)} percentage points (95\u202f% interval ${points(low)} to ${points(high)}${test})`;
}

/**
 * Says in a sentence whether accuracy depends on emotional intelligence: shown only if the p value of High minus Low,
 * corrected by Holm's method over the task's primary arms, is below .05 and the 95 % interval excludes 0.
 *
 * @param ei - what the EI analysis found
 * @param task - the task
 * @returns the sentence, or null when the task has no primary row with people in both groups
 */
export function eiSentence(ei: EiResult, task: string): string | null {
  const rows = primaryEiRows(ei, task).flatMap(({ arm, difference }): Compared[] =>
    difference ? [{ arm, difference }] : [],
  );
  if (rows.length === 0) return null;
  const tested = ei.permutations > 0;
  const p = holm(rows.map((row) => row.difference.p));
  const said = (i: number): string =>
    `${figures(rows[i].difference, ei.permutations, p[i])} ${phraseOf(rows[i].arm)}`;
  const all = rows.map((_, i) => i);
  const shown = all.filter(
    (i) => tested && p[i] < alpha && (rows[i].difference.low > 0 || rows[i].difference.high < 0),
  );
  const correction =
    tested && rows.length > 1 ? ` p is corrected for ${counted(rows.length, "arm")} (Holm).` : "";
  const groups = `participants high and low in emotional intelligence (${scoreName(ei)})`;
  if (!tested) {
    return `No permutation test was asked for, so nothing is decided about ${groups}; mean accuracy of High minus Low was ${listed(all.map(said))}.`;
  }
  if (shown.length === 0) {
    return `No difference in accuracy between ${groups} was shown; High minus Low was ${listed(all.map(said))}.${correction}`;
  }
  const others = all.filter((i) => !shown.includes(i));
  const rest = others.length ? ` No difference was shown for the others: ${listed(others.map(said))}.` : "";
  return `Accuracy differed between ${groups}; High minus Low was ${listed(shown.map(said))}.${rest}${correction}`;
}
