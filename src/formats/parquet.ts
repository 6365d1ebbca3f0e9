import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  type SchemaElement,
} from "hyparquet";
import { fail, InputError } from "../problem/mod.ts";
import { type Column, fromColumns, type Table } from "../table/mod.ts";
import { boundCells, decoding, inflatedLimit } from "./bound.ts";
import { countsRows } from "./header.ts";
import { isoDate, isoMoment, isoTime } from "./iso-time.ts";
import { boundedCompressors, checkPages } from "./parquet-pages.ts";
import { missingSet, type ReadOptions, type SourceTable } from "./source-table.ts";
import { typedColumns } from "./typed-column.ts";

/**
 * Reads a Parquet file of flat columns, keeping their types: numbers of every kind become number columns, strings,
 * booleans (`TRUE`, `FALSE`), dates, times and timestamps (ISO 8601) text columns. Snappy, gzip, Zstandard, Brotli and LZ4.
 *
 * @param bytes - the file
 * @param fileName - the file's name, for the place of problems
 * @returns the table
 * @throws InputError `file-damaged`; `column-nested` for lists, maps and structs; `number-inexact` for whole numbers
 *   beyond 2^53; `file-too-large`
 */
export async function readParquet(bytes: Uint8Array, fileName?: string): Promise<Table> {
  try {
    return await read(bytes);
  } catch (error) {
    const place = fileName === undefined ? {} : { file: fileName };
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      ...error.problems.map((found) => ({ ...found, place: { ...place, ...found.place } })),
    );
  }
}

/**
 * Reads a Parquet file that a user brings: as {@link readParquet}, and text columns are typed as those of other files
 * are, so that a participant `007` is the same in all of them; pandas' index is dropped when it only counts the rows.
 */
export async function readParquetSource(bytes: Uint8Array, options: ReadOptions): Promise<SourceTable> {
  const found = await read(bytes);
  const { rowCount } = found;
  if (!rowCount) fail("file-empty", "the Parquet file has columns but no rows");
  const notes: string[] = [];
  const names = new Set(found.columns.map(({ name }) => name));
  const columns = found.columns.flatMap((column): Column[] => {
    if (!/^__index_level_\d+__$/.test(column.name)) return [column];
    if (countsRows((row) => column.values[row], rowCount)) {
      notes.push("an index that only counts the rows: left out");
      return [];
    }
    const name = column.name === "__index_level_0__" && !names.has("row") ? "row" : column.name;
    return [{ ...column, name }];
  });
  const typed = typedColumns(
    columns.map(({ name, values }) =>
      values instanceof Float64Array
        ? { name, cells: values }
        : { name, cells: (row: number) => values[row]?.trim() ?? null },
    ),
    { rowCount, missing: missingSet(options), decimal: options.decimal, commaLikely: false },
  );
  return {
    table: { rowCount, columns: typed.columns },
    fileRow: Int32Array.from({ length: rowCount }, (_, row) => row + 2),
    format: "parquet",
    notes: [...notes, ...typed.notes],
    valueLabels: new Map(),
  };
}

async function read(bytes: Uint8Array): Promise<Table> {
  const metadata = decoding("the Parquet file's footer", () => parquetMetadata(bytes, { geoparquet: false }));
  // what the decoder took from a damaged footer may lack any field
  const elements = decoding("the Parquet file's footer", () => flatSchema(metadata));
  const rowCount = Number(metadata.num_rows);
  if (!(rowCount >= 0 && rowCount < 2 ** 31))
    fail("file-damaged", "the Parquet file's footer is not in order");
  boundCells(rowCount, elements.length);
  decoding("the Parquet file's footer", () => checkChunks(bytes, metadata, elements));
  const file = { byteLength: bytes.length, slice: (from: number, to?: number) => copied(bytes, from, to) };
  const columns: Column[] = [];
  for (const element of elements) columns.push(await readColumn(file, metadata, element, rowCount));
  return columns.length ? fromColumns(columns) : { rowCount, columns };
}

