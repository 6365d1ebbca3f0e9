import type { AuditResult } from "../audit/mod.ts";
import type { Arm, ScoreRow } from "../learn/mod.ts";
import { armModality } from "../learn/mod.ts";
import {
  chanceLevel,
  counted,
  interval,
  listed,
  people,
  percent,
  percentage,
  points,
  pValue,
  quoted,
} from "./format.ts";
import { capital, isDummy, phraseOf, usualValidation, validationPhrase } from "./terms.ts";
import { distrust } from "./trust.ts";

/** The level below which a corrected p value counts. */
export const alpha = 0.05;

/**
 * "Slightly better" ends where a score has gone this share of the way from chance to perfect,
 * (value - chance) / (1 - chance): a convention of this report, not of the field; the numbers stand beside the words.
 */
export const slightBelow = 0.2;

/** "Much better" begins where a score has gone this share of the way; see {@link slightBelow}. */
export const muchFrom = 0.5;

/** With fewer participants than these a verdict is called a try-out: a convention of this report, not of the field. */
export const tryOutBelow = 10;

/** More classes than these are counted in a sentence, not named. */
const namedClasses = 6;

/** What is said of a score. */
export type VerdictKind = "above" | "chance" | "below" | "untested" | "undetermined";

/** A score of the recipe fixed beforehand, judged. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly row: ScoreRow;
  /** One or two plain sentences. */
  readonly sentence: string;
}

/**
 * Judges a score: above chance only if the p value, corrected by Holm's method (see `ScoreRow.pHolm`), is below .05 and
 * the 95 % interval begins above chance; below chance if the interval ends below it; without a permutation test
 * nothing is said about chance.
 */
export function kindOf(row: ScoreRow): VerdictKind {
  const { value, chance, low, high } = row.scores.balancedAccuracy;
  if (![value, chance, low, high].every(Number.isFinite)) return "undetermined";
  if (high < chance) return "below";
  const p = correctedP(row);
  if (p === null) return "untested";
  return p < alpha && low > chance ? "above" : "chance";
}

/** p of the balanced accuracy: corrected where it was. */
function correctedP(row: ScoreRow): number | null {
  return row.pHolm ?? row.scores.balancedAccuracy.p;
}

function howMuch(value: number, chance: number): string {
  const share = (value - chance) / (1 - chance);
  if (share < slightBelow) return "slightly better";
  return share < muchFrom ? "better" : "much better";
}

function told(names: readonly string[]): { done: string; doing: string } {
  const classes = quoted(names);
  if (classes.length === 2) {
    return {
      done: `${classes[0]} was told from ${classes[1]}`,
      doing: `telling ${classes[0]} from ${classes[1]}`,
    };
  }
  const which =
    classes.length <= namedClasses
      ? `the ${classes.length} classes ${listed(classes)}`
      : `the ${classes.length} classes`;
  return { done: `${which} were told apart`, doing: `telling ${which} apart` };
}

function figures(row: ScoreRow): string {
  const { value, low, high, chance, permutations } = row.scores.balancedAccuracy;
  const p = correctedP(row);
  const test = p === null ? "" : `, ${pValue(p, permutations)}`;
  return (
    `balanced accuracy ${percent(value)} (95\u202f% interval ${interval(low, high)}; chance ${chanceLevel(chance)})${test}, ` +
    `${people(row.participants)}, ${counted(row.trials, "trial")}`
  );
}

function validated(row: ScoreRow): string {
  if (row.participants === 0) {
    return ` The tables do not tell who is who, so the same people may be in training and test (${validationPhrase(row.validation)}): this says nothing sure about people the model has never seen.`;
  }
  if (!row.subjectIndependent) {
    return ` The same participants were in training and test (${validationPhrase(row.validation)}), so this says nothing about people the model has never seen.`;
  }
  return row.validation === usualValidation ? "" : ` Validated on ${validationPhrase(row.validation)}.`;
}

function tryOut({ participants }: ScoreRow): string {
  if (participants === 0 || participants >= tryOutBelow) return "";
  return ` Only ${counted(participants, "participant")}: treat this as a try-out.`;
}

