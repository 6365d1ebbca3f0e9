import { fail } from "../problem/mod.ts";
import { asTexts } from "../table/mod.ts";
import { type KeyedTable, placeOf } from "./row-keys.ts";

/** One trial of a study under construction. */
export interface IndexedTrial {
  readonly id: string;
  readonly parts: readonly string[];
  readonly split: string | null;
}

/** All trials of a study, and where each row of each trial-level table belongs. */
export interface TrialIndex {
  readonly trials: readonly IndexedTrial[];
  /** For each keyed table the trial of each row; empty for tables of another level. */
  readonly trialOfRow: readonly Int32Array[];
  /** For each keyed table the window number of each row, NaN where it has no windows. */
  readonly windowOfRow: readonly Float64Array[];
  /** A short name for each trial's key (with its split), the same for all participants: T01, T02 … */
  readonly names: readonly string[];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = a[i].localeCompare(b[i], "en", { numeric: true });
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/**
 * Finds the trials of a study.
 *
 * @param tables - all tables with their rows' keys
 * @throws InputError `key-duplicate` when two rows of a table are the same trial (and window)
 */
export function indexTrials(tables: readonly KeyedTable[]): TrialIndex {
  const found = new Map<string, IndexedTrial>();
  const keysOfRows = tables.map(({ level, ids, parts, splits }) =>
    level !== "trial"
      ? []
      : ids.map((id, row) => {
          const key = JSON.stringify([id, splits[row], ...parts[row]]);
          if (!found.has(key)) found.set(key, { id, parts: parts[row], split: splits[row] });
          return key;
        }),
  );
  const combinations = new Map<string, readonly string[]>();
  for (const { parts, split } of found.values()) {
    const combination = [split ?? "", ...parts];
    combinations.set(JSON.stringify(combination), combination);
  }
  const ordered = [...combinations].sort((a, b) => compareParts(a[1], b[1]));
  const width = Math.max(2, String(ordered.length).length);
  const rank = new Map(ordered.map(([key], index) => [key, index]));
  const rankOf = ({ parts, split }: IndexedTrial): number =>
    rank.get(JSON.stringify([split ?? "", ...parts]))!;
  const trials = [...found].sort(
    ([, a], [, b]) => a.id.localeCompare(b.id, "en", { numeric: true }) || rankOf(a) - rankOf(b),
  );
  const at = new Map(trials.map(([key], index) => [key, index]));
  const trialOfRow = keysOfRows.map((keys) => Int32Array.from(keys, (key) => at.get(key)!));
  const windowOfRow = tables.map((table, i) => numberWindows(table, trialOfRow[i]));
  tables.forEach((table, i) => {
    if (table.level === "trial") refuseDuplicates(table, trialOfRow[i], windowOfRow[i]);
  });
  return {
    trials: trials.map(([, trial]) => trial),
    trialOfRow,
    windowOfRow,
    names: trials.map(([, trial]) => `T${String(rankOf(trial) + 1).padStart(width, "0")}`),
  };
}

function numberWindows({ entry, mapping, level }: KeyedTable, trialOfRow: Int32Array): Float64Array {
  const rows = entry.source.table.rowCount;
  if (level !== "trial" || mapping.window === undefined) return new Float64Array(rows).fill(Number.NaN);
  if (mapping.window === "row") {
    const counts = new Map<number, number>();
    return Float64Array.from(trialOfRow, (trial) => {
      const count = (counts.get(trial) ?? 0) + 1;
      counts.set(trial, count);
      return count;
    });
  }
  const column = entry.source.table.columns.find(({ name }) => name === mapping.window);
  if (!column) return fail("column-not-found", `no column "${mapping.window}"`, placeOf(entry));
  const missing = asTexts(column).indexOf(null);
  if (missing >= 0) fail("key-missing", "the window is missing", placeOf(entry, missing, mapping.window));
  if (column.kind === "number") return column.values;
  const order = [...new Set(column.values as readonly string[])].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  return Float64Array.from(column.values as readonly string[], (text) => order.indexOf(text) + 1);
}

function refuseDuplicates(
  { entry, mapping }: KeyedTable,
  trialOfRow: Int32Array,
  windows: Float64Array,
): void {
  const first = new Map<string, number>();
  let count = 0;
  let pair: readonly [number, number] | undefined;
  trialOfRow.forEach((trial, row) => {
    const key = `${trial} ${windows[row]}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    else {
      count++;
      pair ??= [earlier, row];
    }
  });
  if (!pair) return;
  const { fileRow } = entry.source;
  const columns = [...mapping.participant, ...mapping.trial, ...(mapping.window ? [mapping.window] : [])];
  fail(
    "key-duplicate",
    `${count} rows have the same key (${columns.join(", ")}) as an earlier row, first row ${fileRow[pair[1]]} and row ${fileRow[pair[0]]}; if rows are windows of a trial, say --window row`,
    { file: entry.file, row: fileRow[pair[1]] },
  );
}
