import { fail } from "../problem/mod.ts";
import { asTexts } from "../table/mod.ts";
import { type KeyedTable, placeOf } from "./row-keys.ts";

/** One trial of a study under construction. */
export interface IndexedTrial {
  readonly id: string;
  readonly parts: readonly string[];
  readonly split: string | null;
}

/** A row of a table, and a trial (with its window, NaN where there are none) that it speaks of. */
export interface Placement {
  readonly row: number;
  readonly trial: number;
  readonly window: number;
}

/** All trials of a study, and where each row of each trial-level table belongs. */
export interface TrialIndex {
  readonly trials: readonly IndexedTrial[];
  /**
   * For each keyed table where its rows belong; none for tables of another level. A table that knows of no splits
   * speaks of a trial in all splits that it stands in.
   */
  readonly placements: readonly (readonly Placement[])[];
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
 * @param nameOf - the pseudonym of each participant: trials stand in their order, which gives the files' order away to
 *   nobody
 * @throws InputError `key-duplicate` when two rows of a table are the same trial (and window)
 */
export function indexTrials(tables: readonly KeyedTable[], nameOf: ReadonlyMap<string, string>): TrialIndex {
  const found = new Map<string, IndexedTrial>();
  const splitsOf = new Map<string, Set<string | null>>();
  const keyOf = (id: string, parts: readonly string[]): string => JSON.stringify([id, ...parts]);
  const inTrials = tables.filter(({ level }) => level === "trial");
  for (const { ids, parts, splits } of inTrials) {
    ids.forEach((id, row) => {
      const key = keyOf(id, parts[row]);
      const known = splitsOf.get(key) ?? new Set();
      splitsOf.set(key, known.add(splits[row]));
    });
  }
  /** A row without a split belongs to the splits that other tables know of. */
  const splitsFor = (key: string, own: string | null): readonly (string | null)[] => {
    if (own !== null) return [own];
    const others = [...splitsOf.get(key)!].filter((split) => split !== null);
    return others.length ? others : [null];
  };
  const keysOfRows = tables.map(({ level, ids, parts, splits }) =>
    level !== "trial"
      ? []
      : ids.map((id, row) =>
          splitsFor(keyOf(id, parts[row]), splits[row]).map((split) => {
            const key = JSON.stringify([id, split, ...parts[row]]);
            if (!found.has(key)) found.set(key, { id, parts: parts[row], split });
            return key;
          }),
        ),
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
    ([, a], [, b]) =>
      nameOf.get(a.id)!.localeCompare(nameOf.get(b.id)!, "en", { numeric: true }) || rankOf(a) - rankOf(b),
  );
  const at = new Map(trials.map(([key], index) => [key, index]));
  const placements = tables.map((table, i) => {
    const trialsOfRow = keysOfRows[i].map((keys) => keys.map((key) => at.get(key)!));
    const windows = numberWindows(table, trialsOfRow);
    return trialsOfRow.flatMap((of, row) =>
      of.map((trial): Placement => ({ row, trial, window: windows[row] })),
    );
  });
  tables.forEach((table, i) => {
    refuseDuplicates(table, placements[i]);
  });
  return {
    trials: trials.map(([, trial]) => trial),
    placements,
    names: trials.map(([, trial]) => `T${String(rankOf(trial) + 1).padStart(width, "0")}`),
  };
}

function numberWindows(
  { entry, mapping, level }: KeyedTable,
  trialsOfRow: readonly (readonly number[])[],
): Float64Array {
  const rows = entry.source.table.rowCount;
  if (level !== "trial" || mapping.window === undefined) return new Float64Array(rows).fill(Number.NaN);
  if (mapping.window === "row") {
    const counts = new Map<number, number>();
    return Float64Array.from(trialsOfRow, ([trial]) => {
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

function refuseDuplicates({ entry, mapping }: KeyedTable, placements: readonly Placement[]): void {
  const first = new Map<string, number>();
  const again = new Set<number>();
  let pair: readonly [number, number] | undefined;
  for (const { row, trial, window } of placements) {
    const key = `${trial} ${window}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    else {
      again.add(row);
      pair ??= [earlier, row];
    }
  }
  if (!pair) return;
  const { fileRow } = entry.source;
  const columns = [...mapping.participant, ...mapping.trial, ...(mapping.window ? [mapping.window] : [])];
  fail(
    "key-duplicate",
    `${again.size} rows have the same key (${columns.join(", ")}) as an earlier row, first row ${fileRow[pair[1]]} and row ${fileRow[pair[0]]}; if rows are windows of a trial, say --window row`,
    { file: entry.file, row: fileRow[pair[1]] },
  );
}
