import type { SourceTable } from "../formats/mod.ts";
import { find, group, keys, type Table } from "../table/mod.ts";
import { best, fit } from "./column-roles.ts";

/** How many rows share a key with an earlier row, and the first two that do. */
export function duplicates(
  of: Table,
  names: readonly string[],
): { readonly count: number; readonly first?: readonly [number, number] } {
  let count = 0;
  let first: readonly [number, number] | undefined;
  for (const rows of group(keys(of, names)).values()) {
    if (rows.length < 2) continue;
    count += rows.length - 1;
    first ??= [rows[0], rows[1]];
  }
  return first ? { count, first } : { count };
}

/**
 * Guesses which columns tell a participant's trials apart: first those whose header says so, then, as long as rows
 * still share a key, whichever common column parts the most of them; finally every column is dropped again that is
 * not needed.
 *
 * @param tables - the tables whose rows are trials (or windows of one)
 * @param participant - each table's participant columns
 * @param windows - each table's window column, where it has one
 * @param pool - the names that all tables have and that may be part of the key, the likely ones first
 * @returns the key, or undefined when no choice of columns tells the rows apart
 */
export function guessTrialKey(
  tables: readonly SourceTable[],
  participant: readonly (readonly string[])[],
  windows: readonly (string | undefined)[],
  pool: readonly string[],
): readonly string[] | undefined {
  const remaining = (key: readonly string[]): number =>
    tables.reduce((sum, { table }, i) => {
      const window = windows[i];
      const names = [...participant[i], ...key, ...(window && window !== "row" ? [window] : [])];
      return window === "row" ? sum : sum + duplicates(table, names).count;
    }, 0);
  const named = pool.filter((name) => fit(name, "trial") === fit(best(pool, "trial") ?? "", "trial"));
  let key: string[] = best(pool, "trial") === undefined ? [] : named.slice(0, 1);
  let left = remaining(key);
  while (left > 0) {
    let chosen: string | undefined;
    let least = left;
    for (const name of pool) {
      if (key.includes(name)) continue;
      const count = remaining([...key, name]);
      if (count < least) {
        least = count;
        chosen = name;
      }
    }
    if (chosen === undefined) return undefined;
    key.push(chosen);
    left = least;
  }
  for (const name of [...key].reverse()) {
    if (key.length < 2) break;
    const without = key.filter((other) => other !== name);
    if (remaining(without) === 0 && !(fit(name, "trial") === 0)) key = without;
  }
  return key.sort((a, b) => pool.indexOf(a) - pool.indexOf(b));
}

/** Whether a column may be part of a key: text, or whole numbers. */
export function mayBeKey(of: Table, name: string): boolean {
  const column = find(of, name);
  if (!column) return false;
  if (column.kind === "text") return column.values.some((value) => value !== null);
  return column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
}
