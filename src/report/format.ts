/** Stands between a number and its unit: a thin space that does not break. */
const thin = "\u202f";
const minus = "\u2212";
/** Stands where there is no number. */
const none = "\u2013";

function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? minus + text : text;
}

/** A share as a bare percentage with one decimal, such as `53.1`; `–` when there is no number. */
export function percentage(share: number): string {
  return Number.isFinite(share) ? fixed(share * 100, 1) : none;
}

/** A share as a percentage with one decimal and its sign, such as `53.1 %`. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${percentage(share)}${thin}%` : none;
}

/** A chance level: as {@link percent}, but without a decimal that is 0. */
export function chanceLevel(share: number): string {
  return percent(share).replace(".0", "");
}

/** A difference of two shares in percentage points with its sign, such as `+1.9` or `−0.4`. */
export function points(difference: number): string {
  if (!Number.isFinite(difference)) return none;
  const text = fixed(difference * 100, 1);
  return difference > 0 && text !== "0.0" ? `+${text}` : text;
}

/** A 95 % interval of shares, such as `50.8 to 55.2`. */
export function interval(low: number, high: number): string {
  return Number.isFinite(low) && Number.isFinite(high) ? `${percentage(low)} to ${percentage(high)}` : none;
}

/** A plain number with a proper minus sign. */
export function decimal(value: number, digits = 2): string {
  return Number.isFinite(value) ? fixed(value, digits) : none;
}

/** A number that cannot pass 1, such as a correlation, without its leading zero: `.12`, `−.30`. */
export function coefficient(value: number): string {
  return decimal(value).replace(/^(\u2212?)0\./, "$1.");
}

/** A whole number with thousands separators, such as `1,932`. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return none;
  return fixed(value, 0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with its noun, such as `1 trial` or `1,932 trials`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A number of participants in words; 0 stands for tables that do not tell who is who. */
export function people(participants: number): string {
  return participants === 0 ? "participants unknown" : counted(participants, "participant");
}

/** Where verdicts are decided; a p below it never reads as if it were on it. */
const level = 0.05;

/**
 * A permutation p value without the letter: `= .012`, `< .001`. It never reads smaller than 1 / (m + 1), the smallest
 * that m permutations can give, and never as the level .05 when it is below.
 *
 * @param p - the p value, or null when there was no test
 * @param permutations - m, the permutations that were drawn
 */
export function comparison(p: number | null, permutations: number): string {
  if (p === null || !Number.isFinite(p)) return none;
  const floor = 1 / (permutations + 1);
  const value = Math.min(1, Math.max(p, floor));
  if (value < 0.001) return "< .001";
  if (value > 0.999) return value === 1 ? "= 1" : "> .999";
  let digits = 3;
  while (digits < 6 && value < level && Number(value.toFixed(digits)) >= level) digits++;
  let shown = Number(value.toFixed(digits));
  if (shown < floor) shown = Math.ceil(floor * 10 ** digits) / 10 ** digits;
  return `= ${shown.toFixed(digits).replace(/^0/, "")}`;
}

/** A permutation p value with its letter: `p = .012`, in spaces that do not break; see {@link comparison}. */
export function pValue(p: number | null, permutations: number): string {
  const text = comparison(p, permutations);
  return text === none ? none : `p ${text}`.replaceAll(" ", "\u00a0");
}

/** A p value for a table's cell: `.012`, `< .001`; see {@link comparison}. */
export function pCell(p: number | null, permutations: number): string {
  return comparison(p, permutations).replace(/^= /, "");
}

/** Names in a row: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[], last = "and"): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${last} ${names[names.length - 1]}`;
}

/** Names from the data as a row can hold them: in quotation marks, all of them, when one holds a space or comma. */
export function quoted(names: readonly string[]): readonly string[] {
  return names.some((name) => /[\s,;]/.test(name)) ? names.map((name) => `“${name}”`) : names;
}

/** Text that fits: cut after so many characters, with an ellipsis. Never parts a character from its accents' code unit. */
export function shortened(text: string, characters: number): string {
  const all = Array.from(visible(text).replace(/\s+/g, " "));
  return all.length <= characters
    ? all.join("")
    : `${all
        .slice(0, characters - 1)
        .join("")
        .trimEnd()}…`;
}

/** Text without the control characters that XML forbids and without lone surrogates; line breaks and tabs stay. */
export function visible(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, " ")
    .toWellFormed();
}

/** Text fit to stand in HTML and XML, in content and between quotes. */
export function escaped(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * A part of a file name made from free text: letters, digits, `_` and `-` only, at most 60 characters.
 *
 * @param text - such as a task's name
 * @param taken - names already given, in lower case; the new one is added
 */
export function fileNamePart(text: string, taken: Set<string>): string {
  const base = Array.from(text.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}_-]+/gu, "-"))
    .slice(0, 60)
    .join("");
  const stem = base.replace(/^-+|-+$/g, "") || "task";
  let name = stem;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${stem}-${i}`;
  taken.add(name.toLowerCase());
  return name;
}
