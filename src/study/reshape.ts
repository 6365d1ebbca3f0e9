import type { SourceTable } from "../formats/mod.ts";
import { fail } from "../problem/mod.ts";
import {
  asTexts,
  type Column,
  find,
  fromColumns,
  group,
  keys,
  select,
  type Table,
  take,
} from "../table/mod.ts";
import { looseNumber } from "./features-in.ts";

/**
 * Turns a table with one row a feature into one with a column a feature.
 *
 * @param source - the table; all columns but the two named ones tell its rows apart
 * @param name - the column that holds a feature's name
 * @param value - the column that holds its value
 * @throws InputError `key-duplicate` when a feature stands twice for the same row, `column-not-found`,
 *   `text-among-numbers`
 */
export function pivotLong(source: SourceTable, name: string, value: string, file?: string): SourceTable {
  const place = file === undefined ? {} : { file };
  const nameColumn = find(source.table, name) ?? fail("column-not-found", `no column "${name}"`, place);
  const valueColumn = find(source.table, value) ?? fail("column-not-found", `no column "${value}"`, place);
  if (valueColumn.kind === "text") failOnText(source, valueColumn, place);
  const identity = source.table.columns.filter((column) => column !== nameColumn && column !== valueColumn);
  const identityKeys = keys(
    source.table,
    identity.map((column) => column.name),
  );
  const groups = [...group(identityKeys.map((key) => key ?? "")).values()];
  const featureNames = asTexts(nameColumn);
  const order = [...new Set(featureNames.filter((text) => text !== null))];
  const features = order.map((featureName): Column & { kind: "number" } => ({
    kind: "number",
    name: featureName,
    values: new Float64Array(groups.length).fill(Number.NaN),
  }));
  const at = new Map(order.map((featureName, index) => [featureName, index]));
  groups.forEach((rows, target) => {
    const seen = new Set<string>();
    for (const row of rows) {
      const featureName = featureNames[row];
      if (featureName === null) continue;
      if (seen.has(featureName)) {
        fail("key-duplicate", `the feature "${featureName}" stands twice for the same trial`, {
          ...place,
          row: source.fileRow[row],
        });
      }
      seen.add(featureName);
      features[at.get(featureName)!].values[target] = valueColumn.values[row] as number;
    }
  });
  const first = groups.map((rows) => rows[0]);
  const kept = select(
    take(source.table, first),
    identity.map((column) => column.name),
  );
  return {
    ...source,
    table: fromColumns([...kept.columns, ...features]),
    fileRow: Int32Array.from(first, (row) => source.fileRow[row]),
    notes: [...source.notes, "one row a feature"],
  };
}

/** The columns of a table with one row a feature, where their headers say so: its name's and its value's. */
export function guessLong(of: Table): { readonly name: string; readonly value: string } | undefined {
  const names = of.columns.map((column) => column.name);
  const name = names.find((header) =>
    /^(feature|variable|measure|parameter|특징|변수|지표)([ _.-]?name)?$/i.test(header),
  );
  const value = names.find((header) => /^(value|val|값)$/i.test(header));
  return name === undefined || value === undefined ? undefined : { name, value };
}

/** Columns that fit a pattern such as `{feature}_{trial}`, each with what stands for its parts. */
function fitting(
  of: Table,
  pattern: string,
): { readonly column: Column; readonly parts: Record<string, string> }[] {
  const parts = partsOf(pattern);
  const expression = new RegExp(
    `^${pattern
      .split(/(\{\w+\})/)
      .map((piece) => (/^\{\w+\}$/.test(piece) ? "(.+)" : piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
      .join("")}$`,
    "u",
  );
  return of.columns.flatMap((column) => {
    const match = expression.exec(column.name);
    if (!match) return [];
    return [{ column, parts: Object.fromEntries(parts.map((part, index) => [part, match[index + 1]])) }];
  });
}

function partsOf(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
}

/** What of a column's parts tells trials apart. */
function cellOf(parts: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(parts).filter(([part]) => part !== "feature"));
}

