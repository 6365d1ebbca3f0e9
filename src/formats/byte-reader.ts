import { fail } from "../problem/mod.ts";

/** Reads numbers and bytes one after another; lasts as long as one file is read. */
export class ByteReader {
  /** Offset of the next byte. */
  at = 0;
  readonly bytes: Uint8Array;
  /** Whether numbers are little-endian. */
  littleEndian = true;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes that are left. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Fails unless so many bytes are left. */
  need(count: number): void {
    if (!(count >= 0 && count <= this.left)) {
      fail("file-damaged", "the file ends early", { byte: Math.min(this.at, this.bytes.length) });
    }
  }

  int32(): number {
    this.need(4);
    const value = this.#view.getInt32(this.at, this.littleEndian);
    this.at += 4;
    return value;
  }

  float64(): number {
    this.need(8);
    const value = this.#view.getFloat64(this.at, this.littleEndian);
    this.at += 8;
    return value;
  }

  /** A 64-bit whole number; beyond 2^53 it is not exact, and is no offset or count anyway. */
  int64(): number {
    this.need(8);
    const value = Number(this.#view.getBigInt64(this.at, this.littleEndian));
    this.at += 8;
    return value;
  }

  /** The next bytes, not copied. */
  take(count: number): Uint8Array {
    this.need(count);
    const taken = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  skip(count: number): void {
    this.need(count);
    this.at += count;
  }
}
