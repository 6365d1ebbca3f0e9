import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import expected from "../../test/formats/expected.json" with { type: "json" };
import { InputError } from "../problem/mod.ts";
import { records, type Table } from "../table/mod.ts";
import { type ReadOptions, readTable } from "./mod.ts";

const read = (text: string, options?: ReadOptions, name = "table.csv") =>
  readTable(new TextEncoder().encode(text), name, options);
const file = (name: string, options?: ReadOptions) =>
  readTable(
    new Uint8Array(readFileSync(new URL(`../../test/formats/${name}`, import.meta.url))),
    name,
    options,
  );
const rows = (table: Table) => ({
  columns: table.columns.map(({ name }) => name),
  rows: records(table).map((record) => Object.values(record)),
});
const kinds = (table: Table) => table.columns.map(({ kind }) => kind);

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`no InputError but ${error}`);
  return error.problems[0];
}

describe("text in any encoding that people's programs write", () => {
  it.each([
    ["korean-cp949.csv", ["CP949 (Korean)"]],
    ["korean-utf8-bom.csv", []],
    ["korean-utf16le.csv", ["UTF-16 little-endian", "tabs between columns"]],
    ["korean-utf16be-no-bom.csv", ["UTF-16 big-endian"]],
  ])("%s reads as pandas reads it", async (name, notes) => {
    const found = await file(name);
    expect(rows(found.table)).toEqual(expected.korean);
    expect(found.notes).toEqual(notes);
  });

  it("Windows-1252 with semicolons and decimal commas reads as pandas reads it when told so", async () => {
    const found = await file("western-1252.csv");
    expect(rows(found.table)).toEqual(expected.western);
    expect(found.notes).toEqual([
      "Windows-1252 (Western European)",
      "semicolons between columns",
      "decimal commas",
    ]);
  });

  it("Shift-JIS when asked for", async () => {
    const { table } = await file("japanese-shift-jis.csv", { encoding: "shift_jis" });
    expect(rows(table)).toEqual({ columns: ["参加者", "心拍"], rows: [["P01", 61]] });
  });
});

describe("cells", () => {
  it("read as pandas reads them: quotes, line breaks, missing values, exponents", async () => {
    const { table, fileRow } = await file("mixed.csv");
    const pandas = expected["mixed.csv"];
    const ours = rows(table);
    expect(ours.columns).toEqual(pandas.columns);
    expect(
      ours.rows.map((row) => row.map((cell) => (cell === Number.POSITIVE_INFINITY ? "Infinity" : cell))),
    ).toEqual(pandas.rows);
    // a quoted line break starts no row, the blank line is counted
    expect([...fileRow]).toEqual([2, 3, 4, 6]);
  });

  it("make a text column as soon as one is no number, all as they were written", async () => {
    const { table } = await read("a,b\n1.50,x\n12abc,\n007,y\n");
    expect(rows(table).rows).toEqual([
      ["1.50", "x"],
      ["12abc", null],
      ["007", "y"],
    ]);
  });

  it("keep ids beyond 2^53 apart", async () => {
    const { table } = await read("id,x\n9007199254740992,1e300\n9007199254740993,12345678901234567890.5\n");
    expect(kinds(table)).toEqual(["text", "number"]);
    expect(table.columns[0].values).toEqual(["9007199254740992", "9007199254740993"]);
  });

  it("may mean missing by a further text, or by a number however it is written", async () => {
    const { table } = await read("a,b\n-99,ok\n-99.0,lost\n5,lost\n", { missing: ["-99", "lost"] });
    expect(rows(table).rows).toEqual([
      [null, "ok"],
      [null, null],
      [5, null],
    ]);
  });
});

