import { fail, type ProblemCode } from "../problem/mod.ts";
import { group } from "../table/mod.ts";
import { groupScores } from "./ei-groups.ts";
import { featureNumbers } from "./features-in.ts";
import { canonicalId } from "./pseudonyms.ts";
import { type KeyedTable, placeOf, textColumn } from "./row-keys.ts";
import type { TrialIndex } from "./trial-index.ts";

/** A column of the user's, carried to every trial that it speaks of. */
export interface Carried {
  readonly name: string;
  /** One value a trial, null where there is none. */
  readonly values: readonly (string | null)[];
}

/** Carries columns from tables of any level (person, trial, stimulus) to the trials. */
export interface Broadcast {
  /** The column that a role picks in each table; undefined when it picks none. Fails when two values contradict. */
  readonly text: (role: Role, pick: (table: KeyedTable) => string | undefined) => Carried | undefined;
  /** The same for a column that must have one value a person, whichever level its table is on. */
  readonly person: (
    conflict: ProblemCode,
    pick: (table: KeyedTable) => string | undefined,
  ) => Carried | undefined;
  /** One value a participant, from one value a trial. */
  readonly people: <T>(values: ArrayLike<T>) => T[];
}

/** What a carried column is for: labels take SPSS value labels, ratings must be numbers. */
export type Role = "label" | "rating" | "stimulus" | "factor";

/** The values of a carried column as numbers, NaN where missing. */
export function numeric({ values }: Carried): Float64Array {
  return Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
}

/** Prepares to carry columns to the trials. */
export function broadcast(keyed: readonly KeyedTable[], index: TrialIndex): Broadcast {
  const ids = index.trials.map(({ id }) => id);
  const trialsOfId = new Map<string, number[]>();
  ids.forEach((id, trial) => {
    const list = trialsOfId.get(id);
    if (list) list.push(trial);
    else trialsOfId.set(id, [trial]);
  });
  const key =
    keyed.find(({ level, mapping }) => level === "trial" && mapping.trial.length > 0)?.mapping.trial ?? [];
  const stimulusOfTrial = (): readonly (string | null)[] => {
    const values = new Array<string | null>(ids.length).fill(null);
    keyed.forEach(({ level, entry, mapping }, i) => {
      if (level !== "trial" || mapping.stimulus === undefined) return;
      const column = textColumn(entry, mapping.stimulus);
      for (const { row, trial } of index.placements[i]) values[trial] ??= column[row];
    });
    return values;
  };
  /** The trials that each row of a table speaks of. */
  const targets = (table: KeyedTable, i: number): ((row: number) => readonly number[]) => {
    if (table.level === "trial") {
      const trials = new Map<number, number[]>();
      for (const { row, trial } of index.placements[i]) trials.set(row, [...(trials.get(row) ?? []), trial]);
      return (row) => trials.get(row) ?? [];
    }
    if (table.level === "person") return (row) => trialsOfId.get(table.ids[row]) ?? [];
    return stimulusTargets(table, key, index, stimulusOfTrial());
  };
  const carry = (
    pick: (table: KeyedTable) => string | undefined,
    conflict: ProblemCode,
    read: (table: KeyedTable, name: string) => readonly (string | null)[],
    spread: (table: KeyedTable, i: number) => (row: number) => readonly number[],
  ): Carried | undefined => {
    let name: string | undefined;
    const values = new Array<string | null>(ids.length).fill(null);
    keyed.forEach((table, i) => {
      const picked = pick(table);
      if (picked === undefined) return;
      name ??= picked;
      const column = read(table, picked);
      const trialsOf = spread(table, i);
      column.forEach((value, row) => {
        if (value === null) return;
        for (const trial of trialsOf(row)) {
          if (values[trial] !== null && values[trial] !== value) {
            fail(conflict, "the value contradicts an earlier row's", placeOf(table.entry, row, picked));
          }
          values[trial] = value;
        }
      });
    });
    return name === undefined ? undefined : { name, values };
  };
  return {
    text: (role, pick) =>
      carry(
        pick,
        "label-conflict",
        (table, name) => {
          if (role === "rating") {
            return Array.from(featureNumbers(table.entry, name).values, (value) =>
              Number.isNaN(value) ? null : String(value),
            );
          }
          return withValueLabels(table, name);
        },
        targets,
      ),
    person: (conflict, pick) =>
      carry(
        pick,
        conflict,
        (table, name) => {
          if (conflict !== "ei-conflict") return withValueLabels(table, name);
          const groups = groupScores(withValueLabels(table, name));
          if (groups) return groups;
          return Array.from(featureNumbers(table.entry, name).values, (value) =>
            Number.isNaN(value) ? null : String(value),
          );
        },
        (table) => (row) => trialsOfId.get(table.ids[row]) ?? [],
      ),
    people: (values) => [...trialsOfId.values()].map((trials) => values[trials[0]]),
  };
}

function withValueLabels({ entry }: KeyedTable, name: string): readonly (string | null)[] {
  const labels = entry.source.valueLabels.get(name);
  const texts = textColumn(entry, name);
  return labels ? texts.map((text) => (text === null ? null : (labels.get(text) ?? text))) : texts;
}

/**
 * A table without participants speaks of every trial whose stimulus, or whose part of the key, it names: whichever of
 * these agrees with most trials, since one file may call `trial` what another calls `stimulus`.
 */
function stimulusTargets(
  { entry, mapping, parts }: KeyedTable,
  key: readonly string[],
  index: TrialIndex,
  stimulusOfTrial: readonly (string | null)[],
): (row: number) => readonly number[] {
  const named =
    mapping.trial.length > 0 ? mapping.trial : mapping.stimulus === undefined ? [] : [mapping.stimulus];
  if (named.length === 0) {
    return fail(
      "key-missing",
      "the table names neither participants, nor trials, nor stimuli",
      placeOf(entry),
    );
  }
  const single = named.length === 1 ? textColumn(entry, named[0]) : undefined;
  const rows = single
    ? single.map((text) => (text === null ? null : JSON.stringify([canonicalId(text)])))
    : parts.map((part) => JSON.stringify(part));
  const positions = named.map((name) => key.indexOf(name));
  const candidates: (readonly (string | null)[])[] = [];
  const byPositions = (at: readonly number[]): void => {
    candidates.push(index.trials.map((trial) => JSON.stringify(at.map((position) => trial.parts[position]))));
  };
  if (positions.every((position) => position >= 0)) byPositions(positions);
  if (single) {
    candidates.push(
      stimulusOfTrial.map((text) => (text === null ? null : JSON.stringify([canonicalId(text)]))),
    );
    key.forEach((_, position) => {
      byPositions([position]);
    });
  }
  const wanted = new Set(rows);
  let best: ReadonlyMap<string, readonly number[]> = new Map();
  let most = 0;
  for (const candidate of candidates) {
    const agreeing = candidate.filter((text) => text !== null && wanted.has(text)).length;
    if (agreeing <= most) continue;
    most = agreeing;
    best = group(candidate);
  }
  if (most === 0) {
    fail(
      "trials-not-shared",
      `no value of "${named.join(", ")}" is a trial's stimulus or part of its key`,
      placeOf(entry),
    );
  }
  return (row) => (rows[row] === null ? [] : (best.get(rows[row]) ?? []));
}