function copied(bytes: Uint8Array, from: number, to?: number): ArrayBuffer {
  const part = new Uint8Array(bytes.subarray(from, to).length);
  part.set(bytes.subarray(from, to));
  return part.buffer;
}

/** The columns, once it is sure that none is nested or named twice. */
function flatSchema(metadata: FileMetaData): readonly SchemaElement[] {
  const [root, ...elements] = metadata.schema;
  if (!root) return fail("file-damaged", "the Parquet file has no schema");
  const names = new Set<string>();
  for (const element of elements) {
    if (element.num_children || element.repetition_type === "REPEATED") {
      fail("column-nested", "the column holds lists, maps or structs", { column: element.name });
    }
  }
  if (root.num_children !== elements.length)
    fail("file-damaged", "the Parquet file's schema is not in order");
  for (const { name, type } of elements) {
    if (type === undefined) fail("file-damaged", "the Parquet file's schema is not in order");
    if (names.has(name)) fail("header-duplicate", "two columns have this name", { column: name });
    names.add(name);
  }
  return elements;
}

function checkChunks(bytes: Uint8Array, metadata: FileMetaData, elements: readonly SchemaElement[]): void {
  let rows = 0;
  let total = 0;
  for (const group of metadata.row_groups) {
    const groupRows = Number(group.num_rows);
    if (!(groupRows >= 0) || group.columns.length !== elements.length) {
      fail("file-damaged", "a row group of the Parquet file is not in order");
    }
    rows += groupRows;
    elements.forEach((element, index) => {
      const meta: ColumnMetaData | undefined = group.columns[index].meta_data;
      if (group.columns[index].file_path || meta === undefined) {
        fail("file-format-unknown", "the Parquet file keeps its columns in other files, or encrypted");
      }
      if (
        meta.path_in_schema.length !== 1 ||
        meta.path_in_schema[0] !== element.name ||
        meta.type !== element.type
      ) {
        fail("file-damaged", "a row group of the Parquet file is not in order");
      }
      total += decoding("a column of the Parquet file", () =>
        checkPages(bytes, meta, groupRows, element.repetition_type !== "REQUIRED"),
      );
      if (total > inflatedLimit(bytes.length)) {
        fail("file-too-large", "the Parquet file unpacks to far more than its size allows");
      }
    });
  }
  if (rows !== Number(metadata.num_rows))
    fail("file-damaged", "the Parquet file's row groups are not in order");
}

/** How a value of a column is told: as a number, as text, or not at all. */
type Value = string | number | bigint | boolean | null | undefined | Uint8Array | object;

async function readColumn(
  file: { byteLength: number; slice: (from: number, to?: number) => ArrayBuffer },
  metadata: FileMetaData,
  element: SchemaElement,
  rowCount: number,
): Promise<Column> {
  const { name } = element;
  const parts: { readonly at: number; readonly data: ArrayLike<Value> }[] = [];
  try {
    await parquetRead({
      file,
      metadata,
      columns: [name],
      compressors: boundedCompressors,
      geoparquet: false,
      parsers: parsersOf(element),
      onChunk: ({ columnData, rowStart }) =>
        parts.push({ at: rowStart, data: columnData as ArrayLike<Value> }),
    });
  } catch (error) {
    if (error instanceof InputError) throw error;
    const said = error instanceof Error ? error.message : "";
    if (/(bson|interval) not supported|unsupported compression/.test(said)) {
      return fail("file-format-unknown", "the column is of a type that is not supported", { column: name });
    }
    return fail("file-damaged", "the column cannot be decoded", { column: name });
  }
  const filled = parts.reduce((sum, { data }) => sum + data.length, 0);
  if (filled !== rowCount)
    fail("file-damaged", `the column has ${filled} rows of ${rowCount}`, { column: name });
  const text = isText(element);
  return text ? textColumn(name, element, parts, rowCount) : numberColumn(name, element, parts, rowCount);
}

