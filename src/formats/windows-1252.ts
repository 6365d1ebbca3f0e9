/**
 * Windows-1252 above Latin-1: the 27 characters in 80 to 9F, five bytes being unassigned. Written out because Node 20
 * decodes the label `windows-1252` as Latin-1, which turns the euro sign and curly quotes into control characters.
 */
const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Decodes Windows-1252, of which Latin-1 text is a part.
 *
 * @param bytes - the text's bytes; any bytes are valid
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder("latin1").decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (control) => upper[control.charCodeAt(0) - 0x80]);
}
