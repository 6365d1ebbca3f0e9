export { readDelimited } from "./csv.ts";
export { csvBytes, writeCsv } from "./csv-write.ts";
export { parseNumber } from "./number.ts";
export { readTable } from "./read-table.ts";
export { missingTexts, type ReadOptions, type SourceTable, type TableFormat } from "./source-table.ts";
