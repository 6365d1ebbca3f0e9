import { fail, type Place } from "../problem/mod.ts";
import { asTexts, find } from "../table/mod.ts";
import type { TableMapping } from "./config.ts";
import { canonicalId } from "./pseudonyms.ts";
import type { Source } from "./source.ts";

/** What a table's rows are about. */
export type Level = "person" | "trial" | "stimulus";

/** A table with its mapping, and who and what each of its rows is about. */
export interface KeyedTable {
  readonly entry: Source;
  readonly mapping: TableMapping;
  readonly level: Level;
  /** Canonical id of the participant of each row; empty text where participants are unknown or the table has none. */
  readonly ids: readonly string[];
  /** The parts of those ids as the file writes them, for whoever asks who is behind a pseudonym. */
  readonly writtenIds: readonly (readonly string[])[];
  /** The parts of the trial's key of each row, in the order of the mapping's `trial`. */
  readonly parts: readonly (readonly string[])[];
  /** The split of each row, or null. */
  readonly splits: readonly (string | null)[];
}

/** The level that a mapping's roles put a table on. */
export function levelOf(mapping: TableMapping, participantsUnknown: boolean): Level {
  if (participantsUnknown) return "trial";
  if (mapping.participant.length === 0) return "stimulus";
  const tellsTrials = mapping.trial.length > 0 || mapping.rowsAreTrials || mapping.window !== undefined;
  const holdsTrials =
    mapping.ecg.length + mapping.face.length + mapping.labels.length > 0 ||
    mapping.arousal !== undefined ||
    mapping.valence !== undefined;
  return tellsTrials || holdsTrials ? "trial" : "person";
}

/** Where a cell of a source stands. */
export function placeOf({ file, source }: Source, row?: number, column?: string): Place {
  return {
    file,
    ...(row === undefined ? {} : { row: source.fileRow[row] }),
    ...(column === undefined ? {} : { column }),
  };
}

/** A column of a source as text; fails with `column-not-found` when it is not there. */
export function textColumn(entry: Source, name: string): readonly (string | null)[] {
  const column = find(entry.source.table, name);
  if (!column) return fail("column-not-found", `no column "${name}"`, { file: entry.file });
  return asTexts(column);
}

/** A whole number without its decimals, anything else as it is: key parts must agree between files. */
function canonicalPart(text: string): string {
  return canonicalId(text);
}

/**
 * Reads who and what each row of a table is about.
 *
 * @throws InputError `key-missing` when a row lacks a part of its key, `column-not-found`
 */
export function keyRows(entry: Source, mapping: TableMapping, participantsUnknown: boolean): KeyedTable {
  const { table } = entry.source;
  const level = levelOf(mapping, participantsUnknown);
  const required = (name: string, what: string, normalise: (text: string) => string): readonly string[] =>
    textColumn(entry, name).map((text, row) =>
      text === null
        ? fail("key-missing", `the ${what} is missing`, placeOf(entry, row, name))
        : normalise(text),
    );
  const idParts = mapping.participant.map((name) => required(name, "participant", canonicalId));
  const trialParts = mapping.trial.map((name) => required(name, "part of the trial's key", canonicalPart));
  const splitColumn = mapping.split === undefined ? undefined : textColumn(entry, mapping.split);
  const splits = Array.from({ length: table.rowCount }, (_, row) =>
    splitColumn ? splitColumn[row] : (mapping.splitName ?? null),
  );
  // Where nobody is known, each row of each split stands for itself.
  const ids = Array.from({ length: table.rowCount }, (_, row) =>
    participantsUnknown ? `${splits[row] ?? ""} ${row}` : idParts.map((part) => part[row]).join(" / "),
  );
  const counters = new Map<string, number>();
  const parts = ids.map((id, row) => {
    if (!mapping.rowsAreTrials) return trialParts.map((part) => part[row]);
    const owner = `${id}\u0000${splits[row]}`;
    const count = (counters.get(owner) ?? 0) + 1;
    counters.set(owner, count);
    return [String(count)];
  });
  const written = mapping.participant.map((name) => textColumn(entry, name));
  const writtenIds = ids.map((_, row) => written.map((column) => column[row] ?? ""));
  return { entry, mapping, level, ids, writtenIds, parts, splits };
}
