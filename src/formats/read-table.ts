import { fail, InputError } from "../problem/mod.ts";
import { readDelimited } from "./csv.ts";
import { readParquetSource } from "./parquet.ts";
import { readSav } from "./sav.ts";
import { contentOf } from "./signature.ts";
import type { ReadOptions, SourceTable } from "./source-table.ts";
import { readXlsx } from "./xlsx.ts";

/**
 * Reads a table from the bytes of a CSV, TSV, XLSX, SPSS `.sav` or Parquet file. The format is told by content, and for
 * text by the name's ending; encoding, delimiter and decimal mark are guessed and said in the notes.
 *
 * @param bytes - the file
 * @param fileName - the file's name, for its ending and for the place of problems
 * @param options - what not to guess
 * @returns the table, the file's row of each of its rows, what was guessed, and value labels
 * @throws InputError when the file cannot be read as a table; the place names row and column
 * @example
 * ```ts
 * import { readTable } from "heartface";
 * const bytes = new TextEncoder().encode("participant;hr\nP01;61,5\n");
 * const { table, notes } = await readTable(bytes, "heart.csv");
 * table.rowCount; // 1
 * notes; // ["semicolons between columns", "decimal commas"]
 * ```
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<SourceTable> {
  try {
    return await read(bytes, /\.([^.]*)$/.exec(fileName)?.[1].toLowerCase() ?? "", options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      ...error.problems.map((found) => ({ ...found, place: { file: fileName, ...found.place } })),
    );
  }
}

async function read(bytes: Uint8Array, ending: string, options: ReadOptions): Promise<SourceTable> {
  switch (contentOf(bytes)) {
    case "text":
      if (/^(xlsx|xlsm|sav|zsav|parquet)$/.test(ending)) {
        fail("file-damaged", `the file's content is not that of a .${ending} file`);
      }
      return readDelimited(bytes, options, /^(tsv|tab|txt)$/.test(ending));
    case "zip":
      return readXlsx(bytes, options);
    case "sav":
      return readSav(bytes, options);
    case "parquet":
      return readParquetSource(bytes, options);
  }
}
