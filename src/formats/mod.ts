export { csvBytes, writeCsv } from "./csv-write.ts";
export { parseNumber } from "./number.ts";
export { readParquet } from "./parquet.ts";
export { writeParquet } from "./parquet-write.ts";
export { readTable } from "./read-table.ts";
export {
  missingTexts,
  type ReadOptions,
  type SourceTable,
  type TableFormat,
  tableFormats,
} from "./source-table.ts";
