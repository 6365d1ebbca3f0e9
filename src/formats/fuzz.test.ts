import { readdirSync, readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { readTable } from "./mod.ts";

/** Mutants of each file; more on demand: `HEARTFACE_FUZZ=20000 npx vitest run src/formats/fuzz.test.ts`. */
const count = Number(process.env.HEARTFACE_FUZZ ?? 60);
/** No mutant of a few kilobytes takes longer, on however busy a machine: it would be a hang. */
const seconds = 20;

const folder = new URL("../../test/formats/", import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(csv|xlsx|sav|parquet)$/.test(name));

/** Numbers from 0 to below `n`, the same ones every time (Park & Miller 1988). */
function dice(seed: number): (n: number) => number {
  let state = seed % 2147483646 || 1;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
}

function mutant(bytes: Uint8Array, roll: (n: number) => number): Uint8Array {
  let made = bytes.slice();
  const changes = 1 + roll(4);
  for (let change = 0; change < changes && made.length > 1; change++) {
    const at = roll(made.length);
    switch (roll(7)) {
      case 0:
      case 1:
        made[at] ^= 1 << roll(8);
        break;
      case 2:
        made[at] = roll(2) ? 255 : 0;
        break;
      case 3:
        made = made.slice(0, at);
        break;
      case 4: {
        // a piece of the file over another place
        const length = 1 + roll(Math.min(64, made.length));
        made.copyWithin(roll(made.length), at, at + length);
        break;
      }
      case 5: {
        const length = 1 + roll(8);
        for (let i = at; i < Math.min(at + length, made.length); i++) made[i] = roll(256);
        break;
      }
      default: {
        const cut = made.slice(0, at);
        const rest = made.subarray(at + roll(16));
        made = new Uint8Array(cut.length + rest.length);
        made.set(cut);
        made.set(rest, cut.length);
      }
    }
  }
  return made;
}

/** Reads what may be damaged: nothing but a table or an InputError may come of it, soon. */
async function survives(bytes: Uint8Array, name: string): Promise<"table" | "problem"> {
  const began = performance.now();
  let outcome: "table" | "problem" = "table";
  try {
    const { table, fileRow } = await readTable(bytes, name);
    for (const column of table.columns) expect(column.values.length).toBe(table.rowCount);
    expect(fileRow.length).toBe(table.rowCount);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    outcome = "problem";
  }
  expect(performance.now() - began).toBeLessThan(seconds * 1000);
  return outcome;
}

describe("a damaged file gives a table or an InputError, soon", () => {
  it.each(files)("%s", { timeout: 60_000 + count * 100 }, async (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
    const roll = dice(bytes.length + name.length);
    const outcomes = { table: 0, problem: 0 };
    for (let run = 0; run < count; run++) outcomes[await survives(mutant(bytes, roll), name)]++;
    expect(outcomes.problem).toBeGreaterThan(0);
  });

  it.each(files.filter((name) => name.endsWith(".xlsx")))(
    "%s, inside the archive",
    {
      timeout: 60_000 + count * 100,
    },
    async (name) => {
      const parts = unzipSync(new Uint8Array(readFileSync(new URL(name, folder))));
      const names = Object.keys(parts).filter((part) => /xl\/.*\.(xml|rels)$/.test(part));
      const roll = dice(name.length);
      for (let run = 0; run < count; run++) {
        const part = names[roll(names.length)];
        await survives(zipSync({ ...parts, [part]: mutant(parts[part], roll) }, { level: 1 }), name);
      }
    },
  );

  it("any bytes behind a signature", { timeout: 60_000 }, async () => {
    const roll = dice(7);
    for (const signature of ["PK\x03\x04", "PAR1", "$FL2", "$FL3", "", "\xff\xfe", "\xd0\xcf\x11\xe0"]) {
      for (let run = 0; run < count; run++) {
        const bytes = Uint8Array.from({ length: 4 + roll(400) }, () => roll(256));
        for (let i = 0; i < signature.length; i++) bytes[i] = signature.charCodeAt(i);
        if (signature === "PAR1") bytes.set([80, 65, 82, 49], bytes.length - 4);
        await survives(bytes, "table.csv");
      }
    }
  });
});
