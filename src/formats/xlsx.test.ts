import { readFileSync } from "node:fs";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import expected from "../../test/formats/expected.json" with { type: "json" };
import { InputError } from "../problem/mod.ts";
import { records, type Table } from "../table/mod.ts";
import { readXlsx } from "./xlsx.ts";
import { numberKind, serialText } from "./xlsx-date.ts";

const bytes = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../test/formats/${name}`, import.meta.url)));
const rows = (table: Table) => ({
  columns: table.columns.map(({ name }) => name),
  rows: records(table).map((record) => Object.values(record)),
});

/** A workbook of one worksheet, written by hand. */
function workbook(sheet: string, parts: Record<string, string> = {}): Uint8Array {
  const files: Record<string, string> = {
    "_rels/.rels":
      '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/book.xml"/></Relationships>',
    "book.xml": '<x:workbook><x:sheets><x:sheet name="S" sheetId="1" rel:id="b"/></x:sheets></x:workbook>',
    "_rels/book.xml.rels":
      '<Relationships><Relationship Id="b" Type="http://y/worksheet" Target="sheets/s.xml"/><Relationship Id="c" Type="http://y/sharedStrings" Target="./strings.xml"/></Relationships>',
    "sheets/s.xml": sheet,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const row = (number: number, ...values: readonly (string | number)[]) =>
  `<row r="${number}">${values.map((value) => (typeof value === "number" ? `<c><v>${value}</v></c>` : `<c t="str"><v>${value}</v></c>`)).join("")}</row>`;

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems[0];
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a workbook with every kind of cell", () => {
  const found = readXlsx(bytes("types.xlsx"), {});
  const column = (name: string) => found.table.columns.find((one) => one.name === name)?.values;

  it("has its header in the first filled row, and rows where the spreadsheet shows them", () => {
    expect(found.table.columns.map(({ name }) => name)).toEqual([
      "id",
      "number",
      "text",
      "truth",
      "date",
      "moment",
      "time",
      "elapsed",
      "money",
      "formula",
      "mixed",
    ]);
    expect([...found.fileRow]).toEqual([4, 5, 7]);
  });

  it("gives numbers exactly, also where they were typed as text", () => {
    expect(column("number")).toEqual(Float64Array.of(0.1, -2e-12, 1e21));
    expect(column("id")).toEqual(Float64Array.of(1, 2, 3));
    expect(column("money")).toEqual(Float64Array.of(12.5, 12.5, 12.5));
  });

  it("gives dates, times and durations as ISO 8601 text", () => {
    expect(column("date")).toEqual(["2024-02-28", "2024-02-29", "2024-02-28"]);
    expect(column("moment")).toEqual(new Array(3).fill("2024-02-29T23:59:59.5"));
    expect(column("time")).toEqual(["09:00:00", "09:01:00", "09:02:00"]);
    expect(column("elapsed")).toEqual(["25:30:00", "25:30:00", "25:30:00"]);
  });

  it("gives text without markup, truth values in words, formula results, and errors as missing", () => {
    expect(column("text")).toEqual(["a & <b>", "'quoted'", "줄\n바꿈"]);
    expect(column("truth")).toEqual(["FALSE", "TRUE", "FALSE"]);
    expect(column("formula")).toEqual(["2", null, "x"]);
    expect(column("mixed")).toEqual(["5", "rich", "5"]);
  });

  it("is read from the first visible sheet, or the one asked for by name or number", () => {
    expect(found.notes).toEqual(["sheet 2 of 3"]);
    const second = { columns: ["participant", "hr"], rows: [["P01", 61.5]] };
    expect(rows(readXlsx(bytes("types.xlsx"), { sheet: "second" }).table)).toEqual(second);
    expect(rows(readXlsx(bytes("types.xlsx"), { sheet: "3" }).table)).toEqual(second);
    expect(readXlsx(bytes("types.xlsx"), { sheet: "자료" }).table.rowCount).toBe(3);
    const problem = problemOf(() => readXlsx(bytes("types.xlsx"), { sheet: "4" }));
    expect(problem.code).toBe("sheet-not-found");
    expect(problem.message).toBe('the workbook has 3 sheets, none is called "4"');
  });
});

describe("workbooks of other programs", () => {
  it("pandas' reads as pandas reads it, its index left out", () => {
    const { table, notes } = readXlsx(bytes("pandas.xlsx"), {});
    expect(rows(table)).toEqual(expected["pandas.xlsx"]);
    expect(notes).toEqual(["a first column without a name only counts the rows: left out"]);
  });

  it("strings may stand in the sheet, and days be counted from 1904", () => {
    expect(rows(readXlsx(bytes("inline-1904.xlsx"), {}).table)).toEqual({
      columns: ["id", "day"],
      rows: [["P01", "2024-02-29"]],
    });
  });

  it("elements may have a prefix, cells no reference, and paths be of any form", () => {
    const sheet = `<x:worksheet><x:sheetData>${row(1, "a", "b").replace(/<(\/?)(row|c|v)/g, "<$1x:$2")}<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(rows(readXlsx(workbook(sheet), {}).table)).toEqual({ columns: ["a", "b"], rows: [[1, 2]] });
  });

  it("phonetic guides are no part of a text, escapes and character references are", () => {
    const strings =
      '<sst><si><t>課題</t><rPh sb="0" eb="1"><t>カダイ</t></rPh></si><si><r><t>a&#xe9;</t></r><r><t>_x0041_&lt;<![CDATA[&amp;]]></t></r></si></sst>';
    const sheet =
      '<worksheet><row r="1"><c t="s"><v>0</v></c></row><row r="2"><c t="s"><v>1</v></c></row></worksheet>';
    expect(rows(readXlsx(workbook(sheet, { "strings.xml": strings }), {}).table)).toEqual({
      columns: ["課題"],
      rows: [["aéA<&amp;"]],
    });
  });
});