function judged(row: ScoreRow, kind: VerdictKind): string {
  const { value, chance, low } = row.scores.balancedAccuracy;
  const { done, doing } = told(row.classes);
  const from = capital(phraseOf(row.arm));
  const p = correctedP(row);
  switch (kind) {
    case "above":
      return `${from}, ${done} ${howMuch(value, chance)} than chance: ${figures(row)}.`;
    case "below":
      return `${from}, ${doing} came out below chance: ${figures(row)}. That points to an error in labels or folds more often than to a finding.`;
    case "untested":
      return `${from}, ${doing} was not compared with chance, since no permutation test was asked for: ${figures(row)}.`;
    case "undetermined":
      return `${from}, ${doing} could not be scored: ${figures(row)}.`;
    case "chance": {
      const { exceedances, permutations } = row.scores.balancedAccuracy;
      if (p !== null && p >= alpha && low > chance && exceedances === 0) {
        return `${from}, ${doing} was not distinguishable from chance: ${figures(row)}. No permutation reached this score, but ${counted(permutations, "permutation")} are too few for so many rows: the corrected p cannot be smaller. Ask for more.`;
      }
      const but =
        p !== null && p < alpha
          ? " p is below .05, but the interval reaches down to chance."
          : low > chance
            ? " The interval lies above chance, but the permutation test does not bear that out."
            : "";
      return `${from}, ${doing} was not distinguishable from chance: ${figures(row)}.${but}`;
    }
  }
}

/**
 * Says in plain words what a score of the recipe fixed beforehand shows.
 *
 * @param row - a primary row of the leaderboard
 * @param audit - what the audit found; a leak that concerns the row is said first
 * @param task - the task's name, to be said when there are several
 */
export function verdict(row: ScoreRow, audit: AuditResult, task?: string): Verdict {
  const kind = kindOf(row);
  const about = task === undefined ? "" : `Task ${task}: `;
  const sentence = distrust(row, audit) + about + judged(row, kind) + validated(row) + tryOut(row);
  return { kind, row, sentence };
}

/**
 * Says how many recipes a task was tried with, so that nobody takes the primary one for the best of several.
 *
 * @param rows - all rows of one task
 */
export function triedSentence(rows: readonly ScoreRow[]): string {
  const tried = rows.filter((row) => !isDummy(row));
  const primary = [...new Set(rows.filter((row) => row.primary).map(({ model }) => model))];
  if (primary.length === 0) {
    return "No recipe was fixed beforehand as the one to judge by, so no verdict is given; picking the best of several afterwards would flatter it.";
  }
  const models = new Set(tried.map(({ model }) => model)).size;
  const corrected = tried.some(({ pHolm }) => pHolm !== null)
    ? " Its p is corrected for its own arms, the others' for all scores of the task (Holm)."
    : "";
  return (
    `${counted(tried.length, "score")} ${tried.length === 1 ? "was" : "were"} computed for this task, with ${counted(models, "model")} (dummy not counted). ` +
    `The verdict is that of ${listed(primary)}, which was fixed beforehand, whether or not another scored higher.${corrected}`
  );
}

/**
 * Says what both modalities together scored beside the better single one: the numbers only, no decision.
 *
 * @param rows - the primary rows of one task under one validation
 * @returns a sentence or more, or null when one side of the comparison is missing
 */
export function fusionSentence(rows: readonly ScoreRow[]): string | null {
  const value = (row: ScoreRow): number => row.scores.balancedAccuracy.value;
  const modality = (row: ScoreRow): string => armModality[row.arm as Arm];
  const single = rows.filter((row) => modality(row) !== "both" && Number.isFinite(value(row)));
  const fused = rows.filter((row) => modality(row) === "both" && Number.isFinite(value(row)));
  if (single.length < 2 || fused.length === 0) return null;
  const best = single.reduce((a, b) => (value(b) > value(a) ? b : a));
  const parts = fused.map((row) => {
    const how = row.arm === "joined" ? "features joined" : "mean of the probabilities";
    return `${percent(value(row))} with ${how} (${points(value(row) - value(best))} percentage points)`;
  });
  const overlapping = fused.map((row) => {
    const [a, b] = [row.scores.balancedAccuracy, best.scores.balancedAccuracy];
    return a.low <= b.high && b.low <= a.high;
  });
  const overlap = overlapping.every(Boolean)
    ? "The intervals overlap, which does not decide whether the difference is real; this is a description, not a test."
    : overlapping.some(Boolean)
      ? "Some of the intervals overlap, which does not decide whether a difference is real; this is a description, not a test."
      : "The intervals do not overlap; this is a description, not a test.";
  const name = best.arm === "ecg" ? "heart" : "face";
  return `The better single modality was the ${name} with ${percentage(value(best))}\u202f%; both together reached ${listed(parts)}. ${overlap}`;
}
