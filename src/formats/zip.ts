import { fail } from "../problem/mod.ts";
import { inflatedLimit } from "./bound.ts";
import { crc32 } from "./checksum.ts";
import { inflateTo } from "./inflate.ts";

/** The files of a ZIP archive by name; each is unpacked and checked only when it is asked for. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** The content of a file, or undefined when there is none of that name. */
  readonly file: (name: string) => Uint8Array | undefined;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Opens a ZIP archive, ZIP64 included.
 *
 * @param bytes - the archive
 * @returns its files; all that is unpacked together stays below {@link inflatedLimit}
 * @throws InputError `file-damaged` when the archive ends early or its directory is not in order
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(view, bytes);
  let budget = inflatedLimit(bytes.length);
  return {
    names: [...entries.keys()],
    file(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      if (entry.encrypted) fail("file-format-unknown", "the workbook has a password: save it without one");
      const { offset, packed } = entry;
      if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) damaged();
      const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
      if (start + packed > bytes.length) damaged();
      if (entry.size > budget) fail("file-too-large", "the archive unpacks to far more than its size allows");
      const stored = bytes.subarray(start, start + packed);
      const content =
        entry.method === 0
          ? stored
          : entry.method === 8
            ? inflateTo(stored, entry.size, "a part of the archive")
            : fail("file-format-unknown", "the archive is packed by a method that workbooks do not use");
      if (content.length !== entry.size || crc32(content) !== entry.crc) damaged();
      budget -= content.length;
      return content;
    },
  };
}

function damaged(): never {
  return fail("file-damaged", "the archive is damaged or ends early");
}

function directory(view: DataView, bytes: Uint8Array): ReadonlyMap<string, Entry> {
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65535);
  while (end >= lowest && view.getUint32(end, true) !== endSignature) end--;
  if (end < lowest) damaged();
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (end >= 20 && (count === 0xffff || at === 0xffffffff)) {
    const end64 = Number(view.getBigUint64(end - 12, true));
    if (end64 + 56 <= bytes.length && view.getUint32(end64, true) === end64Signature) {
      count = Number(view.getBigUint64(end64 + 32, true));
      at = Number(view.getBigUint64(end64 + 48, true));
    }
  }
  const decoder = new TextDecoder();
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) damaged();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) damaged();
    const sizes = [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ];
    zip64Sizes(view, at + 46 + nameLength, extraLength, sizes);
    const [size, packed, offset] = sizes;
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll("\\", "/");
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      packed,
      size,
      offset,
    });
    at = next;
  }
  return entries;
}

/** Replaces sizes of FFFFFFFF by those of the ZIP64 extra field, which holds them in the same order. */
function zip64Sizes(view: DataView, start: number, length: number, sizes: number[]): void {
  let at = start;
  const end = start + length;
  while (at + 4 <= end) {
    const field = view.getUint16(at, true);
    const fieldEnd = Math.min(end, at + 4 + view.getUint16(at + 2, true));
    at += 4;
    if (field === 1) {
      for (let index = 0; index < sizes.length; index++) {
        if (sizes[index] !== 0xffffffff || at + 8 > fieldEnd) continue;
        sizes[index] = Number(view.getBigUint64(at, true));
        at += 8;
      }
    }
    at = fieldEnd;
  }
}
