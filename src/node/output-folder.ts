import { readdir, readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { fail } from "../problem/mod.ts";

/** What a folder of ours is for, and the files by which it is known, finished or not. */
const marks = {
  study: ["study.json", "trials.parquet", "features.parquet", "heartface.schema.json"],
  run: ["run.json", "trials.parquet", "scores.json", "predictions.parquet", "report.html", "audit.json"],
} as const;

/** What a folder of ours is for. */
export type FolderKind = keyof typeof marks;

/** Files that only a study has, and only a run. */
const only: Readonly<Record<FolderKind, readonly string[]>> = {
  study: ["features.parquet", "heartface.schema.json"],
  run: ["run.json", "scores.json", "predictions.parquet"],
};

/**
 * Makes sure that writing into a folder destroys nothing: it is new, empty, or one of ours of the same kind, and no file
 * that was read lies where something will be written.
 *
 * @param folder - the folder to write
 * @param kind - what will be written
 * @param inputs - paths of the files that were read
 * @throws InputError `output-in-the-way`
 */
export async function refuseForeignFolder(
  folder: string,
  kind: FolderKind,
  inputs: readonly string[] = [],
): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  const visible = names.filter((name) => !name.startsWith("."));
  const known: readonly string[] = marks[kind];
  if (visible.length > 0 && !visible.some((name) => known.includes(name))) {
    fail("output-in-the-way", "the folder holds files that heartface did not write", { file: folder });
  }
  const other = kind === "run" ? "study" : "run";
  if (visible.some((name) => only[other].includes(name))) {
    fail("output-in-the-way", `the folder holds a ${other}, which must not be written over by a ${kind}`, {
      file: folder,
    });
  }
  for (const input of inputs) {
    const way = relative(resolve(folder), resolve(input));
    if (way !== "" && !way.includes("/") && !way.includes("\\") && way !== "..") {
      fail("output-in-the-way", "this table lies in the folder that is to be written", { file: input });
    }
  }
}

/**
 * Makes sure that a file to be written is new, or an earlier output of the same kind, and none of those that were read.
 *
 * @param path - the file to write
 * @param inputs - paths of the files that were read
 * @param beginning - how an earlier output of the same kind begins
 * @throws InputError `output-in-the-way`
 */
export async function refuseForeignFile(
  path: string,
  inputs: readonly string[],
  beginning?: string,
): Promise<void> {
  if (inputs.some((input) => resolve(input) === resolve(path))) {
    fail("output-in-the-way", "this file was read; it must not be written over", { file: path });
  }
  const there = await readFile(path, "utf8").catch(() => undefined);
  if (
    there !== undefined &&
    !(beginning !== undefined && there.replace(/^\ufeff/, "").startsWith(beginning))
  ) {
    fail("output-in-the-way", "there is another file of that name", { file: path });
  }
}
