import { fail } from "../problem/mod.ts";

/** What {@link scanXml} calls as it goes through a document. Names come without their namespace prefix. */
export interface XmlVisitor {
  /**
   * An element begins; attributes are looked up only when asked for, and only during the call. `:id` finds an `id` with
   * any namespace prefix.
   */
  open(name: string, attribute: (name: string) => string | undefined): void;
  /** An element ends. */
  close(name: string): void;
  /** Text stands between tags; it is decoded only when asked for, and only during the call. */
  text(read: () => string): void;
}

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const colon = 58;
const equals = 61;
const quote = 34;
const apostrophe = 39;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Decodes the five named entities and character references; nothing else is expanded, so nothing can explode. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{1,4});/gi, (whole, name: string) => {
    if (name[0] !== "#") return named[name] ?? whole;
    const code = name[1].toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

/**
 * Goes through an XML document once, over its bytes, so that worksheets longer than the longest string can be read.
 * Comments, processing instructions and a document type are skipped; well-formedness is not fully checked.
 *
 * @param bytes - the document in UTF-8, or in UTF-16 with a byte order mark
 * @param visitor - what to call
 * @throws InputError `file-damaged` when a tag is not closed
 */
export function scanXml(bytes: Uint8Array, visitor: XmlVisitor): void {
  const source = inUtf8(bytes);
  const decoder = new TextDecoder();
  const names = new Map<number, string>();
  const { length } = source;
  let at = 0;
  let from = 0;
  let to = 0;
  let raw = false;

  const ascii = (start: number, end: number): string => {
    if (end - start > 32) return decoder.decode(source.subarray(start, end));
    let made = "";
    for (let i = start; i < end; i++) {
      if (source[i] >= 0x80) return decoder.decode(source.subarray(start, end));
      made += String.fromCharCode(source[i]);
    }
    return made;
  };
  const readText = (): string => (raw ? ascii(from, to) : decodeEntities(ascii(from, to)));
  /** Position of a byte within the tag at hand: searching beyond it would make long documents quadratic. */
  const find = (byte: number, start: number): number => {
    for (let i = start; i < to; i++) if (source[i] === byte) return i;
    return -1;
  };
  const attribute = (name: string): string | undefined => {
    let i = from;
    while (i < to) {
      const sign = find(equals, i);
      if (sign < 0) return undefined;
      let nameEnd = sign;
      while (nameEnd > i && source[nameEnd - 1] <= 32) nameEnd--;
      let nameStart = nameEnd;
      while (nameStart > i && source[nameStart - 1] > 32) nameStart--;
      let open = sign + 1;
      while (open < to && source[open] <= 32) open++;
      const mark = source[open];
      if (mark !== quote && mark !== apostrophe) return undefined;
      const close = find(mark, open + 1);
      if (close < 0) return undefined;
      if (name[0] === ":") nameStart = Math.max(nameStart, nameEnd - name.length);
      if (nameEnd - nameStart === name.length && ascii(nameStart, nameEnd) === name) {
        return decodeEntities(ascii(open + 1, close));
      }
      i = close + 1;
    }
    return undefined;
  };
  const nameOf = (start: number, end: number): string => {
    if (end - start > 4) return ascii(start, end);
    let key = 0;
    for (let i = start; i < end; i++) key = (key << 8) | source[i];
    let name = names.get(key);
    if (name === undefined) {
      name = ascii(start, end);
      names.set(key, name);
    }
    return name;
  };
  const startsWith = (word: string): boolean => {
    for (let i = 0; i < word.length; i++) if (source[at + i] !== word.charCodeAt(i)) return false;
    return true;
  };
  /** Moves behind the next occurrence of a word. */
  const skipPast = (word: string): void => {
    const last = word.charCodeAt(word.length - 1);
    let found = at;
    for (;;) {
      found = source.indexOf(last, found);
      if (found < 0) fail("file-damaged", "the XML of the workbook ends early");
      at = found - word.length + 1;
      if (at >= 0 && startsWith(word)) break;
      found++;
    }
    at = found + 1;
  };

  while (at < length) {
    const tag = source.indexOf(lessThan, at);
    if (tag < 0) break;
    if (tag > at) {
      from = at;
      to = tag;
      raw = false;
      visitor.text(readText);
    }
    at = tag + 1;
    const first = source[at];
    if (first === 33) {
      if (startsWith("!--")) {
        at += 3;
        skipPast("-->");
      } else if (startsWith("![CDATA[")) {
        const start = at + 8;
        at = start;
        skipPast("]]>");
        from = start;
        to = at - 3;
        raw = true;
        visitor.text(readText);
      } else skipPast(">");
      continue;
    }
    if (first === 63) {
      skipPast("?>");
      continue;
    }
    const closing = first === slash;
    let nameStart = closing ? at + 1 : at;
    let end = nameStart;
    while (end < length && source[end] > 32 && source[end] !== greaterThan && source[end] !== slash) {
      if (source[end] === colon) nameStart = end + 1;
      end++;
    }
    const name = nameOf(nameStart, end);
    from = end;
    // a ">" may stand inside a quoted value
    let inside = 0;
    while (end < length) {
      const byte = source[end];
      if (inside) {
        if (byte === inside) inside = 0;
      } else if (byte === greaterThan) break;
      else if (byte === quote || byte === apostrophe) inside = byte;
      end++;
    }
    if (end >= length) fail("file-damaged", "the XML of the workbook ends early");
    to = end;
    at = end + 1;
    if (closing) visitor.close(name);
    else {
      visitor.open(name, attribute);
      if (source[end - 1] === slash) visitor.close(name);
    }
  }
}

/** A document in UTF-16 with a byte order mark as UTF-8; any other as it is. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  const order =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  return order ? new TextEncoder().encode(new TextDecoder(order).decode(bytes)) : bytes;
}
