import { asTexts, find, prefixes, type Table } from "../table/mod.ts";
import type { RowOrigins } from "./labelled-rows.ts";

/** Rows of the features table that share a class and a group. */
export interface Cell {
  /** Index of the class. */
  readonly label: number;
  /** Index of the group within which classes are compared. */
  readonly group: number;
  readonly rows: readonly number[];
}

/** One way in which somebody may have scaled features class by class. */
export interface Partition {
  /** Such as "in every class"; reads on after "the same mean and standard deviation". */
  readonly where: string;
  readonly cells: readonly Cell[];
}

/** More splits than these are taken together alone, not one by one. */
const mostSplits = 10;

/**
 * The ways in which features may have been scaled within classes: over all rows, in one split alone (as when only the
 * training file was treated so), in each participant, in each participant and split.
 *
 * @param labels - class of each row of the features table, or null
 * @param origins - participant and split of each row
 * @param participantsKnown - when false, participants are not looked at one by one
 */
export function partitionsOf(
  labels: readonly (string | null)[],
  origins: RowOrigins,
  participantsKnown: boolean,
): readonly Partition[] {
  const everyone = labels.map(() => "");
  const partitions = [{ where: "in every class", cells: cellsOf(labels, everyone) }];
  const splits = [...new Set(origins.split)].filter((split) => split !== null);
  if (splits.length > 1 && splits.length <= mostSplits) {
    for (const name of splits) {
      const inside = origins.split.map((split) => (split === name ? "" : null));
      partitions.push({ where: `in every class of the split ${name}`, cells: cellsOf(labels, inside) });
    }
  }
  if (!participantsKnown) return partitions;
  partitions.push({
    where: "in every class of every participant",
    cells: cellsOf(labels, origins.participant),
  });
  if (splits.length > 1) {
    const both = origins.participant.map((person, row) =>
      person === null || origins.split[row] === null ? null : JSON.stringify([person, origins.split[row]]),
    );
    partitions.push({
      where: "in every class of every participant and split",
      cells: cellsOf(labels, both),
    });
  }
  return partitions;
}

/**
 * Units within which features may rightly be scaled without looking at the label: trials (over their windows),
 * participants, participants in a split. Where all rows of a unit have one class, that scaling shows in the classes too.
 */
export function unitsOf(
  labels: readonly (string | null)[],
  origins: RowOrigins,
): readonly (readonly Cell[])[] {
  const both = origins.participant.map((person, row) =>
    person === null ? null : JSON.stringify([person, origins.split[row]]),
  );
  return [origins.trial, origins.participant, both].map((unit) => cellsOf(labels, unit));
}

/** The class of each row of the features table in a task; null where its trial has none. */
export function labelsOf(trials: Table, task: string, origins: RowOrigins): readonly (string | null)[] {
  const column = find(trials, `${prefixes.label}${task}`);
  const labels = column ? asTexts(column) : [];
  return Array.from(origins.trialRow, (row) => (row < 0 ? null : (labels[row] ?? null)));
}

function cellsOf(labels: readonly (string | null)[], groups: readonly (string | null)[]): readonly Cell[] {
  const classes = new Map<string, number>();
  const numbered = new Map<string, number>();
  const cells = new Map<string, { label: number; group: number; rows: number[] }>();
  labels.forEach((name, row) => {
    const of = groups[row];
    if (name === null || of === null) return;
    const label = numberOf(classes, name);
    const group = numberOf(numbered, of);
    const key = `${label} ${group}`;
    const cell = cells.get(key) ?? { label, group, rows: [] };
    cell.rows.push(row);
    cells.set(key, cell);
  });
  return [...cells.values()];
}

function numberOf(known: Map<string, number>, name: string): number {
  const number = known.get(name) ?? known.size;
  known.set(name, number);
  return number;
}