describe("what is no table", () => {
  it("an empty sheet, a header alone, two columns of one name, a title above the header", () => {
    expect(problemOf(() => readXlsx(workbook("<worksheet/>"), {})).code).toBe("file-empty");
    expect(problemOf(() => readXlsx(workbook(row(3, "a")), {}))).toMatchObject({
      code: "file-empty",
      place: { row: 3 },
    });
    expect(problemOf(() => readXlsx(workbook(row(2, "a", "a ") + row(3, 1, 2)), {}))).toMatchObject({
      code: "header-duplicate",
      place: { row: 2, column: "a" },
    });
    const titled = row(1, "Results") + row(2, "id", "x", "y") + row(3, 1, 2, 3);
    expect(problemOf(() => readXlsx(workbook(titled), {})).code).toBe("header-incomplete");
  });

  it("a cell that refers to a text that is not there, or lies outside the sheet", () => {
    const lost = `${row(1, "a")}<row r="2"><c t="s"><v>5</v></c></row>`;
    expect(problemOf(() => readXlsx(workbook(lost), {}))).toMatchObject({
      code: "file-damaged",
      place: { row: 2 },
    });
    for (const place of ["ZZZZ1", "A9999999", "A0", "1", "A1.5"]) {
      const outside = `${row(1, "a")}<row><c r="${place}"><v>5</v></c></row>`;
      expect(problemOf(() => readXlsx(workbook(outside), {})).code).toBe("file-damaged");
    }
  });

  it("an archive of something else is said to be so", () => {
    const zip = (name: string) => zipSync({ [name]: strToU8("x") });
    const message = (name: string) => {
      const problem = problemOf(() => readXlsx(zip(name), {}));
      expect(problem.code).toBe("file-format-unknown");
      return problem.message;
    };
    expect(message("xl/workbook.bin")).toMatch(/\.xlsb/);
    expect(message("content.xml")).toMatch(/OpenDocument/);
    expect(message("word/document.xml")).toMatch(/Word/);
    expect(message("data.csv")).toMatch(/unpack it/);
  });

  it("a worksheet that was changed after it was packed", () => {
    const whole = bytes("types.xlsx");
    expect(problemOf(() => readXlsx(whole.subarray(0, whole.length - 30), {})).code).toBe("file-damaged");
    const parts = unzipSync(whole);
    const packed = zipSync(parts, { level: 0 });
    const at = new TextDecoder("latin1").decode(packed).indexOf("<v>0.1</v>");
    expect(at).toBeGreaterThan(0);
    packed[at + 3] = 57;
    expect(problemOf(() => readXlsx(packed, {})).code).toBe("file-damaged");
  });
});

describe("dates are told from numbers by their format", () => {
  it.each([
    [14, undefined, "date"],
    [22, undefined, "moment"],
    [46, undefined, "elapsed"],
    [2, undefined, "number"],
    [164, "yyyy\\-mm\\-dd;@", "date"],
    [164, "[$-412]yyyy년 m월 d일", "date"],
    [164, "mmm-yy", "date"],
    [164, "h:mm AM/PM", "time"],
    [164, "mm:ss.0", "time"],
    [164, "[mm]:ss", "elapsed"],
    [164, "d/m/yy h:mm", "moment"],
    [164, '0.00 "days"', "number"],
    [164, "General", "number"],
    [164, "[Red]0.0;[Blue]-0.0", "number"],
    [164, "0.00E+00", "number"],
    [164, '_-* #,##0.00\\ "€"_-', "number"],
  ] as const)("format %s %s shows a %s", (id, code, kind) => {
    expect(numberKind(id, code)).toBe(kind);
  });

  it("and serial numbers are Excel's, its 29 February 1900 included", () => {
    expect(serialText(1, "date", 1900)).toBe("1900-01-01");
    expect(serialText(59, "date", 1900)).toBe("1900-02-28");
    expect(serialText(61, "date", 1900)).toBe("1900-03-01");
    expect(serialText(45351.999999, "moment", 1900)).toBe("2024-02-29T23:59:59.914");
    expect(serialText(45351, "moment", 1900)).toBe("2024-02-29T00:00:00");
    expect(serialText(43889, "date", 1904)).toBe("2024-02-29");
    expect(serialText(-1, "date", 1900)).toBeUndefined();
  });
});
