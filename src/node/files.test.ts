import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { explain, inside, readBytes, readJson, unfinishedFiles, writeAtomically } from "./files.ts";
import { hashOf, sha256 } from "./hash.ts";
import { refuseForeignFile, refuseForeignFolder } from "./output-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "heartface-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof InputError) return error.problems[0].code;
    throw error;
  }
  return "none";
}

describe("an atomic write", () => {
  it("makes folders on the way and leaves nothing beside the file", async () => {
    await writeAtomically(join(folder, "a", "b.txt"), "whole");
    expect(readFileSync(join(folder, "a", "b.txt"), "utf8")).toBe("whole");
    expect(readdirSync(join(folder, "a"))).toEqual(["b.txt"]);
    expect(unfinishedFiles()).toEqual([]);
  });

  it("keeps the old file when it fails", async () => {
    writeFileSync(join(folder, "kept"), "old");
    expect(await codeOf(writeAtomically(join(folder, "kept", "new.txt"), "new"))).toBe("file-not-found");
    expect(readFileSync(join(folder, "kept"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["kept"]);
  });
});

describe("what the operating system says", () => {
  it.each([
    ["ENOENT", "file-not-found"],
    ["ENOSPC", "disk-full"],
    ["EDQUOT", "disk-full"],
    ["EACCES", "not-permitted"],
    ["EROFS", "not-permitted"],
    ["EISDIR", "file-unreadable"],
  ])("becomes a sentence: %s", async (code, expected) => {
    const error = Object.assign(new Error(code), { code });
    expect(await codeOf(Promise.reject(error).catch((thrown) => explain(thrown, "x")))).toBe(expected);
  });

  it("is our fault when it is something else", () => {
    const error = Object.assign(new Error("odd"), { code: "EMFILE" });
    expect(() => explain(error, "x")).toThrow(error);
  });

  it("names a missing file, a folder and broken JSON", async () => {
    writeFileSync(join(folder, "bad.json"), "{");
    expect(await codeOf(readBytes(join(folder, "none")))).toBe("file-not-found");
    expect(await codeOf(readBytes(folder))).toBe("file-unreadable");
    expect(await codeOf(readJson(join(folder, "bad.json")))).toBe("file-damaged");
  });
});

describe("a path from a file", () => {
  it("may lie anywhere inside the folder", () => {
    expect(inside(folder, "a/../b.csv")).toBe(join(folder, "b.csv"));
    expect(inside(folder, "..a/b.csv")).toBe(join(folder, "..a", "b.csv"));
  });

  it.each(["../b.csv", "a/../../b.csv", "..", "/etc/passwd"])("never leads out of it: %s", (path) => {
    expect(() => inside(folder, path)).toThrow("the path leads out of the study's folder");
  });
});

describe("an output", () => {
  const refused = (kind: "study" | "run", inputs: readonly string[] = []): Promise<string> =>
    codeOf(refuseForeignFolder(folder, kind, inputs));

  it("goes into a folder that is new, empty or ours, and into no other", async () => {
    expect(await codeOf(refuseForeignFolder(join(folder, "new"), "study"))).toBe("none");
    expect(await refused("study")).toBe("none");
    writeFileSync(join(folder, "thesis.docx"), "");
    expect(await refused("study")).toBe("output-in-the-way");
    writeFileSync(join(folder, "study.json"), "");
    expect(await refused("study")).toBe("none");
    expect(await refused("run")).toBe("output-in-the-way");
    expect(await refused("study", [join(folder, "trials.csv")])).toBe("output-in-the-way");
    expect(await refused("study", [join(folder, "raw", "trials.csv")])).toBe("none");
  });

  it("never goes over a study when it is a run, nor the other way round", async () => {
    writeFileSync(join(folder, "report.html"), "");
    writeFileSync(join(folder, "run.json"), "");
    expect([await refused("run"), await refused("study")]).toEqual(["none", "output-in-the-way"]);
    writeFileSync(join(folder, "features.parquet"), "");
    expect(await refused("run")).toBe("output-in-the-way");
  });

  it("is never written over a file that was read, or over one that is not of its kind", async () => {
    const path = join(folder, "new.csv");
    expect(await codeOf(refuseForeignFile(path, [join(folder, "a", "..", "new.csv")]))).toBe(
      "output-in-the-way",
    );
    expect(await codeOf(refuseForeignFile(path, []))).toBe("none");
    writeFileSync(path, "participant,trial,predicted,p.a\n");
    expect(await codeOf(refuseForeignFile(path, [], "participant,trial,predicted,"))).toBe("none");
    expect(await codeOf(refuseForeignFile(path, [], "participant,original\n"))).toBe("output-in-the-way");
    expect(await codeOf(refuseForeignFile(path, []))).toBe("output-in-the-way");
  });
});

describe("a hash", () => {
  it("is SHA-256, and the same for the same JSON value in any order of keys", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(hashOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hashOf({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
  });
});
