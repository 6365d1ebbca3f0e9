import type { AuditResult } from "../audit/mod.ts";
import type { EiResult, EiRow } from "../ei/mod.ts";
import type { ScoreRow } from "../learn/mod.ts";
import { verdict } from "../report/mod.ts";

const armNames: Readonly<Record<string, string>> = {
  ecg: "ECG",
  face: "face",
  joined: "both, joined",
  mean: "both, mean",
};

function share(value: number): string {
  return (100 * value).toFixed(1);
}

function pText(p: number | null): string {
  return p === null ? "-" : p.toFixed(p < 0.1 ? 3 : 2);
}

/** The leaderboard for a terminal. */
export function scoreLines(rows: readonly ScoreRow[]): readonly string[] {
  const header = ["task", "what", "model", "bal. accuracy %", "95 % interval", "chance", "p", "p (Holm)", ""];
  const cells = rows.map((row) => {
    const score = row.scores.balancedAccuracy;
    return [
      row.task,
      armNames[row.arm] ?? row.arm,
      row.model,
      share(score.value),
      `${share(score.low)} to ${share(score.high)}`,
      share(score.chance),
      pText(score.p),
      pText(row.pHolm),
      [
        row.primary ? "primary" : "",
        row.subjectIndependent ? "" : `${row.validation}: NOT subject-independent`,
      ]
        .filter((text) => text !== "")
        .join(", "),
    ];
  });
  const widths = header.map((text, i) => Math.max(text.length, ...cells.map((row) => row[i].length)));
  return [header, ...cells].map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i]))
      .join("  ")
      .trimEnd(),
  );
}

/** What the primary model's rows come to, a sentence each. */
export function verdictLines(rows: readonly ScoreRow[], audit: AuditResult): readonly string[] {
  const several = new Set(rows.map(({ task }) => task)).size > 1;
  return rows
    .filter((row) => row.primary)
    .map((row) =>
      verdict(row, audit, several ? row.task : undefined).sentence.replaceAll(/[\u202f\u00a0]/g, " "),
    );
}

function groupText(group: EiRow["high"]): string {
  return group ? `${share(group.accuracy)} %` : "(nobody)";
}

function differenceText({ difference }: EiRow): string {
  return difference
    ? `${share(difference.value)} (p ${pText(difference.p)})`
    : "not defined (a group is empty)";
}

function correlationText({ correlation }: EiRow): string {
  return correlation
    ? `${correlation.value.toFixed(2)} (p ${pText(correlation.p)})`
    : "not defined (the accuracy is the same for everybody)";
}

/** The EI analysis of the primary rows for a terminal. */
export function eiLines(ei: EiResult | null): readonly string[] {
  if (!ei) return ["No EI analysis: the study has no scores (heartface import --ei COLUMN)."];
  return [
    `EI by ${ei.score}${ei.inverse ? " (inverse)" : ""}, ${ei.participants} participants; ${ei.rule}`,
    ...ei.rows
      .filter((row) => row.primary)
      .map(
        (row) =>
          `  ${row.task}, ${armNames[row.arm] ?? row.arm}: High ${groupText(row.high)}, Low ${groupText(row.low)}, difference ${differenceText(row)}; rank correlation ${correlationText(row)}`,
      ),
  ];
}

const marks = { leak: "LEAK", warning: "warning", passed: "passed", "not-applicable": "n/a" } as const;

/** The audit for a terminal. */
export function auditLines({ findings }: AuditResult): readonly string[] {
  return findings.flatMap((finding) => [
    `${marks[finding.verdict].padEnd(8)}${finding.title}: ${finding.summary}`,
    ...(finding.verdict === "leak" || finding.verdict === "warning" ? [`        ${finding.remedy}`] : []),
  ]);
}
