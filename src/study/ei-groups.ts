const highGroup = /^(h|hi|high|고|상|높음|high ?ei)$/i;
const lowGroup = /^(l|lo|low|저|하|낮음|low ?ei)$/i;

/** Groups that were made beforehand, High and Low, as scores of 1 and 0; undefined when the texts are something else. */
export function groupScores(texts: readonly (string | null)[]): readonly (string | null)[] | undefined {
  const levels = new Set(texts.filter((text) => text !== null));
  const known = [...levels].every((text) => highGroup.test(text.trim()) || lowGroup.test(text.trim()));
  if (!known || levels.size === 0) return undefined;
  return texts.map((text) => (text === null ? null : highGroup.test(text.trim()) ? "1" : "0"));
}
