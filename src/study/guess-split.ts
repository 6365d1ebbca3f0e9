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
