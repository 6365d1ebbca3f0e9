import type { Column } from "../table/mod.ts";
import { infinityOf, numeral, numeralKind, parseNumber } from "./number.ts";

/** What stands in a cell: text, a number that the file itself typed, or nothing. */
export type Cell = string | number | null;

/** A column before it is typed: a cell for each row, or numbers that the file typed already. */
export interface RawColumn {
  readonly name: string;
  readonly cells: Float64Array | ((row: number) => Cell);
  /** Keep the cells as text, such as codes that carry labels. */
  readonly text?: boolean;
}

/** How columns are typed. */
export interface Typing {
  readonly rowCount: number;
  /** Texts that mean a missing value; those that are numerals mean the number, however it is written. */
  readonly missing: ReadonlySet<string>;
  /** The decimal mark, when the user gave it. */
  readonly decimal: "." | "," | undefined;
  /** Whether the file speaks for decimal commas by itself, such as by semicolons between its columns. */
  readonly commaLikely: boolean;
}

const point = 46;
const comma = 44;
const thousands = /^[-+]?[1-9]\d{0,2}([.,]\d{3})+$/;

interface Numbers {
  readonly values: Float64Array;
  /** Some cell has the decimal mark or an exponent. */
  readonly fractional: boolean;
  /** Every cell with a decimal mark could as well be whole, with a thousands separator: `1,234`. */
  readonly ambiguous: boolean;
}

/** The column as numbers, or undefined as soon as a cell is none. */
function asNumbers(
  cells: (row: number) => Cell,
  { rowCount, missing }: Typing,
  missingNumbers: ReadonlySet<number>,
  mark: number,
): Numbers | undefined {
  const values = new Float64Array(rowCount).fill(Number.NaN);
  const someMissing = missingNumbers.size > 0;
  let fractional = false;
  let certain = false;
  let inexact = false;
  for (let row = 0; row < rowCount; row++) {
    const cell = cells(row);
    if (cell === null) continue;
    if (typeof cell === "number") {
      if (!someMissing || !missingNumbers.has(cell)) values[row] = cell;
      continue;
    }
    const kind = numeralKind(cell, mark);
    if (kind === numeral.none) {
      if (missing.has(cell)) continue;
      const infinity = infinityOf(cell);
      if (infinity === undefined) return undefined;
      values[row] = infinity;
      continue;
    }
    const value = Number(mark === comma && kind === numeral.fractional ? cell.replace(",", ".") : cell);
    if (someMissing && missingNumbers.has(value)) continue;
    values[row] = value;
    if (kind === numeral.fractional) {
      fractional = true;
      if (!certain && !thousands.test(cell)) certain = true;
    } else if (!Number.isSafeInteger(value)) inexact = true;
  }
  // digits beyond 2^53 among whole numbers only are ids: as numbers, two of them could become one
  if (inexact && !fractional) return undefined;
  return { values, fractional, ambiguous: fractional && !certain };
}

function asText(name: string, cells: Float64Array | ((row: number) => Cell), typing: Typing): Column {
  const { rowCount, missing } = typing;
  // equal texts share one string: labels and ids repeat on every row
  const known = new Map<string, string>();
  const values = new Array<string | null>(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const cell = typeof cells === "function" ? cells(row) : cells[row];
    const text = typeof cell === "number" ? (Number.isNaN(cell) ? null : String(cell)) : cell;
    if (text === null || missing.has(text)) {
      values[row] = null;
      continue;
    }
    const same = known.get(text);
    if (same !== undefined) values[row] = same;
    else {
      values[row] = text;
      if (known.size < 65536) known.set(text, text);
    }
  }
  return { kind: "text", name, values };
}

/**
 * Types raw columns. A column whose cells are all numbers with a decimal point is a number column; else, unless the
 * user said otherwise, one whose cells are all numbers with a decimal comma. Where every cell could be thousands
 * as well as decimals (`1,234`), the rest of the file decides; where it does not, the cells stay text.
 *
 * @param columns - the columns; text cells come trimmed
 * @param typing - how they are typed
 * @returns the columns, and what was guessed in words
 */
export function typedColumns(
  columns: readonly RawColumn[],
  typing: Typing,
): { readonly columns: readonly Column[]; readonly notes: readonly string[] } {
  const { decimal } = typing;
  const missingNumbers = new Set(
    [...typing.missing]
      .map((text) => parseNumber(text, decimal ?? "."))
      .filter((value) => value !== undefined),
  );
  let points = 0;
  let commas = 0;
  const read = columns.map(({ name, cells, text }) => {
    if (text) return { name, cells };
    if (typeof cells !== "function") {
      const values = missingNumbers.size
        ? cells.map((value) => (missingNumbers.has(value) ? Number.NaN : value))
        : cells;
      return { name, cells, values };
    }
    const dotted = decimal === "," ? undefined : asNumbers(cells, typing, missingNumbers, point);
    if (dotted) {
      if (dotted.fractional && !dotted.ambiguous) points++;
      return { name, cells, dotted, values: dotted.values };
    }
    const withComma = decimal === "." ? undefined : asNumbers(cells, typing, missingNumbers, comma);
    if (withComma?.fractional && !withComma.ambiguous) commas++;
    return { name, cells, withComma, values: withComma?.values };
  });
  const commaFile = commas > 0 || (typing.commaLikely && points === 0);
  const usesCommas = decimal === undefined && commas > 0;
  let kept = 0;
  let ambiguousCommas = 0;
  const typed = read.map(({ name, cells, values, dotted, withComma }): Column => {
    if (values === undefined) return asText(name, cells, typing);
    if (
      decimal === undefined &&
      ((dotted?.ambiguous && usesCommas) || (withComma?.ambiguous && !commaFile))
    ) {
      kept++;
      return asText(name, cells, typing);
    }
    if (withComma?.ambiguous) ambiguousCommas++;
    return { kind: "number", name, values };
  });
  const notes: string[] = [];
  if (decimal === undefined && commas + ambiguousCommas > 0) notes.push("decimal commas");
  if (kept) {
    notes.push(
      `${kept === 1 ? "1 column" : `${kept} columns`} kept as text: like 1,234, its cells could be thousands or decimals`,
    );
  }
  return { columns: typed, notes };
}
