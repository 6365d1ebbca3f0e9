import { join } from "node:path";
import { csvBytes, readParquet, writeParquet } from "../formats/mod.ts";
import { fail } from "../problem/mod.ts";
import { configJsonSchema, type Study, type StudyConfig, type StudySummary } from "../study/mod.ts";
import { jsonText, readBytes, readJson, removeFile, writeAtomically } from "./files.ts";
import { sha256 } from "./hash.ts";

/** A study as it lies on disk, with a hash of its tables. */
export interface StoredStudy extends Study {
  readonly hash: string;
}

/** Writes a study: `trials` and `features` as Parquet and CSV, `study.json`, and the mapping as `heartface.json`
 * with its schema beside it. */
export async function writeStudy(folder: string, study: Study, config?: StudyConfig): Promise<void> {
  // Without study.json the folder holds no study: an interrupted write is never taken for a whole one.
  await removeFile(join(folder, "study.json"));
  const tables = { trials: study.trials, features: study.features };
  for (const [name, table] of Object.entries(tables)) {
    await writeAtomically(join(folder, `${name}.parquet`), writeParquet(table));
    await writeAtomically(join(folder, `${name}.csv`), csvBytes(table));
  }
  if (config) {
    // The schema lies beside, so that any editor completes the mapping, without a network.
    await writeAtomically(join(folder, "heartface.schema.json"), jsonText(configJsonSchema()));
    const content = { $schema: "./heartface.schema.json", ...config };
    await writeAtomically(join(folder, "heartface.json"), jsonText(content));
  }
  await writeAtomically(join(folder, "study.json"), jsonText(study.summary));
}

/**
 * Reads a study folder.
 *
 * @throws InputError when the folder holds no study, or one of another version
 */
export async function readStudy(folder: string): Promise<StoredStudy> {
  const path = join(folder, "study.json");
  const summary = (await readJson(path)) as StudySummary;
  if (summary?.format !== 1) {
    fail("run-other-version", "the study folder was written by another version of heartface", { file: path });
  }
  const read = async (name: string) => {
    const file = join(folder, `${name}.parquet`);
    const bytes = await readBytes(file);
    return { table: await readParquet(bytes, file), hash: sha256(bytes) };
  };
  const trials = await read("trials");
  const features = await read("features");
  const hash = sha256(`${trials.hash} ${features.hash} ${JSON.stringify(summary)}`);
  return { trials: trials.table, features: features.table, summary, hash };
}
