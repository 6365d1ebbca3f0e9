import { stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import {
  jsonText,
  refuseForeignFile,
  refuseForeignFolder,
  writeAtomically,
  writeStudy,
} from "../node/mod.ts";
import { describe, fail } from "../problem/mod.ts";
import {
  headersOf,
  type ImportOutcome,
  importConfigured,
  importGuessed,
  type Mapped,
  readConfig,
  readConfiguredTables,
  readOptionsOf,
  readTables,
  type TableFile,
} from "../run/mod.ts";
import type { StudyConfig } from "../study/mod.ts";
import type { Command, Given } from "./command.ts";
import { mappingLines } from "./mapping-lines.ts";
import { studyLines } from "./study-lines.ts";
import { columnOptions, labelRuleOf, overridesOf, readingOf, readOptions } from "./study-options.ts";

/** The tables that a command line names, each with what its flag says of it. */
export function tableFiles(given: Given): readonly TableFile[] {
  const each = (name: string, extra: Omit<TableFile, "path">): TableFile[] =>
    given.texts(name).map((path) => ({ path, ...extra }));
  return [
    ...given.positionals.map((path) => ({ path })),
    ...each("ecg", { modality: "ecg" }),
    ...each("face", { modality: "face" }),
    ...each("labels", { plain: true }),
    ...each("participants", { plain: true }),
    ...each("train", { splitName: "train" }),
    ...each("validation", { splitName: "validation" }),
    ...each("test", { splitName: "test" }),
  ];
}

/** Reads `--long NAME,VALUE`. */
export function longOf(given: Given): { readonly name: string; readonly value: string } | undefined {
  const text = given.text("long");
  if (text === undefined) return undefined;
  const [name, value, ...more] = text.split(",").map((part) => part.trim());
  if (!name || !value || more.length) fail("option-invalid", `--long takes NAME,VALUE, not "${text}"`);
  return { name, value };
}

async function configuredFolder(given: Given): Promise<string | undefined> {
  if (given.positionals.length !== 1) return undefined;
  const [path] = given.positionals;
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return path;
  return found && basename(path) === "heartface.json" ? dirname(path) : undefined;
}

type Shown = (mapped: Mapped) => void;

/** Imports what a folder's `heartface.json` names. */
async function fromFolder(folder: string, given: Given, shown: Shown): Promise<ImportOutcome> {
  const path = join(folder, "heartface.json");
  if (!(await stat(path).catch(() => undefined))) {
    fail("file-not-found", "the folder holds no heartface.json; name the tables themselves", {
      file: folder,
    });
  }
  const config = await readConfig(path);
  return importConfigured(await readConfiguredTables(folder, config), switched(config, given), shown);
}

/** Imports tables as a `heartface.json` from elsewhere says. */
async function byConfig(
  path: string,
  files: readonly TableFile[],
  given: Given,
  shown: Shown,
): Promise<ImportOutcome> {
  const config = await readConfig(path);
  const read = await Promise.all(
    files.map(async (file, i) => {
      const options = readOptionsOf(config.tables[i] ?? {});
      return (await readTables([file], { ...options, ...readingOf(given) }))[0];
    }),
  );
  return importConfigured(read, switched(config, given), shown);
}

/** Imports as the command line says; the mapping is shown as soon as it is known, since the import may fail by it. */
async function load(given: Given, shown: Shown): Promise<ImportOutcome> {
  const folder = await configuredFolder(given);
  const configPath = given.text("config");
  const said = Object.keys(columnOptions).filter(
    (name) => given.text(name) !== undefined || given.flag(name),
  );
  if ((folder !== undefined || configPath !== undefined) && said.length) {
    fail("option-invalid", `--${said[0]} cannot stand beside a heartface.json; change the columns there`);
  }
  if (folder !== undefined) return fromFolder(folder, given, shown);
  const files = tableFiles(given);
  if (files.length === 0) fail("option-invalid", "name the tables to import");
  if (configPath !== undefined) return byConfig(configPath, files, given, shown);
  const read = await readTables(files, readingOf(given));
  const long = longOf(given);
  const wide = given.text("wide");
  const settings = {
    overrides: overridesOf(given, headersOf(read)),
    labels: labelRuleOf(given),
    ...(long ? { long } : {}),
    ...(wide === undefined ? {} : { wide }),
    keepIds: given.flag("keep-ids"),
    simulated: given.flag("simulated"),
  };
  return importGuessed(read, settings, shown);
}

function switched(config: StudyConfig, given: Given): StudyConfig {
  return {
    ...config,
    keepIds: config.keepIds || given.flag("keep-ids"),
    simulated: config.simulated || given.flag("simulated"),
  };
}

/** `heartface import`. */
export const importCommand: Command = {
  name: "import",
  usage: "FILE… [OPTIONS]",
  summary: "feature tables, labels and EI scores become a study",
  description: [
    "Reads CSV, TSV, XLSX, SPSS .sav and Parquet files: one file a modality or one for all, with labels, participants' scores and covariates in the same files or in files of their own. What each column is, is guessed, shown, and corrected by options or in heartface.json.",
    "Writes a study folder: trials and features as Parquet and CSV, study.json, and the mapping as heartface.json. Participants become pseudonyms (P01, P02 …), and no file's name is written there.",
  ].join("\n"),
  options: {
    out: { value: "FOLDER", default: "heartface-study", description: "The study folder to write." },
    ecg: { value: "FILE", multiple: true, description: "A table whose features are of the heart." },
    face: { value: "FILE", multiple: true, description: "A table whose features are of the face." },
    labels: { value: "FILE", multiple: true, description: "A table with labels or ratings." },
    participants: {
      value: "FILE",
      multiple: true,
      description: "A table with a row a participant: EI, covariates.",
    },
    train: { value: "FILE", multiple: true, description: "A table that holds the training rows." },
    validation: { value: "FILE", multiple: true, description: "A table that holds the validation rows." },
    test: { value: "FILE", multiple: true, description: "A table that holds the test rows." },
    ...columnOptions,
    ...readOptions,
    config: {
      value: "FILE",
      description: "A heartface.json that says what the columns are, its tables in the given order.",
    },
    "write-config": {
      value: "FILE",
      description: "Also write the mapping there, with the files' names, to import again from.",
    },
    "keep-ids": { description: "Keep the participants' own ids instead of pseudonyms." },
    key: { value: "FILE", description: "Write which pseudonym is whom to this CSV, for your eyes only." },
    simulated: { description: "The data are simulated; every result will say so." },
    "dry-run": {
      description: "Show the mapping with every column, and what would come of it; write nothing.",
    },
  },
  examples: [
    {
      line: "heartface import --ecg hrv.csv --face au.csv --labels labels.csv --participants ei.xlsx --out study",
      says: "a file a modality, labels and EI scores in files of their own",
    },
    {
      line: "heartface import all.sav --label emotion --trial clip --ei EQ_total --dry-run",
      says: "one SPSS file for all; look before anything is written",
    },
    {
      line: "heartface import --train train.csv --test test.csv --arousal SAM_a --valence SAM_v --scale 1-9",
      says: "splits as they were given, classes from ratings",
    },
  ],
  run: async (given, output) => {
    const dry = given.flag("dry-run");
    const folder = given.text("out")!;
    const outcome = await load(given, (mapped) => {
      for (const line of mappingLines(mapped, dry)) output.say(line);
    });
    const { imported, config } = outcome;
    const inputs = outcome.sources.map(({ file }) => file);
    const target = given.text("write-config");
    const key = given.text("key");
    for (const problem of imported.summary.problems) output.say(`${problem.severity}: ${describe(problem)}`);
    if (!dry) await refuseForeignFolder(folder, "study", inputs);
    // The study's copy of the mapping names no file, since a file may be named after a person.
    const nameless = { ...config, tables: config.tables.map(({ file: _, ...mapping }) => mapping) };
    if (!dry) {
      // Everything that could refuse to be written comes first, so that nothing is written in part.
      if (target !== undefined) await refuseForeignFile(target, inputs, '{\n  "tables"');
      if (key !== undefined) await refuseOtherKey(key, imported.originalIds, inputs);
      const stale = await stat(join(folder, "run")).catch(() => undefined);
      await writeStudy(folder, imported, nameless);
      if (stale) output.say("warning: the runs in this folder are of what it held before; run it again.");
      if (target !== undefined) {
        const base = dirname(resolve(target));
        const tables = config.tables.map((mapping, i) => ({
          ...mapping,
          file: relative(base, resolve(outcome.sources[i].file)),
        }));
        await writeAtomically(target, jsonText({ ...config, tables }));
      }
      if (key !== undefined) await writeKey(key, folder, imported.originalIds);
    }
    for (const line of studyLines(imported.summary)) output.show(line);
    if (!dry) output.show(`\nWritten to ${folder}. Next: heartface run ${folder}`);
    return { study: imported.summary, mapping: nameless };
  },
};

/** Which pseudonym is whom, as CSV. */
function keyText(ids: ReadonlyMap<string, string>): string {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [...ids].sort().map(([name, id]) => `${name},${quoted(id)}`);
  return `participant,original\n${lines.join("\n")}\n`;
}

/** A key is the only link to the people of a study: it is never written over by another. */
export async function refuseOtherKey(
  path: string,
  ids: ReadonlyMap<string, string>,
  inputs: readonly string[],
): Promise<void> {
  await refuseForeignFile(path, inputs, keyText(ids));
}

/** Writes which pseudonym is whom, outside the study's or run's folder. */
export async function writeKey(
  path: string,
  beside: string,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  if (!relative(resolve(beside), resolve(path)).startsWith("..")) {
    fail("option-invalid", "the key must not lie in the study's folder, which may be shared");
  }
  await writeAtomically(path, keyText(ids));
}
