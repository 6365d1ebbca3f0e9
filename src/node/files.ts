import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, unlink } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fail } from "../problem/mod.ts";

/** Files that are half written right now, to be removed when the process is interrupted. */
const unfinished = new Set<string>();

/** The temporary files of writes that have not finished. */
export function unfinishedFiles(): readonly string[] {
  return [...unfinished];
}

/** Turns what the operating system says into a sentence for the user; anything it does not know is thrown on. */
export function explain(error: unknown, path: string): never {
  const code = (error as NodeJS.ErrnoException).code;
  const place = { file: path };
  if (code === "ENOENT") fail("file-not-found", "there is no such file or folder", place);
  if (code === "ENOTDIR" || code === "EEXIST")
    fail("file-not-found", "a part of the path is a file, not a folder", place);
  if (code === "EISDIR") fail("file-unreadable", "this is a folder, not a file", place);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    fail("not-permitted", "access is denied", place);
  if (code === "ENOSPC" || code === "EDQUOT") fail("disk-full", "the disk is full", place);
  throw error;
}

/** Reads a file whole; what goes wrong is said in a sentence. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    return explain(error, path);
  }
}

/** Reads a JSON file; what goes wrong is said in a sentence. */
export async function readJson(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(path));
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail("file-damaged", `this is no valid JSON (${(error as Error).message})`, { file: path });
  }
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, which then takes its name. Folders on the way are
 * made.
 */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.part`);
  unfinished.add(temporary);
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    explain(error, path);
  } finally {
    unfinished.delete(temporary);
  }
}

/** Removes a file if it is there. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") explain(error, path);
  }
}

/** JSON as it is written to disk: indented, with a final newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * A path that a file of the study names, made sure to lie inside the study's folder.
 *
 * @throws InputError `path-escapes`
 */
export function inside(folder: string, path: string): string {
  const target = resolve(folder, path);
  const way = relative(resolve(folder), target);
  if (way.startsWith(`..${sep}`) || way === ".." || resolve(way) === way) {
    fail("path-escapes", "the path leads out of the study's folder", { file: path });
  }
  return target;
}
