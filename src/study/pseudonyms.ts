import { seedOf } from "../stats/mod.ts";

/**
 * One way of writing an id, so that files agree on who is who: composed characters, lower case, no outer spaces, whole
 * numbers without leading zeros or decimals ("01", "1" and "1.0" are one person, and so are "S01" and "s01").
 */
export function canonicalId(id: string): string {
  const text = id.normalize("NFC").trim().toLowerCase();
  const whole = /^0*(\d+)(?:\.0+)?$/.exec(text);
  return whole ? whole[1] : text;
}

/**
 * Gives every participant a pseudonym: `P01`, `P02` … in an order that follows from the ids but does not show their
 * alphabetical or numerical order, so that a list of participants does not give them away at a glance.
 *
 * @param ids - canonical ids, in any order, repeated ones once
 * @param letter - what the pseudonyms begin with; `N` for new people, who must not be taken for the study's own
 * @returns the pseudonym of each id
 */
export function pseudonyms(ids: Iterable<string>, letter = "P"): ReadonlyMap<string, string> {
  const distinct = [...new Set(ids)];
  const width = Math.max(2, String(distinct.length).length);
  const order = distinct
    .map((id) => ({ id, rank: seedOf("participant", id) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return new Map(order.map(({ id }, index) => [id, `${letter}${String(index + 1).padStart(width, "0")}`]));
}

/**
 * One spelling for all: lower case, without accents, umlauts as their plain vowel (Müller, Mueller and Muller are one),
 * numbers without leading zeros.
 */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/([aou])e/g, "$1")
    .replace(/(?<!\d)0+(?=\d)/g, "");
}

/** Letters and digits alone: "Minsu.Kim@x", "minsu_kim" and "Minsu Kim" have the same ones. */
function bare(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

function wordsOf(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** What of a name is used by itself: of a Hangul name of three or four syllables the given name, its last two. */
function givenNames(id: string): readonly string[] {
  return (id.match(/\p{Script=Hangul}{3,4}/gu) ?? []).map((name) => name.slice(-2));
}

/** What of the participants' ids gives somebody away where it stands in another column. */
export interface Telltales {
  /** Ids as a whole, bare: give away wherever they stand. */
  readonly wholes: readonly string[];
  /** Ids and words of ids: give away as a word of their own. */
  readonly words: ReadonlySet<string>;
}

/** A bare id of so many characters is looked for inside other words too; a Hangul name has two or three syllables. */
const wholeLength = (id: string): boolean => id.length >= (/\p{Script=Latin}/u.test(id) ? 4 : 2);

/**
 * Prepares to look for ids in other columns. A word that more than half of the ids share (the "sub" of "sub-01") names
 * nobody; ids that are plain numbers are left to {@link identifies}.
 *
 * @param ids - all ids as the tables write them, the parts of composite ones each by itself
 */
export function telltalesOf(ids: Iterable<string>): Telltales {
  const distinct = [...new Set([...ids].map((id) => id.normalize("NFC")))];
  const named = distinct.filter((id) => /\p{L}/u.test(id));
  const counts = new Map<string, number>();
  for (const id of named)
    for (const word of new Set(wordsOf(id))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const own = [...counts].filter(
    ([word, count]) => /\p{L}/u.test(word) && word.length > 1 && (count === 1 || count * 2 <= named.length),
  );
  const longWords = own.map(([word]) => word).filter((word) => /^\p{Script=Latin}{5,}$/u.test(word));
  return {
    wholes: [...new Set([...named.map(bare), ...longWords, ...named.flatMap(givenNames)])].filter(
      wholeLength,
    ),
    words: new Set([...own.map(([word]) => word), ...named.map(bare).filter((id) => id.length > 1)]),
  };
}

/** Whether a text holds somebody's id, however it is spaced and punctuated, or an e-mail address. */
export function givesAway(text: string, { wholes, words }: Telltales): boolean {
  if (/[^\s@]+@[^\s@]+\.[a-z]{2,}/i.test(text)) return true;
  if (wordsOf(text).some((word) => words.has(word) || words.has(word.replace(/\d+$/, "")))) return true;
  const plain = bare(text);
  return wholes.some((id) => plain.includes(id));
}

/**
 * Whether a text column could tell who somebody is: one of its cells gives an id away, or every row's cell holds the
 * number of that row's own id.
 *
 * @param values - the column
 * @param idOfRow - the canonical id of each row's participant, null where unknown
 * @param telltales - see {@link telltalesOf}
 */
export function identifies(
  values: readonly (string | null)[],
  idOfRow: readonly (string | null)[],
  telltales: Telltales,
): boolean {
  const distinct = new Set(values.filter((value) => value !== null));
  for (const value of distinct) if (givesAway(value, telltales)) return true;
  if (distinct.size < 2 || new Set(idOfRow).size < 2) return false;
  return values.every((value, row) => {
    const [number, ...more] = idOfRow[row]?.match(/\d+/g) ?? [];
    if (value === null || number === undefined || more.length > 0) return value === null;
    return (value.match(/\d+/g) ?? []).some((digits) => Number(digits) === Number(number));
  });
}
