import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheIn } from "./cache.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "heartface-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the cache", () => {
  it("makes a step once, whoever asks again, and counts what was made", async () => {
    const first = cacheIn(folder, "engine");
    expect(await first.step({ a: 1 }, async () => [1, null, "x"])).toEqual([1, null, "x"]);
    const second = cacheIn(folder, "engine");
    expect(await second.step({ a: 1 }, async () => expect.fail("made twice"))).toEqual([1, null, "x"]);
    expect([first.made(), second.made()]).toEqual([1, 0]);
  });

  it("keeps results of other questions and other programs apart", async () => {
    await cacheIn(folder, "engine").step({ a: 1 }, async () => "first");
    expect(await cacheIn(folder, "engine").step({ a: 2 }, async () => "second")).toBe("second");
    expect(await cacheIn(folder, "newer").step({ a: 1 }, async () => "third")).toBe("third");
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it("gives the same when a result is made as when it is read back", async () => {
    const made = await cacheIn(folder, "engine").step("x", async () => ({
      kept: 1,
      dropped: undefined,
      nan: Number.NaN,
    }));
    const read = await cacheIn(folder, "engine").step("x", async () => expect.fail("made twice"));
    expect(made).toEqual({ kept: 1, nan: null });
    expect(read).toEqual(made);
  });

  it("makes a damaged result anew", async () => {
    const cache = cacheIn(folder, "engine");
    await cache.step("x", async () => 1);
    writeFileSync(join(folder, readdirSync(folder)[0]), '{"result":');
    expect(await cacheIn(folder, "engine").step("x", async () => 2)).toBe(2);
  });

  it("keeps nothing of a step that fails", async () => {
    await expect(
      cacheIn(folder, "engine").step("x", async () => {
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(readdirSync(folder)).toEqual([]);
  });
});
