/** A column of numbers; a missing value is NaN. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
}

/** A column of text; a missing value is null. */
export interface TextColumn {
  readonly kind: "text";
  readonly name: string;
  readonly values: readonly (string | null)[];
}

/** A named column. */
export type Column = NumberColumn | TextColumn;

/** A columnar table in memory. All columns have `rowCount` values, and no two the same name. Never changed in place. */
export interface Table {
  readonly rowCount: number;
  readonly columns: readonly Column[];
}

/**
 * Makes a table from named arrays: typed or plain arrays of numbers become number columns, anything else text.
 *
 * @param columns - the columns by name, all of one length
 * @throws RangeError when the lengths differ
 * @example
 * ```ts
 * import { table } from "heartface";
 * const t = table({ participant: ["P01", "P02"], "ecg.hr": [61, 72] });
 * t.rowCount; // 2
 * ```
 */
export function table(
  columns: Readonly<Record<string, Float64Array | readonly number[] | readonly (string | null)[]>>,
): Table {
  const made = Object.entries(columns).map(([name, values]): Column => {
    if (values instanceof Float64Array) return { kind: "number", name, values };
    const numeric = values.length > 0 && values.every((value) => typeof value === "number");
    return numeric
      ? { kind: "number", name, values: Float64Array.from(values as readonly number[]) }
      : { kind: "text", name, values: values as readonly (string | null)[] };
  });
  return fromColumns(made);
}

/** Makes a table from columns; throws a RangeError when their lengths differ or a name stands twice. */
export function fromColumns(columns: readonly Column[]): Table {
  const rowCount = columns[0]?.values.length ?? 0;
  const names = new Set<string>();
  for (const { name, values } of columns) {
    if (values.length !== rowCount) {
      throw new RangeError(`column "${name}" has ${values.length} values, expected ${rowCount}`);
    }
    if (names.has(name)) throw new RangeError(`column "${name}" stands twice`);
    names.add(name);
  }
  return { rowCount, columns };
}

/** The column of that name, or undefined. */
export function find(of: Table, name: string): Column | undefined {
  return of.columns.find((column) => column.name === name);
}

/** The values of a number column; throws a RangeError when there is none of that name. */
export function numbers(of: Table, name: string): Float64Array {
  const column = find(of, name);
  if (column?.kind !== "number") throw new RangeError(`no number column "${name}"`);
  return column.values;
}

/** The values of a text column; throws a RangeError when there is none of that name. */
export function texts(of: Table, name: string): readonly (string | null)[] {
  const column = find(of, name);
  if (column?.kind !== "text") throw new RangeError(`no text column "${name}"`);
  return column.values;
}

/** Any column as text; numbers are written in their shortest exact form, missing ones are null. */
export function asTexts(column: Column): readonly (string | null)[] {
  if (column.kind === "text") return column.values;
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value)));
}
