import { fail } from "../problem/mod.ts";
import { boundCells } from "./bound.ts";
import { nameColumns } from "./header.ts";
import { missingSet, type ReadOptions, type SourceTable } from "./source-table.ts";
import { type Cell, typedColumns } from "./typed-column.ts";
import { type NumberKind, numberKind } from "./xlsx-date.ts";
import { type SheetColumn, sharedStrings, sheetCells } from "./xlsx-sheet.ts";
import { scanXml } from "./xml.ts";
import { openZip, type ZipArchive } from "./zip.ts";

/**
 * Reads one worksheet of an Excel workbook (`.xlsx`, `.xlsm`; ECMA-376 transitional and strict). The first row with a
 * filled cell is the header; rows without one are skipped but counted.
 *
 * @param bytes - the file
 * @param options - the sheet, and what means missing
 * @throws InputError `sheet-not-found`, `file-empty`, `file-damaged`, `file-format-unknown` for an archive that is no
 *   workbook, and what the header is at fault for
 */
export function readXlsx(bytes: Uint8Array, options: ReadOptions): SourceTable {
  const archive = openZip(bytes);
  const workbook = openWorkbook(archive);
  const index = chooseSheet(workbook.sheets, options.sheet);
  const notes: string[] = [];
  if (workbook.sheets.length > 1) notes.push(`sheet ${index + 1} of ${workbook.sheets.length}`);
  const content = archive.file(workbook.sheets[index].path);
  if (!content) fail("file-damaged", "the workbook lacks the worksheet that it lists");
  const strings = workbook.strings === undefined ? undefined : archive.file(workbook.strings);
  const styles = workbook.styles === undefined ? undefined : archive.file(workbook.styles);
  const columns = sheetCells(content, {
    strings: strings ? sharedStrings(strings) : [],
    styles: styles ? cellStyles(styles) : [],
    dateSystem: workbook.dateSystem,
  });
  return { ...tableOf(columns, options, notes), format: "xlsx", valueLabels: new Map() };
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string; readonly hidden: boolean }[];
  readonly strings: string | undefined;
  readonly styles: string | undefined;
  readonly dateSystem: 1900 | 1904;
}

interface Relation {
  readonly id: string;
  /** Last part of the relation's type, such as `worksheet`. */
  readonly type: string;
  readonly path: string;
}

