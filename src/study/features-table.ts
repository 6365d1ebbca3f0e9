import { fail, InputError, type Problem, problem } from "../problem/mod.ts";
import { type Column, fromColumns, type Table } from "../table/mod.ts";
import { trialKey, trialsWith } from "./coverage.ts";
import { type FeatureColumn, featureNumbers, informative } from "./features-in.ts";
import type { KeyedTable } from "./row-keys.ts";
import type { TrialIndex } from "./trial-index.ts";

/**
 * The features of all tables in one: a row a trial, or a window of one.
 *
 * @param names - the pseudonym of each participant
 * @param keepAll - keep features without information: a fitted model may ask for them
 * @throws InputError `text-among-numbers`, `key-duplicate`, `features-absent`
 */
export function featuresTable(
  keyed: readonly KeyedTable[],
  index: TrialIndex,
  names: ReadonlyMap<string, string>,
  keepAll: boolean,
): { readonly features: Table; readonly featureProblems: readonly Problem[] } {
  const rows = new Map<string, number>();
  const trialOf: number[] = [];
  const windowOf: number[] = [];
  const targets = keyed.map(({ level, mapping }, i): readonly Target[] => {
    if (level !== "trial" || mapping.ecg.length + mapping.face.length === 0) return [];
    return index.placements[i].map(({ row, trial, window }) => {
      const key = `${trial} ${window}`;
      let at = rows.get(key);
      if (at === undefined) {
        at = trialOf.length;
        rows.set(key, at);
        trialOf.push(trial);
        windowOf.push(window);
      }
      return { row, at };
    });
  });
  const columns = new Map<string, FeatureColumn>();
  const errors: Problem[] = [];
  let notFinite = 0;
  keyed.forEach(({ entry, mapping, level }, i) => {
    if (level !== "trial") return;
    for (const modality of ["ecg", "face"] as const) {
      for (const name of mapping[modality]) {
        try {
          const read = featureNumbers(entry, name);
          notFinite += read.notFinite;
          const full = `${modality}.${name}`;
          const column = columns.get(full) ?? {
            name: full,
            modality,
            values: new Float64Array(trialOf.length).fill(Number.NaN),
          };
          columns.set(full, column);
          merge(column, read.values, targets[i], entry.file);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          errors.push(...error.problems);
        }
      }
    }
  });
  if (errors.length) throw new InputError(...errors.slice(0, 20));
  const own = Float64Array.from(trialOf, (trial) => Number(index.trials[trial].id));
  const all = [...columns.values()].filter(({ values }) => !isOwnNumber(values, own));
  const ids = columns.size - all.length;
  const { kept, problems } = keepAll ? { kept: all, problems: [] } : informative(all);
  if (kept.length === 0) fail("features-absent", "no feature has more than one value");
  const windowed = windowOf.some((window) => !Number.isNaN(window));
  const order = Int32Array.from(trialOf, (_, row) => row).sort(
    (a, b) => trialOf[a] - trialOf[b] || (windowOf[a] || 0) - (windowOf[b] || 0),
  );
  const features = fromColumns([
    {
      kind: "text",
      name: "participant",
      values: Array.from(order, (row) => names.get(index.trials[trialOf[row]].id)!),
    },
    { kind: "text", name: "trial", values: Array.from(order, (row) => index.names[trialOf[row]]) },
    ...(windowed
      ? [
          {
            kind: "number" as const,
            name: "window",
            values: Float64Array.from(order, (row) => windowOf[row]),
          },
        ]
      : []),
    ...kept.map(
      ({ name, values }): Column => ({
        kind: "number",
        name,
        values: Float64Array.from(order, (row) => values[row]),
      }),
    ),
  ]);
  const disguised = ids
    ? [
        problem(
          "column-identifying",
          `${ids === 1 ? "a feature is" : `${ids} features are`} the participant's own number`,
        ),
      ]
    : [];
  const blank = blankTrials(keyed, index, features, names);
  const infinite = notFinite ? [problem("value-not-finite", `${notFinite} values are infinite`)] : [];
  return { features, featureProblems: [...problems, ...disguised, ...blank, ...infinite] };
}

/** Whether a feature is the participant's id under another name. */
function isOwnNumber(values: Float64Array, own: Float64Array): boolean {
  let filled = 0;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    if (values[row] !== own[row]) return false;
    filled++;
  }
  return filled > 0;
}

/** Trials that a table lists without a single value of its modality. */
function blankTrials(
  keyed: readonly KeyedTable[],
  index: TrialIndex,
  features: Table,
  names: ReadonlyMap<string, string>,
): readonly Problem[] {
  return (["ecg", "face"] as const).flatMap((modality) => {
    const listed = new Set(
      keyed.flatMap(({ mapping, level }, i) =>
        level === "trial" && mapping[modality].length > 0
          ? index.placements[i].map(({ trial }) => trial)
          : [],
      ),
    );
    const covered = trialsWith(features, modality);
    const blank = [...listed].filter(
      (trial) => !covered.has(trialKey(names.get(index.trials[trial].id)!, index.names[trial])),
    ).length;
    if (blank === 0) return [];
    return [
      problem("trial-without-value", `${blank} of ${listed.size} trials of ${modality} hold no value at all`),
    ];
  });
}

/** A row of a source and the row of the features table that it fills. */
interface Target {
  readonly row: number;
  readonly at: number;
}

function merge(column: FeatureColumn, values: Float64Array, targets: readonly Target[], file: string): void {
  for (const { row, at } of targets) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    const held = column.values[at];
    if (!Number.isNaN(held) && held !== value) {
      fail("key-duplicate", `the feature "${column.name}" has two values for the same trial`, { file });
    }
    column.values[at] = value;
  }
}
