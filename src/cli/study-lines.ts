import type { StudySummary } from "../study/mod.ts";

function count(number: number, one: string): string {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

/** Nothing is said of people where the tables do not tell who is who. */
function people(number: number): string {
  return number === 0 ? "" : ` of ${count(number, "participant")}`;
}

const words = { ecg: "ECG", face: "face", both: "both" } as const;

/** A study in a few lines. */
export function studyLines(study: StudySummary): readonly string[] {
  const { coverage, common, tasks, ei } = study;
  return [
    ...(study.simulated ? ["SIMULATED DATA"] : []),
    study.participants === 0
      ? `${count(study.trials, "trial")}; participants are not known`
      : `${count(study.participants, "participant")}, ${count(study.trials, "trial")}`,
    ...coverage.map(
      (entry) =>
        `  ${words[entry.modality].padEnd(5)} ${count(entry.features.length, "feature")}, ${count(entry.trials, "trial")}${people(entry.participants)}${entry.windows > entry.trials ? `, ${count(entry.windows, "window")}` : ""}`,
    ),
    ...(coverage.length > 1
      ? [`  compared on the ${count(common.trials, "common trial")}${people(common.participants)}`]
      : []),
    ...tasks.map(
      (task) =>
        `  task ${task.name}: ${task.classes.map((name, i) => `${/[\s,;]/.test(name) ? `"${name}"` : name} ${task.counts[i]}`).join(", ")}${task.ties ? `; ${count(task.ties, "tie")} dropped` : ""} (${task.rule})`,
    ),
    ei
      ? `  EI: ${ei.score}${ei.inverse ? " (inverse)" : ""}${ei.missing ? `, missing for ${count(ei.missing, "participant")}` : ""}`
      : "  EI: none",
  ];
}
