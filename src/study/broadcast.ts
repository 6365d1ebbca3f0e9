import { fail, type ProblemCode } from "../problem/mod.ts";
import { featureNumbers } from "./features-in.ts";
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

/** A table without participants speaks of every trial with its stimulus, or with its parts of the trial's key. */
function stimulusTargets(
  table: KeyedTable,
  key: readonly string[],
  index: TrialIndex,
  stimulusOfTrial: readonly (string | null)[],
): (row: number) => readonly number[] {
  const { entry, mapping, parts } = table;
  const byKey = new Map<string, number[]>();
  const add = (text: string | null, trial: number): void => {
    if (text === null) return;
    const list = byKey.get(text);
    if (list) list.push(trial);
    else byKey.set(text, [trial]);
  };
  if (mapping.trial.length > 0) {
    const at = mapping.trial.map((name) => key.indexOf(name));
    const place = at.map((position, i) => (position < 0 ? i : position));
    index.trials.forEach((trial, i) => {
      add(JSON.stringify(place.map((position) => trial.parts[position])), i);
    });
    return (row) => byKey.get(JSON.stringify(parts[row])) ?? [];
  }
  if (mapping.stimulus === undefined) {
    return fail(
      "key-missing",
      "the table names neither participants, nor trials, nor stimuli",
      placeOf(entry),
    );
  }
  const column = textColumn(entry, mapping.stimulus);
  stimulusOfTrial.forEach(add);
  return (row) => (column[row] === null ? [] : (byKey.get(column[row]) ?? []));
}
