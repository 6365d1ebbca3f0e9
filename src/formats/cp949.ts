/**
 * CP949 (unified Hangul code), the 8-bit encoding of Korean Windows and so of Korean Excel's CSV files: KS X 1001 in
 * the bytes A1 to FE, and the other 8,822 modern syllables in Unicode order in what EUC-KR leaves free.
 *
 * Written out because the platforms disagree: browsers decode the label `euc-kr` as CP949, Node 20 as plain EUC-KR,
 * leaving bytes of the extension as they are. KS X 1001 is taken from the platform, the extension is computed.
 *
 * Source: WHATWG Encoding Standard, index euc-kr; Microsoft code page 949.
 */
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;

let table: Uint16Array | undefined;

/** Code point of each pair of bytes, 0 where there is none. */
function pairs(): Uint16Array {
  if (table) return table;
  const made = new Uint16Array(65536);
  const decoder = new TextDecoder("euc-kr");
  const standard = new Set<number>();
  for (let lead = 0xa1; lead <= 0xfe; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.length === 1 ? text.charCodeAt(0) : 0;
      // private-use code points are what some platforms give to unassigned pairs
      if (code < 0xa0 || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) continue;
      made[(lead << 8) | trail] = code;
      standard.add(code);
    }
  }
  // added to the standard in 1998 and 2002, not known everywhere
  made[0xa2e6] = 0x20ac;
  made[0xa2e7] = 0xae;
  made[0xa2e8] = 0x327e;
  let next = firstSyllable;
  for (let lead = 0x81; lead <= 0xc6 && next <= lastSyllable; lead++) {
    for (let trail = 0x41; trail <= 0xfe && next <= lastSyllable; trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      if (lead >= 0xa1 && trail >= 0xa1) break;
      while (standard.has(next)) next++;
      if (next > lastSyllable) break;
      made[(lead << 8) | trail] = next++;
    }
  }
  table = made;
  return made;
}

/** What {@link decodeCp949} found. */
export interface Cp949Text {
  readonly text: string;
  /** Characters outside ASCII. */
  readonly foreign: number;
  /** Those of them that are among the 2,350 common Hangul syllables of KS X 1001. */
  readonly hangul: number;
}

/**
 * Decodes CP949.
 *
 * @param bytes - the text's bytes
 * @returns the text and how much of it is Hangul, or undefined when the bytes are not valid CP949
 */
export function decodeCp949(bytes: Uint8Array): Cp949Text | undefined {
  const codes = pairs();
  const parts: string[] = [];
  const chunk = new Uint16Array(32768);
  let filled = 0;
  let foreign = 0;
  let hangul = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    let code = byte;
    if (byte >= 0x80) {
      const trail = at + 1 < bytes.length ? bytes[++at] : 0;
      code = codes[(byte << 8) | trail];
      if (code === 0) return undefined;
      foreign++;
      if (byte >= 0xb0 && byte <= 0xc8 && trail >= 0xa1) hangul++;
    }
    chunk[filled++] = code;
    if (filled === chunk.length) {
      parts.push(String.fromCharCode(...chunk));
      filled = 0;
    }
  }
  parts.push(String.fromCharCode(...chunk.subarray(0, filled)));
  return { text: parts.join(""), foreign, hangul };
}
