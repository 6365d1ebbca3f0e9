import type { RowOrigins } from "./labelled-rows.ts";

/** What may change places with what if the labels have nothing to do with the features. */
export interface ExchangeableUnits {
  /** Rows of the features table that keep one class together: a trial, or a person with one class throughout. */
  readonly units: readonly (readonly number[])[];
  /** Class of each unit, numbered from 0. */
  readonly label: Int32Array;
  readonly classes: readonly string[];
  /** Units that exchange their classes. */
  readonly blocks: readonly Int32Array[];
}

/**
 * Divides the labelled rows of a task into units whose classes could as well have been dealt out otherwise. The windows
 * of a trial stay together. A person who has several classes exchanges them between trials that stand near one another
 * in the table, in blocks just long enough to hold every class of that person: drift over a session, and an order of
 * stimuli that is balanced against it, are then the same in every permutation. People who have one class each exchange
 * it as wholes.
 *
 * @param labels - class of each row of the features table, or null
 * @param origins - participant and trial of each row
 * @param participantsKnown - when false, each row is a unit, and rows that stand near one another are exchanged
 */
export function exchangeableUnits(
  labels: readonly (string | null)[],
  origins: RowOrigins,
  participantsKnown: boolean,
): ExchangeableUnits {
  const classes = [...new Set(labels)].filter((name) => name !== null);
  const trials = new Map<string, { readonly label: number; readonly rows: number[] }>();
  const people = new Map<string, { readonly label: number; readonly rows: number[] }[]>();
  labels.forEach((name, row) => {
    const key = origins.trial[row];
    const person = origins.participant[row];
    if (name === null || key === null || person === null) return;
    const known = trials.get(key);
    if (known) {
      known.rows.push(row);
      return;
    }
    const trial = { label: classes.indexOf(name), rows: [row] };
    trials.set(key, trial);
    const whose = participantsKnown ? person : "";
    const own = people.get(whose);
    if (own) own.push(trial);
    else people.set(whose, [trial]);
  });
  const units: (readonly number[])[] = [];
  const label: number[] = [];
  const blocks: number[][] = [];
  const whole: number[] = [];
  const add = (rows: readonly number[], of: number): number => {
    label.push(of);
    return units.push(rows) - 1;
  };
  for (const own of people.values()) {
    const different = new Set(own.map((trial) => trial.label)).size;
    if (different === 1) {
      const rows = own.flatMap((trial) => trial.rows);
      whole.push(add(rows, own[0].label));
      continue;
    }
    const first = blocks.length;
    let block: number[] = [];
    let seen = new Set<number>();
    for (const trial of own) {
      block.push(add(trial.rows, trial.label));
      seen.add(trial.label);
      if (seen.size < different) continue;
      blocks.push(block);
      block = [];
      seen = new Set();
    }
    if (block.length > 0 && blocks.length > first) blocks[blocks.length - 1].push(...block);
  }
  if (whole.length > 1) blocks.push(whole);
  return {
    units,
    label: Int32Array.from(label),
    classes,
    blocks: blocks.map((block) => Int32Array.from(block)),
  };
}
