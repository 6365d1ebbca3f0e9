import { asTexts, find, keys, type Table } from "../table/mod.ts";

/** What the trials table says of each row of the features table. */
export interface RowOrigins {
  /** Row of the trials table, or -1 where the trial is not in it. */
  readonly trialRow: Int32Array;
  readonly participant: readonly (string | null)[];
  /** Participant and trial as one key. */
  readonly trial: readonly (string | null)[];
  /** The split given by the user, or null. */
  readonly split: readonly (string | null)[];
}

/** Finds the trial of each row of the features table. */
export function originsOf(trials: Table, features: Table): RowOrigins {
  const key = ["participant", "trial"];
  const rowOf = new Map<string, number>();
  keys(trials, key).forEach((trial, row) => {
    if (trial !== null) rowOf.set(trial, row);
  });
  const trial = keys(features, key);
  const trialRow = Int32Array.from(trial, (of) => (of === null ? -1 : (rowOf.get(of) ?? -1)));
  const split = find(trials, "split");
  const splits = split ? asTexts(split) : [];
  return {
    trialRow,
    trial,
    participant: keys(features, ["participant"]),
    split: Array.from(trialRow, (row) => (row < 0 ? null : (splits[row] ?? null))),
  };
}
