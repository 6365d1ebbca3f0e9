import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "../node/mod.ts";

function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** The version of heartface. */
export const version: string = JSON.parse(
  readFileSync(join(packageFolder(), "package.json"), "utf8"),
).version;

/** A hash of the program itself, so that results of another build are never taken for this one's. */
export function engineFingerprint(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(here, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|ts)$/.test(name) && !/\.(d|test)\.ts$/.test(name))
    .sort();
  return sha256(files.map((name) => `${name} ${sha256(readFileSync(join(here, name)))}`).join("\n"));
}
