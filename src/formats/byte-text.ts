/**
 * Bytes as a text of one character for each byte, so that keys can be cut and compared without losing any byte. Not
 * `TextDecoder("latin1")`: to browsers that label means Windows-1252.
 */
export function byteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 32768) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
  }
  return parts.join("");
}

/** The bytes of such a text. */
export function textBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