function isText({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  if (converted === "DECIMAL" || logical?.type === "DECIMAL" || logical?.type === "FLOAT16") return false;
  if (type === "BOOLEAN" || type === "INT96" || type === "BYTE_ARRAY" || type === "FIXED_LEN_BYTE_ARRAY")
    return true;
  return (
    /^(DATE|TIME_|TIMESTAMP_)/.test(converted ?? "") || /^(DATE|TIME|TIMESTAMP)$/.test(logical?.type ?? "")
  );
}

/** Text for what Parquet stores as counts of time units. */
function parsersOf({ logical_type: logical, converted_type: converted }: SchemaElement) {
  // a legacy converted type always means UTC, but writers set it for local times too
  const utc = logical?.type === "TIMESTAMP" ? logical.isAdjustedToUTC : false;
  const moment = (perSecond: bigint) => (ticks: bigint) => {
    const text = isoMoment(BigInt(ticks), perSecond);
    return text === undefined ? String(ticks) : utc ? `${text}Z` : text;
  };
  const decoder = new TextDecoder();
  return {
    timestampFromMilliseconds: moment(1000n),
    timestampFromMicroseconds: moment(1_000_000n),
    timestampFromNanoseconds: moment(1_000_000_000n),
    dateFromDays: (days: number) =>
      converted === undefined ? String(days) : (isoDate(days) ?? String(days)),
    jsonFromBytes: (bytes: Uint8Array) => decoder.decode(bytes),
  };
}

/** Units in a second of a time of day, or undefined for any other column. */
function timeUnits({ logical_type: logical, converted_type: converted }: SchemaElement): bigint | undefined {
  const unit = logical?.type === "TIME" ? logical.unit : /^TIME_(.*)/.exec(converted ?? "")?.[1];
  if (unit === "MILLIS") return 1000n;
  if (unit === "MICROS") return 1_000_000n;
  return unit === "NANOS" ? 1_000_000_000n : undefined;
}

function textColumn(
  name: string,
  element: SchemaElement,
  parts: readonly { readonly at: number; readonly data: ArrayLike<Value> }[],
  rowCount: number,
): Column {
  const values = new Array<string | null>(rowCount).fill(null);
  const units = timeUnits(element);
  for (const { at, data } of parts) {
    for (let i = 0; i < data.length; i++) {
      const value = data[i];
      if (value === null) continue;
      if (typeof value === "string") values[at + i] = value;
      else if (typeof value === "boolean") values[at + i] = value ? "TRUE" : "FALSE";
      else if (units !== undefined && (typeof value === "number" || typeof value === "bigint")) {
        values[at + i] = value < 0 ? String(value) : isoTime(BigInt(value), units);
      } else if (value instanceof Uint8Array) {
        fail("file-format-unknown", "the column holds bytes and no text", { column: name });
      } else fail("file-damaged", "the column cannot be decoded", { column: name });
    }
  }
  return { kind: "text", name, values };
}

function numberColumn(
  name: string,
  { converted_type: converted, scale = 0 }: SchemaElement,
  parts: readonly { readonly at: number; readonly data: ArrayLike<Value> }[],
  rowCount: number,
): Column {
  const values = new Float64Array(rowCount).fill(Number.NaN);
  const factor = converted === "DECIMAL" && scale > 0 ? 10 ** scale : 1;
  for (const { at, data } of parts) {
    for (let i = 0; i < data.length; i++) {
      const value = data[i];
      if (value === null) continue;
      if (typeof value !== "number" && typeof value !== "bigint") {
        fail("file-damaged", "the column cannot be decoded", { column: name });
      }
      let number = Number(value);
      if (typeof value === "bigint" || (converted === "DECIMAL" && factor === 1)) {
        if (!Number.isSafeInteger(number)) {
          fail("number-inexact", "the column has a whole number beyond 2^53, which cannot be kept exactly", {
            row: at + i + 2,
            column: name,
          });
        }
      } else if (factor !== 1) {
        // the decoder multiplies by 10^-scale, which is not exact
        const unscaled = Math.round(number * factor);
        if (Number.isSafeInteger(unscaled)) number = unscaled / factor;
      }
      values[at + i] = number;
    }
  }
  return { kind: "number", name, values };
}
