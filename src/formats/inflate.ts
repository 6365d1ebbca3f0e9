import { Inflate } from "fflate";
import { fail } from "../problem/mod.ts";
import { decoding } from "./bound.ts";

const piece = 1 << 16;

/**
 * Inflates raw DEFLATE data, no further than a bound, so that a small file cannot fill the memory.
 *
 * @param bytes - the compressed bytes
 * @param limit - the most bytes it may become
 * @param what - what is being unpacked, for the message
 * @returns the bytes
 * @throws InputError `file-too-large` beyond the limit, `file-damaged` when the data are no DEFLATE stream
 */
export function inflateBounded(bytes: Uint8Array, limit: number, what: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Inflate((part, final) => {
    size += part.length;
    if (size > limit) fail("file-too-large", `${what} unpacks to more than it may`);
    parts.push(part);
    ended ||= final;
  });
  decoding(what, () => {
    for (let at = 0; at < bytes.length; at += piece) {
      stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
    }
  });
  if (!ended) fail("file-damaged", `${what} ends early`);
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
