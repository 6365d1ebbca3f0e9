import { InputError, type Problem, problem } from "../problem/mod.ts";
import { type Column, find, type Modality } from "../table/mod.ts";
import { placeOf } from "./row-keys.ts";
import type { Source } from "./source.ts";

/** A text as a number, with either decimal mark; NaN when it is none. */
export function looseNumber(text: string): number {
  return /^\s*[-+]?\d+,\d+(e[-+]?\d+)?\s*$/i.test(text) ? Number(text.replace(",", ".")) : Number(text);
}

/** How many stray cells of a file are named before the rest are merely counted. */
const namedCells = 5;

/**
 * A feature column as numbers.
 *
 * @returns one number a row, NaN where missing or not finite, and how many were not finite
 * @throws InputError `text-among-numbers` that names row and column of the first cells that are no numbers
 */
export function featureNumbers(
  entry: Source,
  name: string,
): { readonly values: Float64Array; readonly notFinite: number } {
  const column = find(entry.source.table, name);
  if (!column) throw new InputError(problem("column-not-found", `no column "${name}"`, { file: entry.file }));
  if (column.kind === "text") return { values: numbersOfText(entry, column), notFinite: 0 };
  let notFinite = 0;
  const values = column.values.map((value) => {
    if (Number.isFinite(value)) return value;
    if (!Number.isNaN(value)) notFinite++;
    return Number.NaN;
  });
  return { values, notFinite };
}

function numbersOfText(entry: Source, column: Column & { kind: "text" }): Float64Array {
  const problems: Problem[] = [];
  let strays = 0;
  const values = Float64Array.from(column.values, (text, row) => {
    if (text === null) return Number.NaN;
    const value = looseNumber(text);
    if (!Number.isNaN(value)) return value;
    strays++;
    if (problems.length < namedCells) {
      const shown = text.length > 30 ? `${text.slice(0, 30)}…` : text;
      problems.push(
        problem("text-among-numbers", `"${shown}" is not a number`, placeOf(entry, row, column.name)),
      );
    }
    return Number.NaN;
  });
  if (strays > problems.length) {
    problems.push(
      problem("text-among-numbers", `${strays - problems.length} further cells are not numbers`, {
        file: entry.file,
        column: column.name,
      }),
    );
  }
  if (problems.length) throw new InputError(...problems);
  return values;
}

/** A feature of a study under construction: a value a row of the features table. */
export interface FeatureColumn {
  readonly name: string;
  readonly modality: Exclude<Modality, "both">;
  readonly values: Float64Array;
}

/**
 * Leaves out features that hold no information: without a value, or with the same value everywhere.
 *
 * @returns the features kept, and a warning for those left out
 */
export function informative(features: readonly FeatureColumn[]): {
  readonly kept: readonly FeatureColumn[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const kept = features.filter(({ name, values }) => {
    let first = Number.NaN;
    let differs = false;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(first)) first = value;
      else if (value !== first) differs = true;
    }
    if (Number.isNaN(first)) {
      problems.push(problem("column-all-missing", `the feature "${name}" has no value`, { column: name }));
    } else if (!differs) {
      problems.push(
        problem("column-constant", `the feature "${name}" is ${first} everywhere`, { column: name }),
      );
    }
    return differs;
  });
  return { kept, problems };
}
