import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { readTable } from "./mod.ts";
import { readSav } from "./sav.ts";

const bytes = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../test/formats/${name}`, import.meta.url)));

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems[0];
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe.each(["uncompressed.sav", "compressed.sav", "zcompressed.sav"])("%s, written by PSPP", (name) => {
  const found = readSav(bytes(name), {});
  const column = (wanted: string) => found.table.columns.find((one) => one.name === wanted)?.values;

  it("has the long names, in Korean too", () => {
    expect(found.table.columns.map((one) => one.name)).toEqual([
      "id",
      "심박수평균",
      "arousal",
      "big",
      "day",
      "at",
      "note",
      "three",
      "c",
    ]);
    expect(found.table.rowCount).toBe(4);
  });

  it("gives numbers exactly, and system-missing ones as missing", () => {
    expect(column("심박수평균")).toEqual(Float64Array.of(61.5, 72.25, Number.NaN, -5));
    expect(column("big")).toEqual(Float64Array.of(1e15, -0.1, 3, 200));
  });

  it("takes user-missing numbers, ranges and texts for missing", () => {
    expect(column("arousal")).toEqual(Float64Array.of(1, Number.NaN, 2, Number.NaN));
    expect(column("c")).toEqual(["m", "w", null, "m"]);
  });

  it("gives dates as ISO 8601 text", () => {
    expect(column("day")).toEqual(["2024-02-29", "1900-01-01", null, "1999-12-31"]);
    expect(column("at")).toEqual([
      "2024-02-29T23:59:59.5",
      "1600-01-01T00:00:00",
      null,
      "1999-12-31T12:00:00",
    ]);
  });

  it("joins the segments of very long strings", () => {
    expect(column("note")).toEqual(["가".repeat(150), "tail".repeat(150), null, "short"]);
    expect(column("three")).toEqual(["abc", "z".repeat(300), null, "abc"]);
  });

  it("keeps value labels apart, of numbers, short and long strings", () => {
    expect([...found.valueLabels].map(([variable, labels]) => [variable, [...labels]])).toEqual([
      [
        "arousal",
        [
          ["1", "낮음"],
          ["2", "높음"],
          ["9", "no answer"],
        ],
      ],
      ["three", [["abc", "a long one"]]],
      [
        "c",
        [
          ["m", "man"],
          ["w", "woman"],
        ],
      ],
    ]);
  });
});

describe("texts in a file that is not UTF-8", () => {
  it("are decoded as the file says", () => {
    const korean = readSav(bytes("korean-cp949.sav"), {});
    expect(korean.table.columns.map(({ name, values }) => [name, ...values])).toEqual([
      ["이름", "김하늘", "이바다"],
      ["점수", 1, 2],
    ]);
    expect(korean.valueLabels.get("점수")?.get("2")).toBe("높음");
    const western = readSav(bytes("western-1252.sav"), {});
    expect(western.table.columns.map(({ name, values }) => [name, ...values])).toEqual([
      ["name", "Zoë €"],
      ["größe", 1],
    ]);
  });

  it("are guessed when the file does not say, and the user's word goes above the file's", () => {
    // the name of the encoding, made unknown
    const silent = bytes("korean-cp949.sav");
    const at = new TextDecoder("latin1").decode(silent).lastIndexOf("CP949");
    silent.set(
      [..."?????"].map((letter) => letter.charCodeAt(0)),
      at,
    );
    const guessed = readSav(silent, {});
    expect(guessed.notes).toEqual(["CP949 (Korean)"]);
    expect(guessed.table.columns[0].values).toEqual(["김하늘", "이바다"]);
    expect(readSav(bytes("korean-cp949.sav"), { encoding: "windows-1252" }).table.columns[0].name).toBe(
      "ÀÌ¸§",
    );
  });

  it("may be cut within a letter, as SPSS does", () => {
    const cut = bytes("korean-cp949.sav");
    const whole = [0xb1, 0xe8, 0xc7, 0xcf, 0xb4, 0xc3];
    const at = cut.findIndex((_, i) => whole.every((byte, k) => cut[i + k] === byte));
    expect(at).toBeGreaterThan(0);
    cut[at + 5] = 32;
    expect(readSav(cut, {}).table.columns[0].values[0]).toBe("김하");
  });
});

describe("a file that is not in order", () => {
  it("that ends early says so", () => {
    for (const name of ["uncompressed.sav", "compressed.sav", "zcompressed.sav"]) {
      const whole = bytes(name);
      for (const size of [10, 170, 400, whole.length - 9]) {
        expect(problemOf(() => readSav(whole.subarray(0, size), {})).code).toBe("file-damaged");
      }
    }
  });

  it("with a block that does not match its checksum says so", () => {
    const damaged = bytes("zcompressed.sav");
    const trailer = new DataView(damaged.buffer).getBigInt64(damaged.length - 24 + 8, true);
    damaged[Number(trailer) + 40] ^= 1;
    expect(problemOf(() => readSav(damaged, {})).code).toBe("file-damaged");
  });

  it("is told as an SPSS file by its content, whatever its name", async () => {
    const { format, fileRow } = await readTable(bytes("compressed.sav"), "survey.dat");
    expect(format).toBe("sav");
    expect([...fileRow]).toEqual([2, 3, 4, 5]);
  });
});
