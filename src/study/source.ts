import type { SourceTable } from "../formats/mod.ts";
import { find, type Modality } from "../table/mod.ts";

/** A table as read, with what is known of it beforehand. */
export interface Source {
  readonly source: SourceTable;
  /** The file's name, for messages on standard error and as a hint to split and modality. */
  readonly file: string;
  readonly modality?: Exclude<Modality, "both">;
  readonly splitName?: string;
}

/** What the user says of the columns; each overrules the guess in every table that has them. */
export interface Overrides {
  readonly participant?: readonly string[];
  readonly trial?: readonly string[];
  readonly rowsAreTrials?: boolean;
  readonly window?: string;
  readonly stimulus?: string;
  readonly split?: string;
  readonly labels?: readonly string[];
  readonly arousal?: string;
  readonly valence?: string;
  readonly ratings?: readonly string[];
  readonly ei?: string;
  readonly eiInverse?: boolean;
  readonly eiSubscales?: readonly string[];
  readonly covariates?: readonly string[];
  readonly factors?: readonly string[];
  readonly ignore?: readonly string[];
  /** Columns by name, `*` standing for anything. */
  readonly ecgColumns?: readonly string[];
  readonly faceColumns?: readonly string[];
  readonly participantsUnknown?: boolean;
}

/** Whether a source has a column of that name. */
export function has(entry: Source, name: string): boolean {
  return find(entry.source.table, name) !== undefined;
}

/** The name when the source has such a column. */
export function named(entry: Source, name: string): string | undefined {
  return has(entry, name) ? name : undefined;
}

/** Whether a name fits one of the patterns, in which `*` stands for anything. */
export function matcher(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "u"),
  );
  return (name) => expressions.some((expression) => expression.test(name));
}