describe("the delimiter", () => {
  it.each([
    [",", "csv", []],
    [";", "csv", ["semicolons between columns"]],
    ["\t", "tsv", ["tabs between columns"]],
    ["|", "csv", ["bars between columns"]],
  ])("%j is found though other delimiters stand in quotes", async (mark, format, notes) => {
    const lines = ['id,note,"x;y"', '1,"a, b; c|d",2', '3,"e\tf",4'];
    const text = lines
      .map((line) => line.replace(/("[^"]*")|,/g, (_, quoted) => quoted ?? mark))
      .join("\r\n");
    const found = await read(text);
    expect(found.format).toBe(format);
    expect(found.notes).toEqual(notes);
    expect(rows(found.table)).toEqual({
      columns: ["id", "note", "x;y"],
      rows: [
        [1, "a, b; c|d", 2],
        [3, "e\tf", 4],
      ],
    });
  });

  it("is taken from Excel's first line, which counts as no row", async () => {
    const { table, fileRow } = await read("sep=;\na;b\n1;2\n");
    expect(rows(table)).toEqual({ columns: ["a", "b"], rows: [[1, 2]] });
    expect([...fileRow]).toEqual([2]);
  });

  it("goes without a note where the file's name promises tabs", async () => {
    expect((await read("a\tb\n1\t2\n", {}, "table.tsv")).notes).toEqual([]);
  });

  it("is not needed for one column", async () => {
    expect(rows((await read("hr\n61\n\n72\n")).table)).toEqual({ columns: ["hr"], rows: [[61], [72]] });
  });

  it("is the user's word above all", async () => {
    expect(rows((await read("a;b,c\n1;2,3\n", { delimiter: "," })).table).columns).toEqual(["a;b", "c"]);
    expect((await problemOf(read("a\n1\n", { delimiter: "::" }))).code).toBe("option-invalid");
  });
});

describe("decimal commas", () => {
  it("are found between semicolons", async () => {
    const { table } = await read("id;x;y\nP1;1,5;0,25\nP2;-2,75e-3;1e3\n");
    expect(rows(table).rows).toEqual([
      ["P1", 1.5, 0.25],
      ["P2", -0.00275, 1000],
    ]);
  });

  it("are found in quotes between commas", async () => {
    const { table, notes } = await read('x,y\n"1,5",2\n"2,5",3\n');
    expect(rows(table).rows).toEqual([
      [1.5, 2],
      [2.5, 3],
    ]);
    expect(notes).toEqual(["decimal commas"]);
  });

  it("are not guessed where cells could as well have thousands separators", async () => {
    const { table, notes } = await read('x,y\n"1,234",2\n"12,345",3\n');
    expect(kinds(table)).toEqual(["text", "number"]);
    expect(notes[0]).toMatch(/kept as text/);
    // with a semicolon between columns, or a column that settles it, they are
    expect(rows((await read("x;y\n1,234;2\n12,345;3\n")).table).rows).toEqual([
      [1.234, 2],
      [12.345, 3],
    ]);
    expect(rows((await read('x,y\n"1,234","0,5"\n"2,345","0,6"\n')).table).rows[0]).toEqual([1.234, 0.5]);
    // and in a file with decimal commas, 1.234 is not one and a bit
    expect(kinds((await read("x;y\n1.234;0,5\n2.345;0,6\n")).table)).toEqual(["text", "number"]);
    // nor is 1,234 in a file with decimal points
    expect(kinds((await read("x;y\n1,234;0.5\n2,345;0.6\n")).table)).toEqual(["text", "number"]);
  });

  it("follow the user's word", async () => {
    const text = 'x,y\n"1,234",2.5\n';
    expect(kinds((await read(text, { decimal: "," })).table)).toEqual(["number", "text"]);
    expect(kinds((await read(text, { decimal: "." })).table)).toEqual(["text", "number"]);
  });
});

describe("row names that programs write by themselves", () => {
  it("are dropped when they count, from 1 as in R or from 0 as in pandas", async () => {
    for (const text of ['"","hr"\n"1",61\n"2",72\n', ",hr\n0,61\n1,72\n", "Unnamed: 0,hr\n0,61\n1,72\n"]) {
      const { table, notes } = await read(text);
      expect(rows(table)).toEqual({ columns: ["hr"], rows: [[61], [72]] });
      expect(notes).toEqual(["a first column without a name only counts the rows: left out"]);
    }
  });

  it('are called "row" when they say more', async () => {
    const { table, notes } = await read('"","hr"\n"P07",61\n"P09",72\n');
    expect(rows(table)).toEqual({
      columns: ["row", "hr"],
      rows: [
        ["P07", 61],
        ["P09", 72],
      ],
    });
    expect(notes).toEqual(['the first column has no name: called "row"']);
  });

  it("may have no header at all, as from R's write.table", async () => {
    const { table } = await read('"hr"\t"label"\n"P07"\t61\t"a"\n"P09"\t72\t"b"\n');
    expect(rows(table)).toEqual({
      columns: ["row", "hr", "label"],
      rows: [
        ["P07", 61, "a"],
        ["P09", 72, "b"],
      ],
    });
  });
});

describe("ragged edges", () => {
  it("a trailing delimiter, trailing empty rows and spaces around names do no harm", async () => {
    const { table, fileRow } = await read(" a , b ,\n\n1, 2 ,\n,,\n3,4,\n,,\n,,\n");
    expect(rows(table)).toEqual({
      columns: ["a", "b"],
      rows: [
        [1, 2],
        [3, 4],
      ],
    });
    expect([...fileRow]).toEqual([3, 5]);
    expect(rows((await read("a,b\n1,2,\n3,4,\n")).table).columns).toEqual(["a", "b"]);
  });

  it("a row that is too long or too short is named", async () => {
    const short = await problemOf(read("a,b,c\n1,2,3\n\n4,5\n"));
    expect(short).toMatchObject({ code: "row-ragged", place: { file: "table.csv", row: 4 } });
    expect(short.message).toBe("the row has 2 cells where the header has 3");
    expect(await problemOf(read("a,b\n1,2\n1,2\n4,5,6\n"))).toMatchObject({
      code: "row-ragged",
      place: { row: 4 },
    });
  });

  it("a quote that is never closed, or closed within a cell, is named by its row", async () => {
    expect(await problemOf(read('a,b\n1,2\n"3,4\n5,6\n'))).toMatchObject({
      code: "row-ragged",
      place: { row: 3 },
    });
    expect(await problemOf(read('a,b\n"1"x,2\n'))).toMatchObject({ code: "row-ragged", place: { row: 2 } });
  });

  it("a quote within a cell is a character", async () => {
    expect((await read('a,b\n5" screen,2\n')).table.columns[0].values).toEqual(['5" screen']);
  });

  it("any line end ends a line", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(rows((await read(["a,b", "1,2", "3,4"].join(end))).table).rows).toEqual([
        [1, 2],
        [3, 4],
      ]);
    }
  });

  it("comments in front are skipped, a header that begins with # is none", async () => {
    const { table, fileRow, notes } = await read("# recorded in 2024\n# by us\nid,x\n1,2\n");
    expect(rows(table)).toEqual({ columns: ["id", "x"], rows: [[1, 2]] });
    expect([...fileRow]).toEqual([4]);
    expect(notes).toEqual(["2 comment lines skipped"]);
    expect(rows((await read("#id,x\n1,2\n")).table).columns).toEqual(["#id", "x"]);
  });
});

