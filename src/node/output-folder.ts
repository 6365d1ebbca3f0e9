import { readdir } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { fail } from "../problem/mod.ts";

/** Files by which a folder of ours is known, finished or not. */
const ours = [
  "study.json",
  "run.json",
  "scores.json",
  "trials.parquet",
  "heartface.schema.json",
  "audit.json",
];

/**
 * Makes sure that writing into a folder destroys nothing of the user's: it is new, empty, or one of ours, and no file
 * that was read lies where something will be written.
 *
 * @param folder - the folder to write
 * @param inputs - paths of the files that were read
 * @throws InputError `output-in-the-way`
 */
export async function refuseForeignFolder(folder: string, inputs: readonly string[] = []): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const visible = names.filter((name) => !name.startsWith("."));
  if (visible.length > 0 && !visible.some((name) => ours.includes(name))) {
    fail("output-in-the-way", "the folder holds files that heartface did not write", { file: folder });
  }
  for (const input of inputs) {
    const way = relative(resolve(folder), resolve(input));
    if (way !== "" && !way.includes("/") && !way.includes("\\") && way !== "..") {
      fail("output-in-the-way", "this table lies in the folder that is to be written", { file: input });
    }
  }
}

/** Makes sure that a file to be written is none of those that were read. */
export function refuseOwnInput(path: string, inputs: readonly string[]): void {
  if (inputs.some((input) => resolve(input) === resolve(path))) {
    fail("output-in-the-way", "this file was read; it must not be written over", { file: path });
  }
}
