import type { ColumnMetaData } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { compressors } from "hyparquet-compressors";
import { fail } from "../problem/mod.ts";
import { inflatedLimit } from "./bound.ts";

/** What a page may unpack to: writers make pages of about 1 MB. */
const pageLimit = 2 ** 29;

function damaged(): never {
  return fail("file-damaged", "a page of the Parquet file is not in order");
}

function tooLarge(): never {
  return fail("file-too-large", "the Parquet file unpacks to far more than its size allows");
}

/** The most that a Zstandard frame can unpack to, told by its block headers (RFC 8878): the decoder has no bound. */
function zstandardBound(bytes: Uint8Array): number {
  let total = 0;
  let at = 0;
  while (at + 4 <= bytes.length) {
    const magic = (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
    at += 4;
    if (magic >>> 4 === 0x184d2a5) {
      at += 4 + ((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0);
      continue;
    }
    if (magic !== 0xfd2fb528) damaged();
    const descriptor = bytes[at++];
    const single = (descriptor >> 5) & 1;
    if (!single) {
      const window = bytes[at++];
      const base = 2 ** (10 + (window >> 3));
      if (base + (base / 8) * (window & 7) > pageLimit) damaged();
    }
    at += [0, 1, 2, 4][descriptor & 3];
    const sizeBytes = [single, 2, 4, 8][descriptor >> 6];
    // a declared size is set aside at once by the decoder
    let declared = 0;
    for (let byte = sizeBytes - 1; byte >= 0; byte--) declared = declared * 256 + (bytes[at + byte] ?? 0);
    if (declared > pageLimit) damaged();
    at += sizeBytes;
    for (let last = 0; !last; ) {
      if (at + 3 > bytes.length) damaged();
      const header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
      at += 3;
      last = header & 1;
      const type = (header >> 1) & 3;
      const size = header >> 3;
      total += type === 2 ? 131_072 : size;
      at += type === 1 ? 1 : size;
    }
    if (descriptor & 4) at += 4;
  }
  return total;
}

/** The decoders of `hyparquet-compressors`, with a bound where they have none. */
export const boundedCompressors: typeof compressors = {
  ...compressors,
  ZSTD(input, length) {
    if (zstandardBound(input) > length + 2 ** 28) damaged();
    return (compressors.ZSTD as NonNullable<typeof compressors.ZSTD>)(input, length);
  },
};

function unpacked(bytes: Uint8Array, length: number, codec: ColumnMetaData["codec"]): Uint8Array {
  if (codec === "UNCOMPRESSED") return bytes;
  const decode = boundedCompressors[codec];
  if (!decode)
    return fail("file-format-unknown", `the Parquet file is packed by ${codec}, which is not supported`);
  return decode(bytes, length);
}

/** How many bits are set in a byte. */
const bitCounts = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = 0;
  for (let rest = byte; rest; rest >>= 1) bits += rest & 1;
  return bits;
});

/**
 * Checks runs of the RLE and bit-packing hybrid without unpacking them: together they have to give as many values as
 * the page announces, in the bytes that there are. The decoder trusts them, and would fill the memory.
 *
 * @param width - bits of a value
 * @param count - values
 * @returns how many values are 1, when a value is one bit
 */
function checkRuns(bytes: Uint8Array, start: number, end: number, width: number, count: number): number {
  if (!(start <= end && end <= bytes.length && width <= 32)) damaged();
  let at = start;
  let seen = 0;
  let ones = 0;
  while (seen < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) damaged();
      const byte = bytes[at++];
      header += (byte & 127) * 2 ** shift;
      if (!(byte & 128)) break;
    }
    const packed = header % 2 === 1;
    const run = packed ? ((header - 1) / 2) * 8 : header / 2;
    // bit-packed values come in groups of eight, and some writers fill whole blocks
    if (run === 0 || seen + run > count + (packed ? 511 : 0)) damaged();
    const needed = Math.min(run, count - seen);
    const length = packed ? (run * width) / 8 : (width + 7) >> 3;
    if (at + (packed ? Math.ceil((needed * width) / 8) : length) > end) damaged();
    if (width === 1) {
      if (!packed) ones += (bytes[at] & 1) * needed;
      else {
        for (let bit = 0; bit + 8 <= needed; bit += 8) ones += bitCounts[bytes[at + bit / 8]];
        const rest = needed % 8;
        if (rest) ones += bitCounts[bytes[at + (needed - rest) / 8] & ((1 << rest) - 1)];
      }
    }
    at += length;
    seen += run;
  }
  return ones;
}

