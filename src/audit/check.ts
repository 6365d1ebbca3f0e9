import type { Table } from "../table/mod.ts";
import type { CheckInfo, Finding } from "./finding.ts";

/** The tables that are audited. */
export interface AuditInput {
  /** A row a trial: `participant`, `trial`, perhaps `split`, and `label.<task>` for each task. */
  readonly trials: Table;
  /** A row a trial or a window of one: `participant`, `trial`, `ecg.…`, `face.…`, `both.…`. */
  readonly features: Table;
  /** The tasks, named as the label columns are. */
  readonly tasks: readonly { readonly name: string }[];
  /**
   * Whether `participant` tells people apart; true unless told otherwise. False for tables that came without it, in which
   * each row stands as a participant of its own.
   */
  readonly participantsKnown?: boolean;
}

/** A check for leakage: what it is, and how to run it. It reads tables and changes nothing. */
export interface Check {
  readonly info: CheckInfo;
  readonly run: (input: AuditInput) => Finding;
}

/** At most so many names are listed in a finding. */
export const mostItems = 50;

/** A share of something as a percentage with at most one decimal, never 0 % for a few or 100 % for nearly all. */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 0.1) return "less than 0.1 %";
  if (part < whole && percent > 99.9) return "more than 99.9 %";
  return `${Number(percent.toFixed(1))} %`;
}

/** A count with its noun: "1 row", "2 rows". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Names as a sentence lists them: "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
