import type { Table } from "../table/mod.ts";

/** A file format that {@link readTable} reads. */
export type TableFormat = "csv" | "tsv" | "xlsx" | "sav" | "parquet";

/** What {@link readTable} reads, for `--help`, the docs and the methods section. */
export const tableFormats: readonly {
  readonly name: TableFormat;
  readonly title: string;
  readonly endings: readonly string[];
  readonly reads: string;
  readonly source: string;
}[] = [
  {
    name: "csv",
    title: "Comma-separated values",
    endings: ["csv", "txt"],
    reads:
      "UTF-8, UTF-16, CP949 and Windows-1252, others when named; commas, semicolons, tabs or bars; decimal points or commas",
    source: "RFC 4180",
  },
  {
    name: "tsv",
    title: "Tab-separated values",
    endings: ["tsv", "tab", "txt"],
    reads: "as CSV",
    source: "IANA text/tab-separated-values",
  },
  {
    name: "xlsx",
    title: "Excel workbook",
    endings: ["xlsx", "xlsm"],
    reads: "one worksheet; formulas by their saved result, dates as ISO 8601 text, error cells as missing",
    source: "ECMA-376",
  },
  {
    name: "sav",
    title: "SPSS system file",
    endings: ["sav", "zsav"],
    reads: "uncompressed, bytecode and zlib; long names and strings, missing values, value labels",
    source: "PSPP Developers Guide, System File Format",
  },
  {
    name: "parquet",
    title: "Apache Parquet",
    endings: ["parquet"],
    reads: "flat columns; Snappy, gzip, Zstandard, Brotli and LZ4",
    source: "Apache Parquet format 2",
  },
];

/** A table as it was found in a file, with what is needed to point back into that file. */
export interface SourceTable {
  /**
   * A column is a number column when every cell that is not missing is a number, otherwise a text column with the cells
   * as written, trimmed. Digits beyond 2^53 stay text, since as numbers two different ids could become one.
   */
  readonly table: Table;
  /**
   * 1-based row in the file of each table row, as a spreadsheet program numbers them: the header is row 1 when
   * nothing stands above it, a quoted line break does not start a row, blank rows are skipped but counted.
   */
  readonly fileRow: Int32Array;
  /** The format that was found. */
  readonly format: TableFormat;
  /** What was guessed, in words; never a file's name or what a cell says. */
  readonly notes: readonly string[];
  /** For each column with value labels (SPSS): code, as {@link asTexts} writes it, to label. */
  readonly valueLabels: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** What to do instead of guessing. */
export interface ReadOptions {
  /** A label of the WHATWG Encoding Standard, such as `euc-kr` (CP949) or `shift_jis`; for text files and `.sav`. */
  readonly encoding?: string;
  /** The one character between columns of a text file. */
  readonly delimiter?: string;
  /** The decimal mark of numbers that are written as text. */
  readonly decimal?: "." | ",";
  /** Name or 1-based number of the worksheet; the first visible one by default. */
  readonly sheet?: string;
  /** Further texts that mean a missing value, beside {@link missingTexts}. */
  readonly missing?: readonly string[];
}

/** Texts that mean a missing value in a file: what R, pandas, MATLAB, SPSS and Excel write, error cells included. */
export const missingTexts: readonly string[] = [
  "",
  "NA",
  "N/A",
  "n/a",
  "<NA>",
  "NaN",
  "nan",
  "-nan",
  "-NaN",
  "NAN",
  "NaT",
  "null",
  "NULL",
  "None",
  ".",
  "-",
  "#N/A",
  "#N/A N/A",
  "#NA",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#NULL!",
  "1.#QNAN",
  "-1.#QNAN",
  "1.#IND",
  "-1.#IND",
];

/** All texts that mean missing under the given options. */
export function missingSet({ missing = [] }: ReadOptions): ReadonlySet<string> {
  return new Set([...missingTexts, ...missing.map((text) => text.trim())]);
}
