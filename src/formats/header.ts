import { fail } from "../problem/mod.ts";
import type { Cell } from "./typed-column.ts";

/** A column that a header names, or that got a name here. */
export interface NamedColumn {
  readonly name: string;
  /** 0-based position in the file. */
  readonly index: number;
}

/** Whether a column merely counts its rows, from 0 or from 1, as R and pandas write by themselves. */
export function countsRows(cells: (row: number) => Cell, rowCount: number): boolean {
  if (!rowCount) return false;
  const first = Number(cells(0) ?? Number.NaN);
  if (first !== 0 && first !== 1) return false;
  for (let row = 0; row < rowCount; row++) {
    const cell = cells(row);
    if (cell === null || cell === "" || Number(cell) !== first + row) return false;
  }
  return true;
}

function isBlank(cells: (row: number) => Cell, rowCount: number): boolean {
  for (let row = 0; row < rowCount; row++) {
    const cell = cells(row);
    if (cell !== null && cell !== "") return false;
  }
  return true;
}

/**
 * Names a table's columns after its header: names are trimmed, a row-name column in front (as R's `write.csv` and
 * pandas write it) is dropped when it merely counts the rows and named `row` otherwise, and blank columns
 * without a name are left out.
 *
 * @param header - the header's cells, trimmed
 * @param headerRow - 1-based row of the header in the file
 * @param columnCount - how many columns there are, at least as many as the header has cells
 * @param cellsOf - the cells of the column at a 0-based position
 * @param rowCount - how many rows there are
 * @returns the columns that have a name, and what was guessed in words
 * @throws InputError `header-duplicate` when a name stands twice, `header-incomplete` when most columns have no name
 */
export function nameColumns(
  header: readonly string[],
  headerRow: number,
  columnCount: number,
  cellsOf: (index: number) => (row: number) => Cell,
  rowCount: number,
): { readonly columns: readonly NamedColumn[]; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const taken = new Set<string>();
  for (const name of header) {
    if (name && taken.has(name)) {
      fail("header-duplicate", "the header names this column twice", { row: headerRow, column: name });
    }
    taken.add(name);
  }
  const free = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`;
    taken.add(name);
    return name;
  };
  const columns: NamedColumn[] = [];
  let unnamed = 0;
  for (let index = 0; index < columnCount; index++) {
    const name = header[index] ?? "";
    const cells = cellsOf(index);
    if (index === 0 && columnCount > 1 && (name === "" || name === "Unnamed: 0")) {
      if (countsRows(cells, rowCount)) {
        notes.push("a first column without a name only counts the rows: left out");
        continue;
      }
    }
    if (name !== "") columns.push({ name, index });
    else if (isBlank(cells, rowCount)) continue;
    else if (index === 0) {
      columns.push({ name: free("row"), index });
      notes.push('the first column has no name: called "row"');
    } else {
      unnamed++;
      columns.push({ name: free(`column ${index + 1}`), index });
    }
  }
  if (unnamed > 1 && unnamed * 2 >= columns.length) {
    fail("header-incomplete", `${unnamed} of ${columns.length} columns have no name in the header`, {
      row: headerRow,
    });
  }
  if (unnamed) {
    notes.push(`${unnamed === 1 ? "1 column" : `${unnamed} columns`} without a name: called by position`);
  }
  if (!columns.length) fail("file-empty", "the table has no column", { row: headerRow });
  return { columns, notes };
}
