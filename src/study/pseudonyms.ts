import { seedOf } from "../stats/mod.ts";

/**
 * One way of writing an id, so that files agree on who is who: composed characters, no outer spaces, whole numbers
 * without leading zeros or decimals ("01", "1" and "1.0" are one person).
 */
export function canonicalId(id: string): string {
  const text = id.normalize("NFC").trim();
  const whole = /^0*(\d+)(?:\.0+)?$/.exec(text);
  return whole ? whole[1] : text;
}

/**
 * Gives every participant a pseudonym: `P01`, `P02` … in an order that follows from the ids but does not show their
 * alphabetical or numerical order, so that a list of participants does not give them away at a glance.
 *
 * @param ids - canonical ids, in any order, repeated ones once
 * @returns the pseudonym of each id
 */
export function pseudonyms(ids: Iterable<string>): ReadonlyMap<string, string> {
  const distinct = [...new Set(ids)];
  const width = Math.max(2, String(distinct.length).length);
  const order = distinct
    .map((id) => ({ id, rank: seedOf("participant", id) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return new Map(order.map(({ id }, index) => [id, `P${String(index + 1).padStart(width, "0")}`]));
}

/**
 * Whether a text column could tell who somebody is: one of its cells holds a participant's id as a word of its own.
 * Ids that are plain numbers count only when every row's cell holds that row's own id, since "3" may be anything.
 *
 * @param values - the column
 * @param idOfRow - the canonical id of each row's participant, null where unknown
 * @param ids - all canonical ids
 */
export function identifies(
  values: readonly (string | null)[],
  idOfRow: readonly (string | null)[],
  ids: ReadonlySet<string>,
): boolean {
  const telling = new Set(
    [...ids].filter((id) => id.length > 1 && /\p{L}/u.test(id)).map((id) => id.toLowerCase()),
  );
  const phrases = [...telling].filter((id) => /[^\p{L}\p{N}]/u.test(id));
  let own = 0;
  let filled = 0;
  const seen = new Map<string, boolean>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null) continue;
    filled++;
    const text = value.normalize("NFC").toLowerCase();
    let telltale = seen.get(text);
    if (telltale === undefined) {
      const words = text.split(/[^\p{L}\p{N}]+/u);
      telltale =
        telling.has(text.trim()) ||
        words.some((word) => telling.has(word)) ||
        phrases.some((phrase) => text.includes(phrase));
      seen.set(text, telltale);
    }
    if (telltale) return true;
    const id = idOfRow[row];
    if (id !== null && text.split(/[^\p{L}\p{N}]+/u).some((word) => canonicalId(word) === id)) own++;
  }
  return filled > 1 && own === filled && new Set(idOfRow).size > 1;
}
