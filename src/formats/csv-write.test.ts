import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromColumns, table } from "../table/mod.ts";
import { csvBytes, readTable, writeCsv } from "./mod.ts";

describe("writing CSV", () => {
  it("quotes what needs it, leaves missing values empty, writes numbers exactly", () => {
    const text = writeCsv(
      table({
        'a "b"': ["x,y", "line\nbreak", null],
        n: new Float64Array([0.1 + 0.2, Number.NaN, Number.NEGATIVE_INFINITY]),
      }),
    );
    expect(text).toBe('"a ""b""",n\n"x,y",0.30000000000000004\n"line\nbreak",\n,-Inf\n');
  });

  it("marks the byte order only when there is a character outside ASCII", () => {
    expect([...csvBytes(table({ a: [1] }))]).toEqual([97, 10, 49, 10]);
    expect([...csvBytes(table({ a: ["é"] })).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it("keeps every number, and every text that is not blank or a missing value, when read again", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 12 }).map((made) => `x${made.replace(/\0/g, "")}y`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.double(), fc.option(text)), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const written = fromColumns([
            { kind: "number", name: "n", values: Float64Array.from(rows, ([n]) => n) },
            { kind: "text", name: "t", values: rows.map(([, t]) => t) },
            { kind: "text", name: "key", values: rows.map(() => "k") },
          ]);
          const { table: read } = await readTable(csvBytes(written), "table.csv");
          expect(read.columns[0].values).toEqual(written.columns[0].values);
          const texts = read.columns[1].values;
          rows.forEach(([, t], row) => {
            if (read.columns[1].kind === "text") expect(texts[row]).toBe(t);
            else expect(t).toBeNull();
          });
        },
      ),
      { seed: 20240229, numRuns: 200 },
    );
  });
});
