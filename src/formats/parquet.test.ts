import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { fromColumns, table } from "../table/mod.ts";
import { readParquet, readTable, writeParquet } from "./mod.ts";

const bytes = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../test/formats/${name}`, import.meta.url)));

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`no InputError but ${error}`);
  return error.problems[0];
}

const count = Array.from({ length: 40 }, (_, i) => i);

describe.each(["uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw", "version-2"])(
  "%s.parquet, written by DuckDB",
  async (name) => {
    const found = await readParquet(bytes(`${name}.parquet`));
    const column = (wanted: string) => found.columns.find((one) => one.name === wanted)?.values;

    it("gives numbers of every type", () => {
      expect(column("trial")).toEqual(Float64Array.from(count));
      expect(column("hr")).toEqual(Float64Array.from(count, (i) => (i % 3 ? i / 8 : Number.NaN)));
      expect(column("single")).toEqual(Float64Array.from(count, (i) => i / 2));
      expect(column("small")).toEqual(Float64Array.from(count, (i) => i - 20));
      expect(column("plain")).toEqual(Float64Array.from(count));
    });

    it("gives decimals as the nearest number", () => {
      expect(column("money")).toEqual(Float64Array.from(count, (i) => Math.round(i * 101) / 100));
      expect(column("wide")).toEqual(Float64Array.from(count, (i) => Math.round(i * 1_000_001) / 1_000_000));
    });

    it("gives texts, missing ones as null, and truth values in words", () => {
      expect(column("participant")).toEqual(count.map((i) => (i % 7 ? `P0${i % 5}` : null)));
      expect(column("emotion")).toEqual(count.map((i) => `기쁨 ${i % 3}`));
      expect(column("truth")).toEqual(count.map((i) => (i % 2 ? "FALSE" : "TRUE")));
      expect(column("guid")?.[39]).toBe("123e4567-e89b-12d3-a456-426614174000");
    });

    it("gives dates and times as ISO 8601 text", () => {
      expect(column("day")?.[2]).toBe("2024-03-01");
      expect(column("at")?.[1]).toBe("2024-03-01T00:59:59.5");
      expect(column("utc")?.[0]).toBe("2024-02-29T23:59:59Z");
      expect(column("clock")?.[0]).toBe("09:30:00.25");
    });
  },
);

describe("what a table cannot hold", () => {
  it("lists are named by their column", async () => {
    expect(await problemOf(readParquet(bytes("nested.parquet"), "a.parquet"))).toMatchObject({
      code: "column-nested",
      place: { file: "a.parquet", column: "list" },
    });
  });

  it("whole numbers beyond 2^53 are named by row and column", async () => {
    expect(await problemOf(readParquet(bytes("beyond-2-53.parquet")))).toMatchObject({
      code: "number-inexact",
      place: { row: 2, column: "id" },
    });
  });

  it("a file that is cut off says so", async () => {
    const whole = bytes("snappy.parquet");
    for (const size of [4, 8, 100, whole.length - 1]) {
      expect((await problemOf(readParquet(whole.subarray(0, size)))).code).toBe("file-damaged");
    }
  });
});

describe("a file that a user brings", () => {
  it("has its texts typed as those of other files are", async () => {
    const written = writeParquet(
      table({ participant: ["007", "8"], note: ["NA", " x "], hr: [1, Number.NaN] }),
    );
    const { table: read, fileRow, format } = await readTable(written, "a.parquet");
    expect(format).toBe("parquet");
    expect(read.columns.map(({ values }) => [...values])).toEqual([
      [7, 8],
      [null, "x"],
      [1, Number.NaN],
    ]);
    expect([...fileRow]).toEqual([2, 3]);
  });

  it("loses pandas' index when that only counts", async () => {
    const written = writeParquet(table({ hr: [61, 72], __index_level_0__: [0, 1] }));
    const { table: read, notes } = await readTable(written, "a.parquet");
    expect(read.columns.map(({ name }) => name)).toEqual(["hr"]);
    expect(notes).toEqual(["an index that only counts the rows: left out"]);
    const named = writeParquet(table({ hr: [61, 72], __index_level_0__: ["P1", "P2"] }));
    expect((await readTable(named, "a.parquet")).table.columns[1].name).toBe("row");
  });

  it("needs rows", async () => {
    const empty = writeParquet({
      rowCount: 0,
      columns: [{ kind: "number", name: "a", values: new Float64Array(0) }],
    });
    expect((await problemOf(readTable(empty, "a.parquet"))).code).toBe("file-empty");
    expect((await readParquet(empty)).columns.map(({ name, kind }) => [name, kind])).toEqual([
      ["a", "number"],
    ]);
  });
});

describe("what is written is read again", () => {
  it("exactly, -0 and infinities and blank texts included, and always as the same bytes", async () => {
    const text = fc.option(fc.string({ unit: "grapheme", maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.double(), fc.constantFrom(0, -0, 1), text), { minLength: 1, maxLength: 40 }),
        async (rows) => {
          const written = fromColumns([
            { kind: "number", name: "심박수", values: Float64Array.from(rows, ([n]) => n) },
            { kind: "number", name: "zero", values: Float64Array.from(rows, ([, zero]) => zero) },
            { kind: "text", name: "t", values: rows.map(([, , t]) => t) },
          ]);
          const file = writeParquet(written);
          expect(await readParquet(file)).toEqual(written);
          expect(writeParquet(written)).toEqual(file);
        },
      ),
      { seed: 20240229, numRuns: 150 },
    );
  });

  it("over several row groups and pages", async () => {
    const rows = 230_000;
    const written = fromColumns([
      { kind: "number", name: "x", values: Float64Array.from({ length: rows }, (_, i) => Math.sin(i)) },
      {
        kind: "text",
        name: "label",
        values: Array.from({ length: rows }, (_, i) => (i % 11 ? `L${i % 4}` : null)),
      },
    ]);
    const read = await readParquet(writeParquet(written));
    expect(read.rowCount).toBe(rows);
    expect(read.columns[0].values).toEqual(written.columns[0].values);
    expect(read.columns[1].values).toEqual(written.columns[1].values);
  }, 30_000);
});
