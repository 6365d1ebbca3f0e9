import { Inflate } from "fflate";
import { fail } from "../problem/mod.ts";
import { decoding } from "./bound.ts";

const piece = 1 << 16;

/**
 * Inflates raw DEFLATE data to the size that the file announces, and never further: a small file cannot fill the memory.
 *
 * @param bytes - the compressed bytes
 * @param size - bytes that it has to become; the caller bounds it
 * @param what - what is being unpacked, for the message
 * @returns the bytes
 * @throws InputError `file-damaged` when the data are no DEFLATE stream or have another size
 */
export function inflateTo(bytes: Uint8Array, size: number, what: string): Uint8Array {
  const whole = new Uint8Array(size);
  let filled = 0;
  const stream = new Inflate((part) => {
    if (filled + part.length > size) fail("file-damaged", `${what} unpacks to more than it announces`);
    whole.set(part, filled);
    filled += part.length;
  });
  decoding(what, () => {
    for (let at = 0; at < bytes.length; at += piece) {
      stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
    }
  });
  if (filled !== size) fail("file-damaged", `${what} ends early`);
  return whole;
}