function checkPattern(pattern: string, place: { readonly file?: string } = {}): readonly string[] {
  const parts = partsOf(pattern);
  if (!parts.includes("feature") || parts.length < 2 || new Set(parts).size < parts.length) {
    fail(
      "option-invalid",
      `the pattern "${pattern}" needs {feature} and a further part such as {trial}`,
      place,
    );
  }
  return parts;
}

/**
 * Whether a table's columns fit a pattern for two trials or more.
 *
 * @param known - the table is known to hold features; otherwise each feature must stand in each trial, so that a table
 *   with an `ei_total` is not taken for one
 * @throws InputError `option-invalid` when the pattern is none
 */
export function isWide(of: Table, pattern: string, known: boolean): boolean {
  checkPattern(pattern);
  const matched = fitting(of, pattern);
  const cells = new Set(matched.map(({ parts }) => cellOf(parts)));
  const features = new Set(matched.map(({ parts }) => parts.feature));
  return cells.size >= 2 && (known || matched.length === cells.size * features.size);
}

/**
 * Turns a table with one row a participant into one with a row a trial.
 *
 * @param source - the table
 * @param pattern - how its columns are named, with `{feature}` and at least one further part that becomes a column,
 *   such as `{feature}_{trial}`; columns that do not fit are repeated on each row
 * @throws InputError `option-invalid` when the pattern is none or no column fits
 */
export function unpivotWide(source: SourceTable, pattern: string, file?: string): SourceTable {
  const place = file === undefined ? {} : { file };
  const parts = checkPattern(pattern, place);
  const dimensions = parts.filter((part) => part !== "feature");
  const matched = fitting(source.table, pattern).map(({ column, parts: values }) => ({
    column,
    feature: values.feature,
    place: dimensions.map((part) => values[part]),
  }));
  if (matched.length === 0) fail("option-invalid", `no column fits the pattern "${pattern}"`, place);
  const cells = [...new Map(matched.map((entry) => [JSON.stringify(entry.place), entry.place])).values()];
  const features = [...new Set(matched.map((entry) => entry.feature))];
  const { rowCount } = source.table;
  const rows = Int32Array.from({ length: rowCount * cells.length }, (_, i) => Math.floor(i / cells.length));
  const taken = new Set(matched.map((entry) => entry.column));
  const carried = take(
    { rowCount, columns: source.table.columns.filter((column) => !taken.has(column)) },
    rows,
  ).columns;
  const named = dimensions.map(
    (dimension, index): Column => ({
      kind: "text",
      name: dimension,
      values: Array.from(rows, (_, i) => cells[i % cells.length][index]),
    }),
  );
  const values = features.map((feature): Column => {
    const columns = cells.map(
      (cell) =>
        matched.find(
          (entry) => entry.feature === feature && JSON.stringify(entry.place) === JSON.stringify(cell),
        )?.column,
    );
    if (columns.some((column) => column?.kind === "text")) {
      const texts = columns.map((column) => (column ? asTexts(column) : undefined));
      return {
        kind: "text",
        name: feature,
        values: Array.from(rows, (row, i) => texts[i % cells.length]?.[row] ?? null),
      };
    }
    return {
      kind: "number",
      name: feature,
      values: Float64Array.from(rows, (row, i) => {
        const column = columns[i % cells.length];
        return column ? (column.values[row] as number) : Number.NaN;
      }),
    };
  });
  return {
    ...source,
    table: fromColumns([...carried, ...named, ...values]),
    fileRow: Int32Array.from(rows, (row) => source.fileRow[row]),
    notes: [...source.notes, "one row a participant"],
  };
}

/** Fails on the first cell of a text column that is no number. */
export function failOnText(source: SourceTable, column: Column, place: { readonly file?: string }): never {
  const row = asTexts(column).findIndex((text) => text !== null && Number.isNaN(looseNumber(text)));
  return fail("text-among-numbers", `"${String(column.values[row])}" is not a number`, {
    ...place,
    row: source.fileRow[row],
    column: column.name,
  });
}
