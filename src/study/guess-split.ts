import type { Source } from "./source.ts";

/** The split that a file's name tells: a word such as train, validation or test in it. */
export function splitOfFile(file: string): string | undefined {
  const base = file.split(/[\\/]/).at(-1) ?? "";
  const word = /(?:^|[^a-z])(train(?:ing)?|valid(?:ation)?|val|dev|test|holdout)(?:[^a-z]|$)/i
    .exec(base)?.[1]
    .toLowerCase();
  if (word === undefined) return undefined;
  if (word.startsWith("train")) return "train";
  return word === "test" || word === "holdout" ? "test" : "validation";
}

/**
 * The split that each table belongs to as a whole: what its flag said, else what its file's name says, provided that the
 * names of several tables say different things. A lone `test-scores.csv` is no test split.
 *
 * @param perPerson - whether a table has a row a participant: people are in no split
 */
export function guessSplitNames(
  sources: readonly Source[],
  perPerson: readonly boolean[],
): readonly (string | undefined)[] {
  const told = sources.map(({ splitName }) => splitName);
  if (told.some((name) => name !== undefined)) return told;
  const guessed = sources.map(({ file }, i) => (perPerson[i] ? undefined : splitOfFile(file)));
  return new Set(guessed.filter((name) => name !== undefined)).size > 1 ? guessed : told;
}
