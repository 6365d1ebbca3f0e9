import { fail } from "../problem/mod.ts";
import type { Cell } from "./typed-column.ts";
import type { NumberKind } from "./xlsx-date.ts";
import { serialText } from "./xlsx-date.ts";
import { scanXml } from "./xml.ts";

/** What cells refer to in the rest of the workbook. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  /** What each cell style shows. */
  readonly styles: readonly NumberKind[];
  readonly dateSystem: 1900 | 1904;
}

/** The filled cells of one column of a worksheet, in the order of the file. */
export interface SheetColumn {
  readonly rows: number[];
  readonly cells: Exclude<Cell, null>[];
}

/** A worksheet has no more rows and columns than this. */
const maxRows = 1_048_576;
const maxColumns = 16_384;

/** Excel writes characters that XML forbids as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}

/**
 * Reads the shared strings of a workbook; runs of rich text are joined, phonetic guides left out.
 *
 * @param bytes - `sharedStrings.xml`
 */
export function sharedStrings(bytes: Uint8Array): readonly string[] {
  const strings: string[] = [];
  let text = "";
  let phonetic = 0;
  let wanted = false;
  scanXml(bytes, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic++;
      else if (name === "t") wanted = phonetic === 0;
    },
    close(name) {
      if (name === "si") strings.push(unescaped(text));
      else if (name === "rPh") phonetic--;
      else if (name === "t") wanted = false;
    },
    text(read) {
      if (wanted) text += read();
    },
  });
  return strings;
}

/** Column and row of a reference such as `AB12`, both 0-based. */
function position(reference: string): { column: number; row: number } {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return { column: column - 1, row: Number(reference.slice(at)) - 1 };
}

/**
 * Reads the filled cells of a worksheet. Booleans become `TRUE` and `FALSE`, error cells are missing, dates and times
 * ISO 8601 text, formulas their saved result.
 *
 * @param bytes - the worksheet's XML
 * @param parts - what its cells refer to
 * @returns the columns by 0-based position, rows being 0-based
 * @throws InputError `file-damaged` when a cell lies outside the sheet or refers to a string that is not there
 */
export function sheetCells(bytes: Uint8Array, parts: WorkbookParts): ReadonlyMap<number, SheetColumn> {
  const columns = new Map<number, SheetColumn>();
  let row = -1;
  let column = -1;
  let type = "n";
  let style = 0;
  let value = "";
  let inline = "";
  let reading: "value" | "inline" | undefined;
  let phonetic = 0;
  let inCell = false;

  const finish = (): void => {
    const cell = cellValue(type, style, value, inline, parts, row, column);
    if (cell === null || cell === "") return;
    let into = columns.get(column);
    if (!into) {
      into = { rows: [], cells: [] };
      columns.set(column, into);
    }
    into.rows.push(row);
    into.cells.push(cell);
  };
  scanXml(bytes, {
    open(name, attribute) {
      switch (name) {
        case "row": {
          const number = attribute("r");
          row = number === undefined ? row + 1 : Number(number) - 1;
          column = -1;
          if (!(Number.isInteger(row) && row >= 0 && row < maxRows))
            fail("file-damaged", "the worksheet has a row outside the sheet");
          break;
        }
        case "c": {
          const reference = attribute("r");
          if (reference === undefined) column++;
          else {
            const found = position(reference);
            column = found.column;
            if (found.row !== row) row = found.row;
          }
          if (!(Number.isInteger(row) && row >= 0 && row < maxRows && column >= 0 && column < maxColumns)) {
            fail("file-damaged", "the worksheet has a cell outside the sheet");
          }
          type = attribute("t") ?? "n";
          style = Number(attribute("s") ?? 0);
          value = "";
          inline = "";
          inCell = true;
          break;
        }
        case "v":
          if (inCell) reading = "value";
          break;
        case "rPh":
          phonetic++;
          break;
        case "t":
          if (inCell && !phonetic) reading = "inline";
          break;
      }
    },
    close(name) {
      if (name === "c") {
        if (inCell) finish();
        inCell = false;
      } else if (name === "v" || name === "t") reading = undefined;
      else if (name === "rPh") phonetic--;
    },
    text(read) {
      if (reading === "value") value += read();
      else if (reading === "inline") inline += read();
    },
  });
  return columns;
}

function cellValue(
  type: string,
  style: number,
  value: string,
  inline: string,
  { strings, styles, dateSystem }: WorkbookParts,
  row: number,
  column: number,
): Cell {
  switch (type) {
    case "s": {
      if (value === "") return null;
      const text = strings[Number(value)];
      if (text === undefined) {
        fail("file-damaged", `the cell in column ${column + 1} refers to a text that the workbook lacks`, {
          row: row + 1,
        });
      }
      return text.trim();
    }
    case "inlineStr":
      return unescaped(inline || value).trim();
    case "str":
    case "d":
      return unescaped(value).trim();
    case "b":
      return value === "" ? null : value === "0" ? "FALSE" : "TRUE";
    case "e":
      return null;
    default: {
      if (value === "") return null;
      const number = Number(value);
      if (Number.isNaN(number)) {
        fail("file-damaged", `the cell in column ${column + 1} is said to be a number and is none`, {
          row: row + 1,
        });
      }
      const kind = styles[style] ?? "number";
      return kind === "number" ? number : (serialText(number, kind, dateSystem) ?? number);
    }
  }
}
