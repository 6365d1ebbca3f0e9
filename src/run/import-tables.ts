import { stat } from "node:fs/promises";
import { type ReadOptions, readTable, type SourceTable } from "../formats/mod.ts";
import { inside, readBytes, sha256 } from "../node/mod.ts";
import { fail, InputError, type Problem } from "../problem/mod.ts";
import {
  expandPatterns,
  guessLong,
  guessMapping,
  type Imported,
  type ImportWishes,
  importStudy,
  isWide,
  type LabelRule,
  type Overrides,
  parseConfig,
  reshape,
  type Source,
  type StudyConfig,
  type TableMapping,
} from "../study/mod.ts";
import type { Modality } from "../table/mod.ts";

/** A file to import, with what its flag said of it. */
export interface TableFile {
  /** The file; `book.xlsx#sheet` names a sheet of a workbook. */
  readonly path: string;
  /** Whether it has a shape of its own, whatever `--long` and `--wide` say of the feature tables. */
  readonly plain?: boolean;
  readonly modality?: Exclude<Modality, "both">;
  readonly splitName?: string;
}

/** A file as read, and the hash of its bytes. */
export interface ReadFile {
  readonly entry: Source;
  readonly hash: string;
  readonly plain: boolean;
}

/** A path and the sheet behind its last `#`, unless a file bears the whole name. */
async function sheetOf(path: string): Promise<{ readonly file: string; readonly sheet?: string }> {
  const at = path.lastIndexOf("#");
  if (at <= 0) return { file: path };
  const whole = await stat(path).then(
    () => true,
    () => false,
  );
  return whole ? { file: path } : { file: path.slice(0, at), sheet: path.slice(at + 1) };
}

/** Reads tables; a problem in one does not hide those in the others. */
export async function readTables(
  files: readonly TableFile[],
  options: ReadOptions,
): Promise<readonly ReadFile[]> {
  const problems: Problem[] = [];
  const read: ReadFile[] = [];
  for (const { path, modality, splitName, plain = false } of files) {
    try {
      const { file, sheet } = await sheetOf(path);
      const bytes = await readBytes(file);
      const source = await readTable(bytes, file, sheet === undefined ? options : { ...options, sheet });
      const hints = { ...(modality ? { modality } : {}), ...(splitName ? { splitName } : {}) };
      read.push({ entry: { source, file, ...hints }, hash: sha256(bytes), plain });
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

/** What a mapping looks like before anything was imported by it. */
export type Mapped = Omit<ImportOutcome, "imported">;

/**
 * Imports tables whose columns are guessed, the user's word going first.
 *
 * @param shown - is told of the mapping before the import, which may fail because of it
 */
export function importGuessed(
  files: readonly ReadFile[],
  settings: ImportSettings,
  shown: (mapped: Mapped) => void = () => undefined,
  wishes?: ImportWishes,
): ImportOutcome {
  const shapes = files.map((file) => (file.plain ? {} : shapeOf(file.entry, settings)));
  if (settings.long && !shapes.some((shape) => "long" in shape)) {
    fail("column-not-found", `no table has the columns "${settings.long.name}" and "${settings.long.value}"`);
  }
  if (settings.wide !== undefined && !shapes.some((shape) => "wide" in shape)) {
    fail(
      "option-invalid",
      `in no table do columns fit the pattern "${settings.wide}" for two trials or more`,
    );
  }
  const sources = files.map(({ entry }, i) => reshape(entry, shapes[i]));
  const { config: guessed, unused } = guessMapping(sources, settings.overrides);
  const config: StudyConfig = {
    ...guessed,
    tables: guessed.tables.map((mapping, i) => ({ ...mapping, ...shapes[i] })),
    labels: { ...guessed.labels, ...settings.labels },
    keepIds: settings.keepIds,
    simulated: settings.simulated,
  };
  const mapped = { config, unused, sources, hashes: files.map(({ hash }) => hash) };
  shown(mapped);
  return { ...mapped, imported: importStudy(sources, config, wishes) };
}

/** The shape of a table: what the user said where it fits, and a row a feature where its headers say so. */
function shapeOf(entry: Source, settings: ImportSettings): Partial<Pick<TableMapping, "long" | "wide">> {
  const names = entry.source.table.columns.map(({ name }) => name);
  const long = settings.long ?? guessLong(entry.source.table);
  if (long && names.includes(long.name) && names.includes(long.value)) return { long };
  if (settings.wide !== undefined && isWide(entry.source.table, settings.wide, entry.modality !== undefined))
    return { wide: settings.wide };
  return {};
}

/** Imports tables as a `heartface.json` says. */
export function importConfigured(
  files: readonly ReadFile[],
  config: StudyConfig,
  shown: (mapped: Mapped) => void = () => undefined,
): ImportOutcome {
  if (files.length !== config.tables.length) {
    fail(
      "config-invalid",
      `heartface.json describes ${config.tables.length} tables, but ${files.length} were given; give them in its order`,
    );
  }
  const sources = files.map(({ entry }, i) => reshape(entry, config.tables[i]));
  const expanded = {
    ...config,
    tables: config.tables.map((mapping, i) => expandPatterns(mapping, sources[i])),
  };
  const mapped = {
    config: expanded,
    unused: sources.map(() => []),
    sources,
    hashes: files.map(({ hash }) => hash),
  };
  shown(mapped);
  return { ...mapped, imported: importStudy(sources, expanded) };
}

/** Reads a `heartface.json`. */
export async function readConfig(path: string): Promise<StudyConfig> {
  const text = new TextDecoder().decode(await readBytes(path));
  const value = ((): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return fail("config-invalid", `this is no valid JSON (${(error as Error).message})`, { file: path });
    }
  })();
  return parseConfig(value);
}

/** How a mapping says that its file is to be read. */
export function readOptionsOf(mapping: Partial<TableMapping>): ReadOptions {
  const { encoding, delimiter, decimal, sheet, missing } = mapping;
  const own = { encoding, delimiter, decimal, sheet, missing };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
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
    const options = readOptionsOf(mapping);
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
