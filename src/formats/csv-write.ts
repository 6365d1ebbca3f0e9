import type { Table } from "../table/mod.ts";

function field(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes a table as CSV after RFC 4180, lines ending with `\n`: numbers in their shortest exact form, infinities as `Inf`
 * and `-Inf` (which R and pandas read), missing values empty.
 *
 * @param table - the table
 * @returns the text, without a byte order mark
 * @example
 * ```ts
 * import { table, writeCsv } from "heartface";
 * writeCsv(table({ participant: ["P01"], "ecg.hr": [61.5] })); // "participant,ecg.hr\nP01,61.5\n"
 * ```
 */
export function writeCsv(table: Table): string {
  const { columns, rowCount } = table;
  const lines: string[] = [columns.map(({ name }) => field(name)).join(",")];
  const cells = new Array<string>(columns.length);
  for (let row = 0; row < rowCount; row++) {
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      if (column.kind === "number") cells[index] = numeralText(column.values[row]);
      else cells[index] = field(column.values[row] ?? "");
    }
    // a lone empty cell would be a blank line, which readers skip
    lines.push(columns.length === 1 && cells[0] === "" ? '""' : cells.join(","));
  }
  lines.push("");
  return lines.join("\n");
}

function numeralText(value: number): string {
  if (Number.isNaN(value)) return "";
  if (value === Number.POSITIVE_INFINITY) return "Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

/**
 * A table as the bytes of a CSV file in UTF-8: with a byte order mark only when there is a character outside ASCII, which
 * Excel then needs and R's `read.csv` dislikes.
 *
 * @param table - the table
 */
export function csvBytes(table: Table): Uint8Array {
  const text = writeCsv(table);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant
  return new TextEncoder().encode(/[^\x00-\x7f]/.test(text) ? `\uFEFF${text}` : text);
}
