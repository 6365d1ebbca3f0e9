import { deflateSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { boundCells, inflatedLimit } from "./bound.ts";
import { adler32, crc32 } from "./checksum.ts";
import { inflateTo } from "./inflate.ts";
import { boundedCompressors } from "./parquet-pages.ts";
import { unpackBytecode } from "./sav-cases.ts";
import { openZip } from "./zip.ts";

function codeOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems[0].code;
    throw error;
  }
  return undefined;
}

describe("a small file cannot fill the memory", () => {
  it("a file of 1 MB may become 256 MiB, one of 2 MB 400 MB, none more than 2 GiB", () => {
    expect(inflatedLimit(1e6)).toBe(2 ** 28);
    expect(inflatedLimit(2e6)).toBe(4e8);
    expect(inflatedLimit(1e9)).toBe(2 ** 31);
    expect(codeOf(() => boundCells(2 ** 20, 2 ** 9))).toBe("file-too-large");
    expect(codeOf(() => boundCells(2 ** 20, 2 ** 8))).toBeUndefined();
  });

  it("data that inflate to more than they announce stop there", () => {
    const packed = deflateSync(new Uint8Array(10_000_000));
    expect(codeOf(() => inflateTo(packed, 1000, "it"))).toBe("file-damaged");
    expect(inflateTo(packed, 10_000_000, "it").length).toBe(10_000_000);
    expect(codeOf(() => inflateTo(packed.subarray(0, 5000), 10_000_000, "it"))).toBe("file-damaged");
  });

  it("an archive that announces too much is refused before anything is unpacked", () => {
    const archive = zipSync({ a: new Uint8Array(1000) });
    const directory = archive.lastIndexOf(0x4b, archive.length - 23);
    const at = archive.findIndex(
      (_, i) => archive[i] === 0x50 && archive[i + 1] === 0x4b && archive[i + 2] === 1,
    );
    expect(at).toBeLessThanOrEqual(directory);
    new DataView(archive.buffer, archive.byteOffset).setUint32(at + 24, 0x7fffffff, true);
    expect(codeOf(() => openZip(archive).file("a"))).toBe("file-too-large");
  });

  it("Zstandard blocks that repeat a byte stop", () => {
    // a frame of 5,000 blocks, each one byte repeated 131,072 times
    const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    const header = (131_072 << 3) | 2;
    for (let block = 0; block < 5000; block++) {
      frame.push(header & 255, (header >> 8) & 255, (header >> 16) & 255, 0);
    }
    frame.push(1, 0, 0);
    expect(codeOf(() => boundedCompressors.ZSTD?.(Uint8Array.from(frame), 1000))).toBe("file-damaged");
  });

  it("bytecode gives no more cases than are announced", () => {
    const packed = new Uint8Array(800).fill(254);
    expect(unpackBytecode(packed, 1, 3, 100, 0, true).length).toBe(24);
  });
});

describe("checksums", () => {
  it("are those of the standards", () => {
    const bytes = new TextEncoder().encode("123456789");
    expect(crc32(bytes)).toBe(0xcbf43926);
    expect(adler32(new TextEncoder().encode("Wikipedia"))).toBe(0x11e60398);
    expect(adler32(new Uint8Array(100_000).fill(255))).toBe(
      adlerByTheBook(new Uint8Array(100_000).fill(255)),
    );
  });
});

function adlerByTheBook(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}