/**
 * Checks the pages of one flat column chunk: sizes, counts and runs have to agree with the chunk's metadata before the
 * decoder, which trusts them, sees the chunk.
 *
 * @param file - the Parquet file
 * @param meta - the chunk's metadata
 * @param rows - rows of its row group
 * @param nullable - whether definition levels stand before the values
 * @returns bytes that the chunk unpacks to
 * @throws InputError `file-damaged` or `file-too-large`
 */
export function checkPages(file: Uint8Array, meta: ColumnMetaData, rows: number, nullable: boolean): number {
  if (Number(meta.num_values) !== rows) damaged();
  const dictionaryAt = Number(meta.dictionary_page_offset ?? 0);
  const start =
    dictionaryAt > 0 ? Math.min(dictionaryAt, Number(meta.data_page_offset)) : Number(meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 4 && start <= end && end <= file.length)) damaged();
  const reader = { view: new DataView(file.buffer, file.byteOffset + start, end - start), offset: 0 };
  let total = 0;
  let values = 0;
  while (values < rows) {
    const header = parquetHeader(reader);
    const packed = header.compressed_page_size;
    const size = header.uncompressed_page_size;
    if (!(packed >= 0 && reader.offset + packed <= reader.view.byteLength && size >= 0)) damaged();
    if (size > pageLimit) tooLarge();
    total += size;
    if (total > inflatedLimit(file.length)) tooLarge();
    const bytes = file.subarray(start + reader.offset, start + reader.offset + packed);
    reader.offset += packed;
    if (header.dictionary_page_header) {
      const entries = header.dictionary_page_header.num_values;
      if (!(entries >= 0 && entries <= size * 8)) damaged();
      continue;
    }
    const first = header.data_page_header;
    const second = header.data_page_header_v2;
    const count = first?.num_values ?? second?.num_values ?? damaged();
    if (!(count >= 0 && values + count <= rows)) damaged();
    values += count;
    if (first) {
      const page = unpacked(bytes, size, meta.codec);
      if (page.length !== size) damaged();
      const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
      let at = 0;
      let present = count;
      if (nullable) {
        if (size < 4) damaged();
        at = 4 + view.getUint32(0, true);
        present = checkRuns(page, 4, at, 1, count);
      }
      checkValues(page, at, first.encoding, meta.type, present);
    } else if (second) {
      const levels = second.definition_levels_byte_length;
      const before = second.repetition_levels_byte_length;
      if (before !== 0 || !(levels >= 0 && levels <= packed && levels <= size)) damaged();
      const nulls = second.num_nulls;
      if (!(nulls >= 0 && nulls <= count)) damaged();
      if (nullable && checkRuns(bytes, 0, levels, 1, count) !== count - nulls) damaged();
      const stored = bytes.subarray(levels);
      const page = second.is_compressed === false ? stored : unpacked(stored, size - levels, meta.codec);
      if (page.length !== size - levels) damaged();
      checkValues(page, 0, second.encoding, meta.type, count - nulls);
    }
  }
  return total;
}

/** Checks the encoded values of a page, as far as the decoder trusts them. */
function checkValues(page: Uint8Array, start: number, encoding: string, type: string, count: number): void {
  if (start > page.length) damaged();
  if (!count) return;
  switch (encoding) {
    case "PLAIN_DICTIONARY":
    case "RLE_DICTIONARY":
      if (start >= page.length) damaged();
      // a width of 0 means one entry for all, with or without runs
      if (page[start]) checkRuns(page, start + 1, page.length, page[start], count);
      else if (page.length - start > 1) checkRuns(page, start + 1, page.length, 0, count);
      return;
    case "RLE":
      if (type !== "BOOLEAN") damaged();
      checkRuns(page, start + 4, page.length, 1, count);
      return;
    case "DELTA_BINARY_PACKED":
    case "DELTA_LENGTH_BYTE_ARRAY":
    case "DELTA_BYTE_ARRAY":
      checkDelta(page, start, count);
      return;
  }
}

/** The head of a delta-packed block: a block without values would never end. */
function checkDelta(page: Uint8Array, start: number, count: number): void {
  if (!count) return;
  let at = start;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      if (at >= page.length) return 0;
      const byte = page[at++];
      value += (byte & 127) * 2 ** shift;
      if (!(byte & 128)) return value;
    }
    return damaged();
  };
  const blockSize = next();
  const parts = next();
  const total = next();
  if (!(blockSize > 0 && blockSize <= 2 ** 20 && parts > 0 && parts <= 512 && blockSize % parts === 0))
    damaged();
  if (total > count) damaged();
}
