import { fail, type Problem, problem } from "../problem/mod.ts";
import { find, type Modality, modalityOf, type Table, texts } from "../table/mod.ts";
import type { Coverage, StudySummary } from "./summary.ts";

/** The feature columns of a modality. */
export function featuresOf(features: Table, modality: Modality): readonly string[] {
  return features.columns.map(({ name }) => name).filter((name) => modalityOf(name) === modality);
}

/** Participant and trial in one text. */
export function trialKey(participant: string | null, trial: string | null): string {
  return `${participant} ${trial}`;
}

/** The {@link trialKey} of each row of a table. */
export function trialKeys(of: Table): readonly string[] {
  const participants = texts(of, "participant");
  const trials = texts(of, "trial");
  return participants.map((participant, row) => trialKey(participant, trials[row]));
}

/**
 * The trials for which a modality holds at least one number.
 *
 * @returns the key (see {@link trialKeys}) of each, with the number of rows
 */
export function trialsWith(features: Table, modality: Modality): ReadonlyMap<string, number> {
  const columns = featuresOf(features, modality).map((name) => find(features, name)!.values as Float64Array);
  const counts = new Map<string, number>();
  trialKeys(features).forEach((key, row) => {
    if (columns.some((values) => !Number.isNaN(values[row]))) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}

function peopleOf(keys: Iterable<string>): number {
  return new Set([...keys].map((key) => key.slice(0, key.lastIndexOf(" ")))).size;
}

/** How many people, trials and features each modality covers. */
export function coverageOf(features: Table): readonly Coverage[] {
  return (["ecg", "face", "both"] as const).flatMap((modality) => {
    const names = featuresOf(features, modality);
    if (names.length === 0) return [];
    const counts = trialsWith(features, modality);
    const windows = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return [
      { modality, participants: peopleOf(counts.keys()), trials: counts.size, windows, features: names },
    ];
  });
}

/** The trials that every modality of the study covers. */
export function commonKeys(features: Table): ReadonlySet<string> {
  const covered = (["ecg", "face"] as const)
    .filter((modality) => featuresOf(features, modality).length > 0)
    .map((modality) => trialsWith(features, modality));
  const [first, ...rest] = covered;
  if (!first) return new Set();
  return new Set([...first.keys()].filter((key) => rest.every((other) => other.has(key))));
}

/**
 * What is compared, and how it falls short of what was given.
 *
 * @param features - the features table
 * @param participants - the participant of each trial
 * @param trials - the name of each trial
 * @param labelled - indices of the trials that have a label in at least one task
 * @throws InputError `participants-not-shared`, `trials-not-shared` when nothing is left
 */
export function commonTrials(
  features: Table,
  participants: readonly string[],
  trials: readonly string[],
  labelled: ReadonlySet<number>,
): { readonly common: StudySummary["common"]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const common = commonKeys(features);
  const coverage = coverageOf(features);
  if (common.size === 0) fail("trials-not-shared", "the modalities have no trial in common");
  if (coverage.some((entry) => entry.trials > common.size)) {
    const parts = coverage.map(
      (entry) => `${entry.modality} ${entry.trials} of ${entry.participants} participants`,
    );
    problems.push(
      problem(
        "trials-partly-shared",
        `the modalities cover different trials (${parts.join(", ")}); ${common.size} of ${peopleOf(common)} participants are common to all`,
      ),
    );
  }
  const keys = trials.map((trial, i) => trialKey(participants[i], trial));
  const known = new Set(trialKeys(features));
  const idle = keys.filter((key, i) => labelled.has(i) && !known.has(key)).length;
  if (idle) problems.push(problem("label-without-features", `${idle} labelled trials have no features`));
  const unlabelled = keys.filter((key, i) => !labelled.has(i) && known.has(key)).length;
  if (unlabelled)
    problems.push(problem("features-without-label", `${unlabelled} trials with features have no label`));
  const used = keys.filter((key, i) => labelled.has(i) && common.has(key));
  if (used.length === 0) fail("trials-not-shared", "no trial has both features and a label");
  return { common: { participants: peopleOf(used), trials: used.length }, problems };
}
