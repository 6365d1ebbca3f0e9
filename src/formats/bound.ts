import { fail, InputError } from "../problem/mod.ts";

/**
 * Bytes that may be unpacked from a file of a given size: 200 times as many, in any case 256 MiB and at most 2 GiB.
 * Worksheets shrink some 10 to 40 times; a file beyond this was made to fill the memory.
 */
export function inflatedLimit(fileSize: number): number {
  return Math.min(2 ** 31, Math.max(2 ** 28, 200 * fileSize));
}

/** No table has more cells than this: as numbers they take 2 GiB. */
export const cellLimit = 2 ** 28;

/** Fails when a table would have more cells than {@link cellLimit}. */
export function boundCells(rows: number, columns: number): void {
  if (rows * columns > cellLimit) {
    fail("file-too-large", `the table has ${rows} rows and ${columns} columns, more than fit into memory`);
  }
}

/**
 * Runs a decoder, turning whatever it throws on damaged bytes into one `file-damaged` problem. An InputError passes.
 *
 * @param what - what is being read, as in "the workbook"
 * @param run - the decoder
 */
export function decoding<Value>(what: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof InputError) throw error;
    return fail("file-damaged", `${what} cannot be decoded`);
  }
}
