import { asTexts, find, keys } from "../table/mod.ts";
import { best, fit } from "./column-roles.ts";
import { groupScores } from "./ei-groups.ts";
import { has, named, type Overrides, type Source } from "./source.ts";
import { mayBeKey } from "./trial-key.ts";

/** Guesses which columns belong to the person: the EI score, its subscales, covariates. */
export function personColumns(
  entry: Source,
  participant: readonly string[],
  free: readonly string[],
  overrides: Overrides,
  perPerson: boolean,
): { readonly ei?: string; readonly subscales: string[]; readonly covariates: string[] } {
  const ei =
    overrides.ei !== undefined
      ? named(entry, overrides.ei)
      : best(
          free.filter(
            (name) => isScore(entry, name) && (perPerson || sameForEachPerson(entry, participant, name)),
          ),
          "ei",
        );
  const subscales = overrides.eiSubscales
    ? overrides.eiSubscales.filter((name) => has(entry, name))
    : free.filter(
        (name) =>
          name !== ei &&
          ei !== undefined &&
          stem(name) === stem(ei) &&
          fit(name, "eiSubscale") !== undefined &&
          find(entry.source.table, name)?.kind === "number" &&
          (perPerson || sameForEachPerson(entry, participant, name)),
      );
  const covariates = overrides.covariates
    ? overrides.covariates.filter((name) => has(entry, name))
    : free.filter(
        (name) =>
          name !== ei &&
          fit(name, "covariate") !== undefined &&
          (perPerson || sameForEachPerson(entry, participant, name)),
      );
  return { ...(ei === undefined ? {} : { ei }), subscales, covariates };
}

/** Whether a column has one value for each participant, in a table where participants stand several times. */
export function sameForEachPerson(entry: Source, participant: readonly string[], name: string): boolean {
  const { table } = entry.source;
  if (participant.length === 0) return false;
  const ids = keys(table, participant);
  const values = asTexts(find(table, name)!);
  const first = new Map<string, string | null>();
  let repeated = false;
  for (const [row, id] of ids.entries()) {
    if (id === null) continue;
    const held = first.get(id);
    if (held === undefined) first.set(id, values[row]);
    else if (held !== values[row]) return false;
    else repeated = true;
  }
  return repeated;
}

/**
 * Guesses which columns vary within the person and are no features. A free text is never taken for a factor: only a
 * column whose header names one, with few levels.
 */
export function factorColumns(
  entry: Source,
  participant: readonly string[],
  free: readonly string[],
  overrides: Overrides,
  perPerson: boolean,
): string[] {
  if (overrides.factors) return overrides.factors.filter((name) => has(entry, name));
  if (perPerson) return [];
  return free.filter((name) => {
    if (fit(name, "factor") === undefined || !mayBeKey(entry.source.table, name)) return false;
    const levels = new Set(asTexts(find(entry.source.table, name)!)).size;
    return levels <= mostLevels && !sameForEachPerson(entry, participant, name);
  });
}

/** A factor has few levels. */
const mostLevels = 20;

/** The letters that a header begins with: subscales share them with their total (EI_total, EI_use; TAS20, TAS_DIF). */
function stem(name: string): string {
  return /^\p{L}+/u.exec(name)?.[0].toLowerCase() ?? "";
}

/** Whether a column can be a score: numbers, or High and Low. */
function isScore(entry: Source, name: string): boolean {
  const column = find(entry.source.table, name);
  return column !== undefined && (column.kind === "number" || groupScores(column.values) !== undefined);
}
