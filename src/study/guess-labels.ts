import { asTexts, find } from "../table/mod.ts";
import { best, fit } from "./column-roles.ts";
import type { TableMapping } from "./config.ts";
import { parseQuadrant } from "./quadrant.ts";
import { has, named, type Overrides, type Source } from "./source.ts";

/**
 * Guesses which of a table's columns are classes and which are ratings.
 *
 * @param free - the columns that have no role yet
 * @param perPerson - whether the table has a row a participant, and so no labels of trials
 */
export function labelsAndRatings(
  entry: Source,
  free: readonly string[],
  overrides: Overrides,
  perPerson: boolean,
): Pick<Partial<TableMapping>, "labels" | "arousal" | "valence" | "ratings"> {
  if (perPerson) return {};
  const { table } = entry.source;
  const numeric = (name: string): boolean => find(table, name)?.kind === "number";
  const rating = (role: "arousal" | "valence"): string | undefined => {
    const said = overrides[role];
    if (said !== undefined) return named(entry, said);
    if (overrides.labels) return undefined;
    return best(
      free.filter(
        (name) => numeric(name) && fit(name, "ecg") === undefined && fit(name, "face") === undefined,
      ),
      role,
    );
  };
  const arousal = rating("arousal");
  const valence = rating("valence");
  const pair = {
    ...(arousal === undefined ? {} : { arousal }),
    ...(valence === undefined ? {} : { valence }),
  };
  const ratings = overrides.ratings
    ? overrides.ratings.filter((name) => has(entry, name))
    : free.filter(
        (name) => fit(name, "rating") !== undefined && name !== arousal && name !== valence && numeric(name),
      );
  if (overrides.labels)
    return { labels: overrides.labels.filter((name) => has(entry, name)), ...pair, ratings };
  const candidates = free.filter((name) => {
    if (name === arousal || name === valence || ratings.includes(name)) return false;
    const texts = asTexts(find(table, name)!);
    const distinct = new Set(texts.filter((text) => text !== null)).size;
    const saysSo = (fit(name, "label") ?? 2) < 2;
    return saysSo
      ? distinct > 0 && distinct <= 50
      : distinct >= 2 && distinct <= Math.min(20, texts.length / 2);
  });
  const quadrant = candidates.find((name) => {
    const texts = asTexts(find(table, name)!).filter((text) => text !== null);
    return texts.every((text) => parseQuadrant(text) !== undefined);
  });
  const label = quadrant ?? best(candidates, "label");
  return { labels: label === undefined ? [] : [label], ...pair, ratings };
}
