import { fail } from "../problem/mod.ts";
import { decodeCp949 } from "./cp949.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

/** Text that was decoded from bytes. */
export interface DecodedText {
  readonly text: string;
  /** The encoding in words, or undefined for UTF-8. */
  readonly note: string | undefined;
}

const koreanLabels = new Set(["euc-kr", "cp949", "ms949", "uhc", "windows-949", "ks_c_5601-1987", "949"]);
const westernLabels = new Set(["windows-1252", "cp1252", "latin1", "latin-1", "iso-8859-1", "1252", "ansi"]);

/** A string of V8 has no more than 2^29 - 24 characters. */
const longestText = 2 ** 29 - 25;

/**
 * Decodes bytes in a named encoding.
 *
 * @param bytes - the text's bytes, without a byte order mark or with one
 * @param label - a label of the WHATWG Encoding Standard, or a code page's usual name such as `cp949`
 * @throws InputError `option-invalid` for an unknown label, `file-damaged` when the bytes are not valid
 */
export function decodeAs(bytes: Uint8Array, label: string): string {
  const name = label.trim().toLowerCase();
  if (westernLabels.has(name)) return decodeWindows1252(bytes);
  if (koreanLabels.has(name)) {
    return decodeCp949(bytes)?.text ?? fail("file-damaged", "the bytes are not valid CP949");
  }
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(name.replace(/^cp(125\d)$/, "windows-$1"), { fatal: true });
  } catch {
    return fail("option-invalid", `there is no encoding "${label}"`);
  }
  return decodeFatally(decoder, bytes) ?? fail("file-damaged", `the bytes are not valid ${decoder.encoding}`);
}

function decodeFatally(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Decodes bytes without a byte order mark that are not UTF-16: UTF-8 when valid, else CP949 when valid and at least half
 * Hangul outside ASCII, else Windows-1252.
 */
export function decodeGuessing(bytes: Uint8Array): DecodedText {
  const utf8 = decodeFatally(new TextDecoder("utf-8", { fatal: true }), bytes);
  if (utf8 !== undefined) return { text: utf8, note: undefined };
  const korean = decodeCp949(bytes);
  if (korean && korean.hangul * 2 >= korean.foreign) return { text: korean.text, note: "CP949 (Korean)" };
  return { text: decodeWindows1252(bytes), note: "Windows-1252 (Western European)" };
}

/** Whether at least ten characters outside ASCII are valid UTF-8 for each that is not: then no other encoding is meant. */
function nearlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  let valid = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken++;
    else if (code >= 0x80) valid++;
  }
  return valid >= 10 * broken;
}

/**
 * Says whether bytes without a byte order mark look like UTF-16: delimiters, digits and line ends of a table have a
 * zero byte, nearly always on the same side.
 */
function utf16Order(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, 4096);
  if (length < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at++) if (bytes[at] === 0) at % 2 ? odd++ : even++;
  // a tenth of the characters being ASCII is little for a table
  const enough = length / 20;
  // some letters, such as U+AC00, have a zero byte on the other side
  if (odd > enough && odd > 4 * even) return "utf-16le";
  if (even > enough && even > 4 * odd) return "utf-16be";
  return undefined;
}

/**
 * Decodes a text file: by its byte order mark, else by the pattern of zero bytes (UTF-16), else UTF-8, CP949 or
 * Windows-1252 by validity.
 *
 * @param bytes - the file
 * @param label - the encoding, when the user gave it
 * @returns the text without a byte order mark, and the encoding in words
 * @throws InputError `file-format-unknown` when the file is not text, `file-too-large` beyond half a gigabyte
 */
export function decodeText(bytes: Uint8Array, label?: string): DecodedText {
  const found = decode(bytes, label);
  const { text } = found;
  // control characters that no table has: the file is something else
  let odd = 0;
  const length = Math.min(text.length, 65536);
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) fail("file-format-unknown", "the file is not text");
    if (code < 32 && (code < 9 || code > 13) && code !== 26) odd++;
  }
  if (odd * 100 > length) fail("file-format-unknown", "the file is not text");
  return found;
}

function decode(bytes: Uint8Array, label?: string): DecodedText {
  const wide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      ? bytes[0] === 0xff
        ? "utf-16le"
        : "utf-16be"
      : undefined;
  const order = wide ?? (label === undefined ? utf16Order(bytes) : undefined);
  if (bytes.length > (order ? 2 : 1) * longestText) {
    fail("file-too-large", "the text file is larger than half a gigabyte");
  }
  if (order && (label === undefined || wide)) {
    const text = decodeFatally(new TextDecoder(order, { fatal: true }), bytes);
    if (text === undefined) fail("file-damaged", "the bytes are not valid UTF-16");
    return { text, note: `UTF-16 ${order === "utf-16le" ? "little-endian" : "big-endian"}` };
  }
  if (label !== undefined) return { text: decodeAs(bytes, label), note: undefined };
  const guess = decodeGuessing(bytes);
  if (guess.note && nearlyUtf8(bytes)) {
    fail("file-damaged", "the text is UTF-8 but for a few bytes that are not valid in it");
  }
  return guess;
}
