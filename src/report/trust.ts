import type { AuditResult, Finding } from "../audit/mod.ts";
import type { ScoreRow } from "../learn/mod.ts";
import { listed } from "./format.ts";
import { usualValidation, validationTitle } from "./terms.ts";

/** What of a row decides whether a leak concerns it. */
type Validated = Pick<ScoreRow, "validation">;

/** The leaks that concern a score: those of the given splits do not reach leave-one-participant-out. */
export function leaksOf({ validation }: Validated, audit: AuditResult): readonly Finding[] {
  return audit.findings.filter(
    ({ verdict, affects }) => verdict === "leak" && (affects === "all" || validation !== usualValidation),
  );
}

/** What is said before every verdict on a score that a leak concerns; empty when none does. */
export function distrust(row: Validated, audit: AuditResult): string {
  const checks = leaksOf(row, audit).map(({ check }) => check);
  return checks.length ? `These scores cannot be trusted (check ${checks.join(", ")}): ` : "";
}

/** A leak, and which of a run's scores it concerns. */
export interface Leak {
  readonly finding: Finding;
  /** One sentence that names the validations concerned. */
  readonly scope: string;
  /** Whether it concerns any score. */
  readonly concerns: boolean;
}

/** The leaks of a run, each with the validations of the scores that it concerns. */
export function leaksFound(rows: readonly Validated[], audit: AuditResult): readonly Leak[] {
  const names = [...new Set(rows.map(({ validation }) => validation))];
  return audit.findings
    .filter(({ verdict }) => verdict === "leak")
    .map((finding) => {
      const touched = names.filter((validation) => leaksOf({ validation }, audit).includes(finding));
      const spared = names.filter((name) => !touched.includes(name));
      const by = (of: readonly string[]): string => listed(of.map(validationTitle));
      const scope =
        touched.length === 0
          ? "It concerns no score of this run."
          : spared.length === 0
            ? `It concerns all scores: ${by(touched)}.`
            : `It concerns the scores marked ${by(touched)}; those by ${by(spared)} are not affected.`;
      return { finding, scope, concerns: touched.length > 0 };
    });
}