/** Path of a part that another part names relative to its own folder. */
function resolved(folder: string, target: string): string {
  const parts = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function relations(archive: ZipArchive, part: string): readonly Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const bytes = archive.file(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found: Relation[] = [];
  if (!bytes) return found;
  scanXml(bytes, {
    open(name, attribute) {
      if (name !== "Relationship" || attribute("TargetMode") === "External") return;
      found.push({
        id: attribute("Id") ?? "",
        type: (attribute("Type") ?? "").replace(/^.*\//, ""),
        path: resolved(folder, attribute("Target") ?? ""),
      });
    },
    close() {},
    text() {},
  });
  return found;
}

function openWorkbook(archive: ZipArchive): Workbook {
  const path =
    relations(archive, "").find(({ type }) => type === "officeDocument")?.path ?? "xl/workbook.xml";
  const bytes = path.endsWith(".xml") ? archive.file(path) : undefined;
  if (
    !bytes ||
    archive.names.some((name) => name === "word/document.xml" || name === "ppt/presentation.xml")
  ) {
    return fail("file-format-unknown", strangerMessage(archive));
  }
  const parts = relations(archive, path);
  const paths = new Map(parts.map((part) => [part.id, part]));
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  scanXml(bytes, {
    open(name, attribute) {
      if (name === "workbookPr" && /^(1|true)$/.test(attribute("date1904") ?? "")) dateSystem = 1904;
      if (name !== "sheet") return;
      const part = paths.get(attribute(":id") ?? "");
      if (part?.type !== "worksheet") return;
      const state = attribute("state") ?? "visible";
      sheets.push({ name: attribute("name") ?? "", path: part.path, hidden: state !== "visible" });
    },
    close() {},
    text() {},
  });
  if (!sheets.length) fail("file-damaged", "the workbook has no worksheet");
  const pathOf = (type: string) => parts.find((part) => part.type === type)?.path;
  return { sheets, strings: pathOf("sharedStrings"), styles: pathOf("styles"), dateSystem };
}

function strangerMessage({ names }: ZipArchive): string {
  if (names.some((name) => name.endsWith("workbook.bin")))
    return "the file is an .xlsb workbook: save it as .xlsx";
  if (names.includes("content.xml")) return "the file is an OpenDocument file: save it as .xlsx";
  if (names.includes("word/document.xml"))
    return "the file is a Word document: save the table as .xlsx or CSV";
  if (names.includes("Index/Document.iwa")) return "the file is a Numbers document: export it as .xlsx";
  return "the file is a ZIP archive without a workbook: unpack it first";
}

/** 0-based position of the wanted sheet: by name, else by number, else the first that is not hidden. */
function chooseSheet(sheets: Workbook["sheets"], wanted: string | undefined): number {
  if (wanted === undefined)
    return Math.max(
      0,
      sheets.findIndex(({ hidden }) => !hidden),
    );
  const exact = sheets.findIndex(({ name }) => name === wanted);
  if (exact >= 0) return exact;
  const loose = sheets.findIndex(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
  if (loose >= 0) return loose;
  const number = /^\d+$/.test(wanted) ? Number(wanted) : 0;
  if (number >= 1 && number <= sheets.length) return number - 1;
  const count = sheets.length === 1 ? "1 sheet" : `${sheets.length} sheets`;
  return fail("sheet-not-found", `the workbook has ${count}, none is called "${wanted}"`);
}

/** What the cells of each style show: dates are told from numbers by their format alone. */
function cellStyles(bytes: Uint8Array): readonly NumberKind[] {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  scanXml(bytes, {
    open(name, attribute) {
      if (name === "numFmt") codes.set(Number(attribute("numFmtId")), attribute("formatCode") ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attribute("numFmtId") ?? 0);
        kinds.push(numberKind(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
    text() {},
  });
  return kinds;
}

function tableOf(
  columns: ReadonlyMap<number, SheetColumn>,
  options: ReadOptions,
  notes: string[],
): Pick<SourceTable, "table" | "fileRow" | "notes"> {
  const filled = new Set<number>();
  for (const { rows } of columns.values()) for (const row of rows) filled.add(row);
  const [headerRow, ...rows] = Int32Array.from(filled).sort();
  if (headerRow === undefined) fail("file-empty", "the worksheet is empty");
  const rowCount = rows.length;
  if (!rowCount) {
    fail("file-empty", "the worksheet has a header but no data rows", { row: headerRow + 1 });
  }
  const indices = [...columns.keys()].sort((a, b) => a - b);
  boundCells(rowCount, indices.length);
  const place = new Map(rows.map((row, index) => [row, index]));
  const header: string[] = [];
  const cells = indices.map((column) => {
    const values = new Array<Cell>(rowCount).fill(null);
    const { rows: at, cells: found } = columns.get(column) as SheetColumn;
    let name = "";
    for (let i = 0; i < at.length; i++) {
      if (at[i] === headerRow) name = String(found[i]).trim();
      else values[place.get(at[i]) as number] = found[i];
    }
    header.push(name);
    return values;
  });
  const cellsOf = (index: number) => (row: number) => cells[index][row];
  const named = nameColumns(header, headerRow + 1, header.length, cellsOf, rowCount);
  const typed = typedColumns(
    named.columns.map(({ name, index }) => ({ name, cells: cellsOf(index) })),
    { rowCount, missing: missingSet(options), decimal: options.decimal, commaLikely: false },
  );
  return {
    table: { rowCount, columns: typed.columns },
    fileRow: Int32Array.from(rows, (row) => row + 1),
    notes: [...notes, ...named.notes, ...typed.notes],
  };
}
