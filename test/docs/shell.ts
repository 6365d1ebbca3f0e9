import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { csvBytes, simulateTables, type Table, take, writeParquet } from "../../src/index.ts";
import { beside, filter } from "../../src/table/mod.ts";
import { root } from "./blocks.ts";

/** Commands that a reader runs once and that do not belong to heartface. */
const skipped = /^\s*(npm|git|cd|sudo|apt-get)\b/;

/**
 * Puts the tables there that documents speak of: a small simulated study as `hrv.csv`, `au.csv` (also `action-units.csv`),
 * `labels.csv` and `ei.csv` (also `participants.csv`), all by trial in one as `all.csv` and `all.parquet`, parted by people as
 * `train.csv` and `test.csv`, and features of somebody new as `new.csv`.
 */
export function layOutTables(folder: string): void {
  const made = simulateTables({ participants: 6, stimuliPerQuadrant: 2 });
  const newcomer = simulateTables({ participants: 1, stimuliPerQuadrant: 2, seed: 2 });
  const joined = (tables: Readonly<Record<string, Table>>) =>
    beside(tables["hrv.csv"], tables["action-units.csv"]);
  const all = beside(joined(made), made["labels.csv"]);
  const half = all.rowCount / 2;
  const tables: Readonly<Record<string, Table>> = {
    ...made,
    "au.csv": made["action-units.csv"],
    "ei.csv": made["participants.csv"],
    "all.csv": all,
    "train.csv": filter(all, (row) => row < half),
    "test.csv": take(
      all,
      Array.from({ length: half }, (_, i) => half + i),
    ),
    "new.csv": joined(newcomer),
  };
  for (const [name, table] of Object.entries(tables)) writeFileSync(join(folder, name), csvBytes(table));
  writeFileSync(join(folder, "all.parquet"), writeParquet(all));
}

/** A folder of commands that stand before all others: `heartface`, and `npx` for heartface alone. */
export function layOutCommands(folder: string): string {
  const bin = join(folder, ".bin");
  mkdirSync(bin);
  const program = `"${process.execPath}" "${join(root, "bin/heartface.js")}"`;
  const commands = {
    heartface: `exec ${program} "$@"`,
    npx: `[ "$1" = heartface ] || { echo "npx $1 is not run here" >&2; exit 64; }; shift; exec ${program} "$@"`,
  };
  for (const [name, body] of Object.entries(commands)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

/** The lines of a block that are run: all but those that install or fetch. */
export function runnable(code: string): string {
  return code
    .split("\n")
    .filter((line) => !skipped.test(line))
    .join("\n");
}

/** Runs a block of commands; stops at the first that fails. */
export function runShell(code: string, folder: string, bin: string) {
  return spawnSync("bash", ["-euo", "pipefail", "-c", runnable(code)], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
