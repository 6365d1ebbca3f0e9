export { type Modality, modalities, modalityOf, prefixes } from "./names.ts";
export { beside, filter, group, keys, records, select, stack, take } from "./rows.ts";
export {
  asTexts,
  type Column,
  find,
  fromColumns,
  type NumberColumn,
  numbers,
  type Table,
  type TextColumn,
  table,
  texts,
} from "./table.ts";
