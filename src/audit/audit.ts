import type { AuditInput } from "./check.ts";
import { checks } from "./checks.ts";
import type { AuditResult } from "./finding.ts";

/**
 * Runs all checks for leakage on the tables of a study. Give the features as they were imported, before rows are dropped:
 * scaling and copies show most plainly in the table that somebody made.
 *
 * @param input - trials (with the given splits, if any, and labels), features, and the tasks
 * @returns one finding a check, in the order of {@link checks}
 *
 * Source: Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804.
 * @example
 * ```ts
 * import { audit, table } from "heartface";
 * const participant = ["P01", "P01", "P02", "P02"];
 * const trial = ["1", "2", "1", "2"];
 * const trials = table({ participant, trial, split: ["train", "test", "test", "test"] });
 * const features = table({ participant, trial, "ecg.hr": [61.25, 70.5, 66, 80.75] });
 * audit({ trials, features, tasks: [] }).findings[0].verdict; // "leak": P01 is in both splits
 * ```
 */
export function audit(input: AuditInput): AuditResult {
  return { findings: Object.values(checks).map(({ run }) => run(input)) };
}
