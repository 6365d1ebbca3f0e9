const infinities = new Map([
  ["inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
]);

const zero = 48;
const nine = 57;

/** How a numeral is written; 0 when the text is no numeral. */
export const numeral = { none: 0, whole: 1, fractional: 2 } as const;

/**
 * Says whether a text is a numeral: sign, digits, decimal mark, digits, exponent; nothing else, no spaces.
 *
 * @param text - the text
 * @param mark - character code of the decimal mark
 * @returns a value of {@link numeral}: `whole` for digits alone, `fractional` with a mark or exponent
 */
export function numeralKind(text: string, mark: number): 0 | 1 | 2 {
  const { length } = text;
  let at = 0;
  const first = text.charCodeAt(0);
  if (first === 45 || first === 43) at = 1;
  let digits = 0;
  let code = text.charCodeAt(at);
  while (code >= zero && code <= nine) {
    digits++;
    code = text.charCodeAt(++at);
  }
  if (at === length) return digits ? numeral.whole : numeral.none;
  if (code === mark) {
    code = text.charCodeAt(++at);
    while (code >= zero && code <= nine) {
      digits++;
      code = text.charCodeAt(++at);
    }
  }
  if (!digits) return numeral.none;
  if (at === length) return numeral.fractional;
  if (code !== 101 && code !== 69) return numeral.none;
  code = text.charCodeAt(++at);
  if (code === 45 || code === 43) code = text.charCodeAt(++at);
  const exponent = at;
  while (code >= zero && code <= nine) code = text.charCodeAt(++at);
  return at === length && at > exponent ? numeral.fractional : numeral.none;
}

/** The infinity that a text names (`Inf`, `-inf`, `Infinity`), or undefined. */
export function infinityOf(text: string): number | undefined {
  if (text.length < 3 || text.length > 9) return undefined;
  const sign = text[0] === "-" ? -1 : 1;
  const value = infinities.get((text[0] === "-" || text[0] === "+" ? text.slice(1) : text).toLowerCase());
  return value === undefined ? undefined : sign * value;
}

/**
 * Reads one number strictly: the whole text must be a numeral, so `12abc`, `1 2`, `0x10` and `1,234.5` are not numbers,
 * and thousands separators are never guessed.
 *
 * @param cell - the text; spaces around it are ignored
 * @param decimal - the decimal mark
 * @returns the number, ±Infinity for `Inf`, `-Inf` and `Infinity`, or undefined
 * @example
 * ```ts
 * import { parseNumber } from "heartface";
 * parseNumber("-2e-3", "."); // -0.002
 * parseNumber("1,5", ","); // 1.5
 * parseNumber("12abc", "."); // undefined
 * ```
 */
export function parseNumber(cell: string, decimal: "." | ","): number | undefined {
  const text = cell.trim();
  if (numeralKind(text, decimal.charCodeAt(0)) === numeral.none) return infinityOf(text);
  return Number(decimal === "," ? text.replace(",", ".") : text);
}
