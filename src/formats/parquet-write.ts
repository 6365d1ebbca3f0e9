import { parquetWriteBuffer } from "hyparquet-writer";
import type { Table } from "../table/mod.ts";

/**
 * Writes a table as Parquet (Snappy): number columns as nullable DOUBLE, NaN being null; text columns as nullable UTF-8
 * strings. The same table always gives the same bytes.
 *
 * @param table - the table
 * @returns the file
 * @example
 * ```ts
 * import { readParquet, table, writeParquet } from "heartface";
 * const bytes = writeParquet(table({ participant: ["P01", "P02"], "ecg.hr": [61, Number.NaN] }));
 * (await readParquet(bytes)).rowCount; // 2
 * ```
 */
export function writeParquet({ columns }: Table): Uint8Array {
  const columnData = columns.map((column) => {
    const { name } = column;
    if (column.kind === "text")
      return { name, data: [...column.values], type: "STRING" as const, nullable: true };
    const data = Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
    const made = { name, data, type: "DOUBLE" as const, nullable: true };
    // a dictionary would take 0 and -0 for the same value
    return data.some((value) => Object.is(value, -0)) ? { ...made, encoding: "PLAIN" as const } : made;
  });
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "heartface" }));
}
