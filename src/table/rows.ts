import { asTexts, type Column, find, fromColumns, type Table } from "./table.ts";

/** The rows at the given 0-based indices, in that order; an index of -1 gives a row of missing values. */
export function take(of: Table, rows: ArrayLike<number>): Table {
  const columns = of.columns.map((column): Column => {
    if (column.kind === "number") {
      const values = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) values[i] = rows[i] < 0 ? Number.NaN : column.values[rows[i]];
      return { ...column, values };
    }
    return { ...column, values: Array.from(rows, (row) => (row < 0 ? null : column.values[row])) };
  });
  return { rowCount: rows.length, columns };
}

/** The rows for which the test holds. */
export function filter(of: Table, test: (row: number) => boolean): Table {
  const rows: number[] = [];
  for (let row = 0; row < of.rowCount; row++) if (test(row)) rows.push(row);
  return take(of, rows);
}

/** The named columns, in that order; throws a RangeError when one is not there. */
export function select(of: Table, names: readonly string[]): Table {
  const columns = names.map((name) => {
    const column = find(of, name);
    if (!column) throw new RangeError(`no column "${name}"`);
    return column;
  });
  return { rowCount: of.rowCount, columns };
}

/**
 * One text per row that tells composite keys apart, or null where a part is missing.
 *
 * @param of - the table
 * @param names - the key's columns
 */
export function keys(of: Table, names: readonly string[]): readonly (string | null)[] {
  const parts = select(of, names).columns.map(asTexts);
  return Array.from({ length: of.rowCount }, (_, row) => {
    const key: string[] = [];
    for (const part of parts) {
      const value = part[row];
      if (value === null) return null;
      key.push(value);
    }
    return key.length === 1 ? key[0] : JSON.stringify(key);
  });
}

/** The rows of each key, keys in order of first appearance; rows without a key are left out. */
export function group(keyOfRow: readonly (string | null)[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  keyOfRow.forEach((key, row) => {
    if (key === null) return;
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  });
  return groups;
}

/** Tables below one another; a column that a table lacks is missing in its rows. */
export function stack(tables: readonly Table[]): Table {
  const rowCount = tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const names = [...new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)))];
  const columns = names.map((name): Column => {
    const parts = tables.map((part) => find(part, name));
    if (parts.some((part) => part?.kind === "text")) {
      const values = parts.flatMap((part, i) =>
        part ? asTexts(part) : new Array<null>(tables[i].rowCount).fill(null),
      );
      return { kind: "text", name, values };
    }
    const values = new Float64Array(rowCount).fill(Number.NaN);
    let at = 0;
    parts.forEach((part, i) => {
      if (part) values.set(part.values as Float64Array, at);
      at += tables[i].rowCount;
    });
    return { kind: "number", name, values };
  });
  return { rowCount, columns };
}

/** Columns side by side; a later column of the same name replaces an earlier one. */
export function beside(left: Table, right: Table): Table {
  const replaced = new Set(right.columns.map(({ name }) => name));
  return fromColumns([...left.columns.filter(({ name }) => !replaced.has(name)), ...right.columns]);
}

/** The table as plain records, one a row; missing values are null. */
export function records(of: Table): Record<string, string | number | null>[] {
  return Array.from({ length: of.rowCount }, (_, row) =>
    Object.fromEntries(
      of.columns.map(({ name, values }) => {
        const value = values[row];
        return [name, typeof value === "number" && Number.isNaN(value) ? null : value];
      }),
    ),
  );
}
