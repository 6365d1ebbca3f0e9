import { fail } from "../problem/mod.ts";

/** What a file is, by its first bytes. */
export type Content = "text" | "zip" | "sav" | "parquet";

/** Files that people take for tables, by their first bytes as Latin-1 text, and what to say about them. */
const strangers: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, "the file is a PNG picture"],
  [/^\xff\xd8\xff/, "the file is a JPEG picture"],
  [/^GIF8[79]a/, "the file is a GIF picture"],
  [/^%PDF-/, "the file is a PDF document: export the table itself"],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a signature
  [/^\x1f\x8b/, "the file is compressed with gzip: unpack it first"],
  [/^\xfd7zXZ/, "the file is compressed with xz: unpack it first"],
  [/^BZh\d1AY/, "the file is compressed with bzip2: unpack it first"],
  [/^\x28\xb5\x2f\xfd/, "the file is compressed with Zstandard: unpack it first"],
  [/^7z\xbc\xaf/, "the file is a 7-Zip archive: unpack it first"],
  [/^Rar!/, "the file is a RAR archive: unpack it first"],
  [/^SQLite format 3/, "the file is an SQLite database: export the table as CSV"],
  [/^\x89HDF/, "the file is an HDF5 or MATLAB 7.3 file: export the table as CSV"],
  [/^MATLAB 5\.0 MAT-file/, "the file is a MATLAB file: write the table with writetable"],
  [/^RD[AX]\d\n/, "the file is an R workspace: write the table with write.csv"],
  [/^<stata_dta>/, "the file is a Stata data set: export it as CSV"],
  [/^(ARROW1|FEA1)/, "the file is an Arrow or Feather file: save it as Parquet"],
  [/^RIFF[\s\S]{4}(WAVE|AVI )/, "the file is a recording or a video"],
  [
    /^(<!doctype html|<html)/i,
    "the file is a web page, whatever its name ends with: save the table as .xlsx",
  ],
  [/^<(\?xml|workbook)/i, "the file is XML: save the table as .xlsx or CSV"],
  [/^\{\\rtf/, "the file is a text document: save the table as .xlsx or CSV"],
  [/^(\[\s*[[{]|\{\s*")/, "the file is JSON: save the table as CSV"],
];

const encryptedPackage = [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]);

function includes(bytes: Uint8Array, wanted: readonly number[]): boolean {
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true;
  }
  return false;
}

/**
 * Tells a file's format by its first bytes.
 *
 * @param bytes - the file
 * @returns the content; `text` for what no signature tells
 * @throws InputError `file-empty` for no bytes, `file-format-unknown` for a known other format, said in words
 */
export function contentOf(bytes: Uint8Array): Content {
  if (!bytes.length) fail("file-empty", "the file has no content");
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return "zip";
  if (head.startsWith("PAR1")) return "parquet";
  if (head.startsWith("PARE")) fail("file-format-unknown", "the Parquet file is encrypted");
  if (head.startsWith("$FL2") || head.startsWith("$FL3")) return "sav";
  if (head.startsWith("\xd0\xcf\x11\xe0")) {
    if (includes(bytes.subarray(0, 1 << 16), encryptedPackage) || includes(bytes, encryptedPackage)) {
      fail("file-format-unknown", "the workbook has a password: save it without one");
    }
    fail("file-format-unknown", "the file is an old .xls workbook: save it as .xlsx");
  }
  const start = head.replace(/^\xef\xbb\xbf/, "").trimStart();
  for (const [signature, message] of strangers) {
    if (signature.test(start)) fail("file-format-unknown", message);
  }
  return "text";
}
