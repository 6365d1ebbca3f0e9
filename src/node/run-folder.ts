import { access } from "node:fs/promises";
import { join } from "node:path";
import type { AuditResult } from "../audit/mod.ts";
import type { EiResult } from "../ei/mod.ts";
import { csvBytes, readParquet, writeParquet } from "../formats/mod.ts";
import type { ScoreRow } from "../learn/mod.ts";
import { fail } from "../problem/mod.ts";
import type { RunFolder, RunRecord } from "../report/mod.ts";
import type { StudySummary } from "../study/mod.ts";
import { jsonText, readBytes, readJson, removeFile, writeAtomically } from "./files.ts";
import { sha256 } from "./hash.ts";
import { leaderboard } from "./leaderboard.ts";

/** Layout version of run folders that this heartface writes and reads. */
export const runFormat = 1;

async function holds(path: string, content: Uint8Array | string): Promise<boolean> {
  return access(path).then(
    async () => sha256(await readBytes(path)) === sha256(content),
    () => false,
  );
}

async function writeChanged(path: string, content: Uint8Array | string): Promise<void> {
  if (!(await holds(path, content))) await writeAtomically(path, content);
}

/**
 * Writes a run folder; files that already hold the same are left alone. `run.json` comes last, so that a folder with
 * one is whole.
 *
 * @param extra - further files by relative path: figures, the report, models
 */
export async function writeRun(
  folder: string,
  content: RunFolder,
  extra: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const put = (name: string, bytes: Uint8Array | string): Promise<void> =>
    writeChanged(join(folder, name), bytes);
  const record = jsonText(content.run);
  // An older run's record goes first: an interrupted write is never taken for a whole run.
  if (!(await holds(join(folder, "run.json"), record))) await removeFile(join(folder, "run.json"));
  for (const [name, table] of [
    ["trials", content.trials],
    ["predictions", content.predictions],
  ] as const) {
    await put(`${name}.parquet`, writeParquet(table));
    await put(`${name}.csv`, csvBytes(table));
  }
  await put("leaderboard.csv", csvBytes(leaderboard(content.scores)));
  await put("study.json", jsonText(content.study));
  await put("scores.json", jsonText(content.scores));
  await put("ei.json", jsonText(content.ei));
  await put("audit.json", jsonText(content.audit));
  for (const [name, text] of extra) await put(name, text);
  await put("run.json", record);
}

/**
 * Reads a run folder.
 *
 * @throws InputError `run-incomplete` or `run-other-version` when it cannot be used
 */
export async function readRun(folder: string): Promise<RunFolder> {
  const path = join(folder, "run.json");
  const known = await access(path).then(
    () => true,
    () => false,
  );
  if (!known) fail("run-incomplete", "the folder holds no finished run", { file: folder });
  const run = (await readJson(path)) as RunRecord;
  if (run?.format !== runFormat) {
    const by = typeof run?.version === "string" ? ` by heartface ${run.version}` : "";
    fail(
      "run-other-version",
      `the run folder was written${by} in layout ${String(run?.format)}; this version reads layout ${runFormat}`,
      { file: path },
    );
  }
  const json = (name: string): Promise<unknown> => readJson(join(folder, name));
  const table = async (name: string) => {
    const file = join(folder, `${name}.parquet`);
    return readParquet(await readBytes(file), file);
  };
  return {
    run,
    study: (await json("study.json")) as StudySummary,
    scores: (await json("scores.json")) as readonly ScoreRow[],
    ei: (await json("ei.json")) as EiResult | null,
    audit: (await json("audit.json")) as AuditResult,
    trials: await table("trials"),
    predictions: await table("predictions"),
  };
}
