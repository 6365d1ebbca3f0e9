import { type ReadOptions, readTable, type SourceTable } from "../formats/mod.ts";
import { inside, readBytes, readJson, sha256 } from "../node/mod.ts";
import { fail, InputError, type Problem } from "../problem/mod.ts";
import {
  guessMapping,
  type Imported,
  type ImportWishes,
  importStudy,
  type LabelRule,
  type Overrides,
  parseConfig,
  reshape,
  type Source,
  type StudyConfig,
} from "../study/mod.ts";
import type { Modality } from "../table/mod.ts";

/** A file to import, with what its flag said of it. */
export interface TableFile {
  readonly path: string;
  readonly modality?: Exclude<Modality, "both">;
  readonly splitName?: string;
}

/** A file as read, and the hash of its bytes. */
export interface ReadFile {
  readonly entry: Source;
  readonly hash: string;
}

/** Reads tables; a problem in one does not hide those in the others. */
export async function readTables(
  files: readonly TableFile[],
  options: ReadOptions,
): Promise<readonly ReadFile[]> {
  const problems: Problem[] = [];
  const read: ReadFile[] = [];
  for (const { path, modality, splitName } of files) {
    try {
      const bytes = await readBytes(path);
      const source = await readTable(bytes, path, options);
      const hints = { ...(modality ? { modality } : {}), ...(splitName ? { splitName } : {}) };
      read.push({ entry: { source, file: path, ...hints }, hash: sha256(bytes) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length) throw new InputError(...problems);
  return read;
}

/** All column names of some tables. */
export function headersOf(
  files: readonly { readonly entry: { readonly source: SourceTable } }[],
): ReadonlySet<string> {
  return new Set(files.flatMap(({ entry }) => entry.source.table.columns.map(({ name }) => name)));
}

/** What the user wishes of an import beside the columns' roles. */
export interface ImportSettings {
  readonly overrides: Overrides;
  readonly labels: Partial<LabelRule>;
  readonly long?: { readonly name: string; readonly value: string };
  readonly wide?: string;
  readonly keepIds: boolean;
  readonly simulated: boolean;
}

/** An import, with the mapping behind it. */
export interface ImportOutcome {
  readonly imported: Imported;
  readonly config: StudyConfig;
  /** Columns of each table that nothing was made of. */
  readonly unused: readonly (readonly string[])[];
  readonly sources: readonly Source[];
  readonly hashes: readonly string[];
}

/** Imports tables whose columns are guessed, the user's word going first. */
export function importGuessed(
  files: readonly ReadFile[],
  settings: ImportSettings,
  wishes?: ImportWishes,
): ImportOutcome {
  const shape = {
    ...(settings.long ? { long: settings.long } : {}),
    ...(settings.wide ? { wide: settings.wide } : {}),
  };
  const fits = ({ source }: Source): boolean => {
    if (settings.long) {
      const names = source.table.columns.map(({ name }) => name);
      return names.includes(settings.long.name) && names.includes(settings.long.value);
    }
    return settings.wide !== undefined;
  };
  if (settings.long && !files.some(({ entry }) => fits(entry))) {
    fail("column-not-found", `no table has the columns "${settings.long.name}" and "${settings.long.value}"`);
  }
  const shapes = files.map(({ entry }) => (fits(entry) ? shape : {}));
  const sources = files.map(({ entry }, i) => reshape(entry, shapes[i]));
  const { config: guessed, unused } = guessMapping(sources, settings.overrides);
  const config: StudyConfig = {
    ...guessed,
    tables: guessed.tables.map((mapping, i) => ({ ...mapping, ...shapes[i] })),
    labels: { ...guessed.labels, ...settings.labels },
    keepIds: settings.keepIds,
    simulated: settings.simulated,
  };
  const imported = importStudy(sources, config, wishes);
  return { imported, config, unused, sources, hashes: files.map(({ hash }) => hash) };
}

/** Imports tables as a `heartface.json` says. */
export function importConfigured(files: readonly ReadFile[], config: StudyConfig): ImportOutcome {
  if (files.length !== config.tables.length) {
    fail(
      "config-invalid",
      `heartface.json describes ${config.tables.length} tables, but ${files.length} were given; give them in its order`,
    );
  }
  const sources = files.map(({ entry }, i) => reshape(entry, config.tables[i]));
  return {
    imported: importStudy(sources, config),
    config,
    unused: sources.map(() => []),
    sources,
    hashes: files.map(({ hash }) => hash),
  };
}

/** Reads a `heartface.json`. */
export async function readConfig(path: string): Promise<StudyConfig> {
  return parseConfig(await readJson(path));
}

/** Reads the tables that a `heartface.json` names, from its folder. */
export async function readConfiguredTables(
  folder: string,
  config: StudyConfig,
): Promise<readonly ReadFile[]> {
  const problems: Problem[] = [];
  const files: ReadFile[] = [];
  for (const [i, mapping] of config.tables.entries()) {
    if (mapping.file === undefined) {
      fail(
        "config-invalid",
        `at tables.${i}: no file is named; name it, or give the tables to heartface import --config`,
      );
    }
    const { encoding, delimiter, decimal, sheet, missing } = mapping;
    const given = { encoding, delimiter, decimal, sheet, missing };
    const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    try {
      const hint = mapping.splitName === undefined ? {} : { splitName: mapping.splitName };
      files.push(...(await readTables([{ path: inside(folder, mapping.file), ...hint }], options)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length) throw new InputError(...problems);
  return files;
}
