import { fail } from "../problem/mod.ts";
import { inflatedLimit } from "./bound.ts";
import type { ByteReader } from "./byte-reader.ts";
import { adler32 } from "./checksum.ts";
import { inflateTo } from "./inflate.ts";

/** Commands of the bytecode, beside 1 to 251 for the numbers `command - bias`. */
const command = { skip: 0, end: 252, literal: 253, spaces: 254, missing: 255 } as const;

/**
 * Unpacks the 8-byte elements of all cases that are packed as bytecode.
 *
 * @param packed - the packed bytes
 * @param elements - elements in a case
 * @param cases - cases that the file announces, or -1
 * @param bias - what is taken from a command to give its number
 * @param missing - the system-missing value
 * @param littleEndian - byte order of literals
 * @returns the elements in the file's byte order
 */
export function unpackBytecode(
  packed: Uint8Array,
  elements: number,
  cases: number,
  bias: number,
  missing: number,
  littleEndian: boolean,
): Uint8Array {
  const announced = cases < 0 ? Number.POSITIVE_INFINITY : cases * elements * 8;
  // eight commands need eight bytes, and each gives no more than eight
  const possible = packed.length * 8;
  const size = Math.min(announced, possible);
  if (size > 2 ** 31) fail("file-too-large", "the cases unpack to more than 2 GiB");
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  let at = 0;
  let to = 0;
  while (at + 8 <= packed.length && to < size) {
    const group = at;
    at += 8;
    for (let index = 0; index < 8 && to < size; index++) {
      const code = packed[group + index];
      if (code === command.skip) continue;
      if (code === command.end) return out.subarray(0, to);
      if (code === command.literal) {
        if (at + 8 > packed.length) fail("file-damaged", "the cases end early");
        for (let byte = 0; byte < 8; byte++) out[to + byte] = packed[at + byte];
        at += 8;
      } else if (code === command.spaces) out.fill(32, to, to + 8);
      else view.setFloat64(to, code === command.missing ? missing : code - bias, littleEndian);
      to += 8;
    }
  }
  return out.subarray(0, to);
}

/**
 * Unpacks the zlib blocks of a `.zsav` file to its bytecode.
 *
 * @param reader - the file, at the header of the packed data
 * @throws InputError `file-too-large` beyond {@link inflatedLimit}, `file-damaged` when blocks are not in order
 */
export function inflateBlocks(reader: ByteReader): Uint8Array {
  const start = reader.at;
  const headerAt = reader.int64();
  const trailerAt = reader.int64();
  const trailerLength = reader.int64();
  if (headerAt !== start || trailerAt < reader.at || trailerAt > reader.bytes.length) disordered();
  reader.at = trailerAt;
  reader.need(trailerLength);
  reader.skip(16);
  reader.int32();
  const count = reader.int32();
  reader.need(count * 24);
  const blocks = Array.from({ length: count }, () => ({
    unpackedAt: reader.int64(),
    packedAt: reader.int64(),
    size: reader.int32(),
    packed: reader.int32(),
  }));
  let total = 0;
  for (const { size, packed } of blocks) {
    if (size < 0 || packed < 6) disordered();
    total += size;
  }
  if (total > inflatedLimit(reader.bytes.length)) {
    fail("file-too-large", "the cases unpack to far more than the file's size allows");
  }
  const parts = blocks.map(({ packedAt, packed, size }) => {
    if (!(packedAt >= 0 && packedAt + packed <= reader.bytes.length)) disordered();
    const stream = reader.bytes.subarray(packedAt, packedAt + packed);
    // RFC 1950: two bytes in front, a checksum behind
    if ((stream[0] & 15) !== 8 || ((stream[0] << 8) | stream[1]) % 31 !== 0 || stream[1] & 32) disordered();
    const part = inflateTo(stream.subarray(2, -4), size, "a block of cases");
    const sum = new DataView(stream.buffer, stream.byteOffset + packed - 4, 4).getUint32(0);
    if (part.length !== size || adler32(part) !== sum) disordered();
    return part;
  });
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function disordered(): never {
  return fail("file-damaged", "the packed cases of the SPSS file are not in order");
}
