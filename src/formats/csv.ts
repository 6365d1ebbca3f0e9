import { fail } from "../problem/mod.ts";
import type { Table } from "../table/mod.ts";
import { boundCells } from "./bound.ts";
import { cellText, cutDelimited, type DelimitedText, guessDelimiter } from "./delimited-text.ts";
import { nameColumns } from "./header.ts";
import { missingSet, type ReadOptions, type SourceTable } from "./source-table.ts";
import { decodeText } from "./text-encoding.ts";
import { typedColumns } from "./typed-column.ts";

const delimiterNames: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs", "|": "bars" };

/** `sep=;`, the line in front by which Excel is told the delimiter; Excel does not show it as a row. */
const separatorLine = /^"?sep=([^\r\n])"?[ \t,;]*(?:\r\n|\n|\r|$)/i;

/**
 * Reads a delimited text file: encoding, delimiter and decimal mark are guessed and said in the notes.
 *
 * @param bytes - the file
 * @param options - what not to guess
 * @param tabsExpected - whether tabs are no surprise, as in a file that ends with `.tsv`
 * @throws InputError `file-empty`, `header-duplicate`, `row-ragged`, or `file-format-unknown` when it is not text
 */
export function readDelimited(bytes: Uint8Array, options: ReadOptions, tabsExpected = false): SourceTable {
  const notes: string[] = [];
  const { text, note } = decodeText(bytes, options.encoding);
  if (note) notes.push(note);
  const separator = separatorLine.exec(text);
  const from = separator ? separator[0].length : 0;
  if (options.delimiter !== undefined && options.delimiter.length !== 1) {
    fail("option-invalid", "the delimiter has to be one character");
  }
  const delimiter = options.delimiter ?? separator?.[1] ?? guessDelimiter(text, from);
  const name = delimiterNames[delimiter];
  if (name && options.delimiter === undefined && !(tabsExpected && delimiter === "\t")) {
    notes.push(`${name} between columns`);
  }
  const cut = cutDelimited(text, delimiter, from);
  const rows = tableRows(cut);
  if (rows.comments) notes.push(`${rows.comments} comment ${rows.comments === 1 ? "line" : "lines"} skipped`);
  const { table, notes: guessed } = typedTable(cut, rows, options, delimiter === ";");
  return {
    table,
    fileRow: Int32Array.from(rows.data, (record) => record + 1),
    format: delimiter === "\t" ? "tsv" : "csv",
    notes: [...notes, ...guessed],
    valueLabels: new Map(),
  };
}

interface Rows {
  /** Record of the header. */
  readonly header: number;
  /** Records of the table's rows. */
  readonly data: Int32Array;
  readonly comments: number;
}

/** Finds the header and the rows below it: blank ones are skipped, and lines in front that begin with `#`. */
function tableRows(cut: DelimitedText): Rows {
  const { text, starts, ends, records } = cut;
  const recordCount = records.length - 1;
  // a quoted empty cell is a missing value that somebody wrote, and keeps its row
  const isBlank = (record: number): boolean => {
    for (let cell = records[record]; cell < records[record + 1]; cell++) {
      if (text[starts[cell] - 1] === '"') return false;
      if (ends[cell] > starts[cell] && cellText(cut, cell) !== "") return false;
    }
    return true;
  };
  const comment = (record: number) => text[starts[records[record]]] === "#";
  const width = (record: number) => records[record + 1] - records[record];
  let header = 0;
  let comments = 0;
  for (; header < recordCount; header++) {
    if (isBlank(header)) continue;
    if (!comment(header)) break;
    // a header may itself begin with "#": then the row below has as many cells
    const next = header + 1;
    if (width(header) > 1 && next < recordCount && !comment(next) && width(next) === width(header)) break;
    comments++;
  }
  if (header >= recordCount) fail("file-empty", "the file holds no table");
  const data = new Int32Array(recordCount - header - 1);
  let count = 0;
  for (let record = header + 1; record < recordCount; record++) if (!isBlank(record)) data[count++] = record;
  if (!count) fail("file-empty", "the file has a header but no data rows", { row: header + 1 });
  return { header, data: data.slice(0, count), comments };
}

function typedTable(
  cut: DelimitedText,
  { header, data }: Rows,
  options: ReadOptions,
  commaLikely: boolean,
): { readonly table: Table; readonly notes: readonly string[] } {
  const { records, starts, ends } = cut;
  const rowCount = data.length;
  const names: string[] = [];
  for (let cell = records[header]; cell < records[header + 1]; cell++) names.push(cellText(cut, cell));
  const lastFilled = (record: number): number => {
    let width = records[record + 1] - records[record];
    while (width > 1 && ends[records[record] + width - 1] === starts[records[record] + width - 1]) width--;
    return width;
  };
  while (names.length > 1 && names[names.length - 1] === "") names.pop();
  const notes: string[] = [];
  const headerWidth = records[header + 1] - records[header];
  const width = (record: number) => records[record + 1] - records[record];
  // R's write.table names all columns but the first, which holds row names
  if (
    headerWidth === names.length &&
    data.every((record) => width(record) === headerWidth + 1) &&
    data.some((record) => lastFilled(record) === headerWidth + 1)
  ) {
    names.unshift("");
  }
  const expected = names.length;
  let columnCount = expected;
  for (const record of data) {
    if (width(record) === expected) continue;
    // more cells are fine when they are empty, or stand below a cell of the header that has no name
    const filled = width(record) > expected ? lastFilled(record) : width(record);
    if (filled < expected ? width(record) < expected : filled > Math.max(expected, headerWidth)) {
      fail(
        "row-ragged",
        `the row has ${filled} ${filled === 1 ? "cell" : "cells"} where the header has ${expected}`,
        { row: record + 1 },
      );
    }
    columnCount = Math.max(columnCount, filled);
  }
  boundCells(rowCount, columnCount);
  const cellsOf = (index: number) => (row: number) => {
    const cell = records[data[row]] + index;
    return cell < records[data[row] + 1] ? cellText(cut, cell) : "";
  };
  const named = nameColumns(names, header + 1, columnCount, cellsOf, rowCount);
  const typed = typedColumns(
    named.columns.map(({ name, index }) => ({ name, cells: cellsOf(index) })),
    { rowCount, missing: missingSet(options), decimal: options.decimal, commaLikely },
  );
  notes.push(...named.notes, ...typed.notes);
  return { table: { rowCount, columns: typed.columns }, notes };
}