describe("what is no table", () => {
  it("an empty file, blank lines, a header alone", async () => {
    for (const text of ["", "\n\n", "\ufeff", "  \n", "a,b\n", "a,b\n,\n"]) {
      expect((await problemOf(read(text))).code).toBe("file-empty");
    }
  });

  it("two columns of one name", async () => {
    expect(await problemOf(read("a,b, a\n1,2,3\n"))).toMatchObject({
      code: "header-duplicate",
      place: { row: 1, column: "a" },
    });
  });

  it("a title above the header", async () => {
    expect((await problemOf(read("Results,,,\nid,x,y,z\n1,2,3,4\n"))).code).toBe("header-incomplete");
  });

  it.each([
    ["\x89PNG\r\n\x1a\n\0\0", /PNG picture/],
    ["%PDF-1.7\n", /PDF/],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", /old \.xls workbook: save it as \.xlsx/],
    ["\xd0\xcf\x11\xe0....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", /password/],
    ["\x1f\x8b\x08\0", /gzip/],
    ["<html><table><tr><td>1</td>", /web page/],
    ['{"a": 1}', /JSON/],
    ["\0\x01\x02\x03\0\0\0", /not text/],
  ])("%j is said to be what it is", async (content, message) => {
    const bytes = Uint8Array.from(content, (letter) => letter.charCodeAt(0));
    const problem = await problemOf(readTable(bytes, "table.csv"));
    expect(problem.code).toBe("file-format-unknown");
    expect(problem.message).toMatch(message);
  });

  it("text in a file whose name ends with .xlsx", async () => {
    expect((await problemOf(read("a,b\n1,2\n", {}, "table.xlsx"))).code).toBe("file-damaged");
  });
});

const shared = new URL("../../../shared/data/affect/oxazepam/", import.meta.url);

describe.skipIf(!existsSync(shared))("real tables, written by R", () => {
  it.each(Object.keys(expected.oxazepam) as (keyof typeof expected.oxazepam)[])(
    "%s sums up as in pandas",
    async (name) => {
      const pandas = expected.oxazepam[name];
      const { table } = await readTable(new Uint8Array(readFileSync(new URL(name, shared))), name);
      expect(table.rowCount).toBe(pandas.rows);
      expect(table.columns.length).toBe(pandas.columns.length);
      table.columns.forEach((column, index) => {
        const [wanted, missing, sum] = pandas.columns[index] as [string, number, number | null];
        expect(column.name).toBe(wanted);
        const present = [...column.values].filter((value) => value !== null && !Number.isNaN(value));
        expect(table.rowCount - present.length).toBe(missing);
        expect(column.kind).toBe(sum === null ? "text" : "number");
        // pandas adds up in another order
        if (sum !== null) expect((present as number[]).reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 6);
      });
    },
  );
});

describe("a large file", () => {
  it("of 2,000,000 cells is read cell by cell", async () => {
    const lines = ["participant,hr"];
    let sum = 0;
    for (let row = 0; row < 1_000_000; row++) {
      lines.push(`P${row % 50},${row / 8}`);
      sum += row / 8;
    }
    const { table, fileRow } = await read(lines.join("\n"));
    expect(table.rowCount).toBe(1_000_000);
    expect((table.columns[1].values as Float64Array).reduce((a, b) => a + b, 0)).toBe(sum);
    expect(table.columns[0].values[999_999]).toBe("P49");
    expect(fileRow[999_999]).toBe(1_000_001);
  }, 60_000);
});
