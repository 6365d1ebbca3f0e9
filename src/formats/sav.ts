import { fail, InputError } from "../problem/mod.ts";
import { asTexts } from "../table/mod.ts";
import { boundCells } from "./bound.ts";
import { ByteReader } from "./byte-reader.ts";
import { isoDate, isoMoment } from "./iso-time.ts";
import { inflateBlocks, unpackBytecode } from "./sav-cases.ts";
import { readDictionary, segmentCount, withoutPadding } from "./sav-dictionary.ts";
import type { SavDictionary, SavVariable } from "./sav-variable.ts";
import { missingSet, type ReadOptions, type SourceTable } from "./source-table.ts";
import { decodeAs, decodeGuessing } from "./text-encoding.ts";
import { type RawColumn, typedColumns } from "./typed-column.ts";

/** Seconds from SPSS's first day, 14 October 1582, to 1970-01-01. */
const epoch = 12_219_379_200;

/** Print formats of dates (DATE, ADATE, JDATE, EDATE, SDATE, QYR, MOYR, WKYR) and of moments (DATETIME, YMDHMS). */
const dateFormats = new Set([20, 23, 24, 28, 29, 30, 38, 39]);
const momentFormats = new Set([22, 41]);

/** Code pages that the Encoding Standard knows by another name. */
const codePages: Readonly<Record<string, string>> = {
  "65001": "utf-8",
  "949": "cp949",
  "1252": "windows-1252",
  "28591": "latin1",
  "932": "shift_jis",
  "936": "gbk",
  "950": "big5",
  "874": "windows-874",
  "51949": "cp949",
};

/**
 * Reads an SPSS system file (`.sav`, `.zsav`): numbers, strings of any length, system- and user-missing values as missing,
 * dates as ISO 8601 text, value labels apart. Written from the format's description in the PSPP Developers Guide.
 *
 * @param bytes - the file
 * @param options - the encoding when the file's own word on it is wrong, and further missing values
 * @throws InputError `file-damaged`, `file-empty`, `file-too-large`, `header-duplicate`
 */
export function readSav(bytes: Uint8Array, options: ReadOptions): SourceTable {
  const reader = new ByteReader(bytes);
  const dictionary = readDictionary(reader);
  const { variables, elements, systemMissing } = dictionary;
  if (!variables.length) fail("file-empty", "the SPSS file has no variable");
  const cases = unpackedCases(reader, dictionary);
  const rowCount = Math.floor(cases.length / (elements * 8));
  if (!rowCount) fail("file-empty", "the SPSS file has variables but no case");
  if (dictionary.cases >= 0 && rowCount !== dictionary.cases) {
    fail("file-damaged", `the SPSS file announces ${dictionary.cases} cases and holds ${rowCount}`);
  }
  if (cases.length !== rowCount * elements * 8)
    fail("file-damaged", "the last case of the SPSS file ends early");
  boundCells(rowCount, variables.length);
  const { decode, notes } = textDecoder(dictionary, options);
  const names = variables.map(({ name }) => decode(name).trim());
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) fail("header-duplicate", "two variables have this name", { column: name });
    seen.add(name);
  }
  const raw = variables.map((variable, index): RawColumn => {
    const name = names[index];
    if (variable.width === 0) {
      const values = numericValues(cases, variable, elements, rowCount, systemMissing, reader.littleEndian);
      if (!dateFormats.has(variable.format) && !momentFormats.has(variable.format))
        return { name, cells: values };
      return { name, cells: (row) => dateText(values[row], momentFormats.has(variable.format)), text: true };
    }
    return { name, cells: stringCells(cases, variable, elements, decode), text: variable.labels.length > 0 };
  });
  const typed = typedColumns(raw, {
    rowCount,
    missing: missingSet(options),
    decimal: options.decimal,
    commaLikely: false,
  });
  if (dictionary.weighted) notes.push("cases are weighted in the file: the weights are not used");
  notes.push(...typed.notes);
  const valueLabels = new Map<string, ReadonlyMap<string, string>>();
  variables.forEach((variable, index) => {
    const labels = labelsOf(variable, decode, reader.littleEndian);
    if (labels.size) valueLabels.set(names[index], labels);
  });
  return {
    table: { rowCount, columns: typed.columns },
    // a case has no row of a text file: counted as if the names stood in row 1
    fileRow: Int32Array.from({ length: rowCount }, (_, row) => row + 2),
    format: "sav",
    notes,
    valueLabels,
  };
}

function unpackedCases(reader: ByteReader, dictionary: SavDictionary): Uint8Array {
  const { compression, elements, cases, bias, systemMissing } = dictionary;
  if (compression === 0) {
    const size = cases < 0 ? reader.left : cases * elements * 8;
    return reader.take(Math.min(size, reader.left));
  }
  const packed = compression === 2 ? inflateBlocks(reader) : reader.take(reader.left);
  return unpackBytecode(packed, elements, cases, bias, systemMissing, reader.littleEndian);
}

interface Decoding {
  readonly decode: (bytes: Uint8Array) => string;
  readonly notes: string[];
}

/** How the file's texts are decoded: as the user says, else as the file says, else guessed over all texts together. */
function textDecoder({ encoding, variables }: SavDictionary, options: ReadOptions): Decoding {
  const asked = options.encoding;
  const label = asked ?? (encoding && (codePages[encoding] ?? encoding.replace(/^(125\d)$/, "windows-$1")));
  if (label !== undefined && !/^(0|1|2|3|4|us-ascii|ascii|20127)$/i.test(label)) {
    try {
      decodeAs(new Uint8Array(0), label);
      const known = /^utf-?8$/i.test(label) || asked !== undefined;
      return { decode: (bytes) => decodeCut(bytes, label), notes: known ? [] : [`texts in ${label}`] };
    } catch (error) {
      if (asked !== undefined) throw error;
    }
  }
  // names and labels show what the strings of the cases are in
  const sample: number[] = [];
  for (const { name, labels } of variables) {
    sample.push(...name, 10);
    for (const { label } of labels) sample.push(...label, 10);
  }
  const { note } = decodeGuessing(Uint8Array.from(sample));
  return {
    decode: (bytes) => (isAscii(bytes) ? ascii.decode(bytes) : decodeGuessing(bytes).text),
    notes: note ? [note] : [],
  };
}

const ascii = new TextDecoder("latin1");

/** Decodes a text whose last character may have been cut off: SPSS cuts strings at a number of bytes. */
function decodeCut(bytes: Uint8Array, label: string): string {
  if (isAscii(bytes)) return ascii.decode(bytes);
  for (let cut = 0; cut < 4 && cut < bytes.length; cut++) {
    try {
      return decodeAs(bytes.subarray(0, bytes.length - cut), label);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return decodeGuessing(bytes).text;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at] >= 0x80) return false;
  return true;
}

function numericValues(
  cases: Uint8Array,
  { element, missing: { values: discrete, range } }: SavVariable,
  elements: number,
  rowCount: number,
  systemMissing: number,
  littleEndian: boolean,
): Float64Array {
  const view = new DataView(cases.buffer, cases.byteOffset, cases.byteLength);
  const values = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const value = view.getFloat64((row * elements + element) * 8, littleEndian);
    const absent =
      value === systemMissing ||
      value === -Number.MAX_VALUE ||
      discrete.includes(value) ||
      (range !== undefined && value >= range[0] && value <= range[1]);
    values[row] = absent ? Number.NaN : value;
  }
  return values;
}

function dateText(value: number, moment: boolean): string | null {
  if (Number.isNaN(value)) return null;
  const seconds = value - epoch;
  if (!(Math.abs(seconds) < 1e12)) return String(value);
  const text = moment
    ? isoMoment(BigInt(Math.round(seconds * 1000)), 1000n)
    : isoDate(Math.floor(seconds / 86400));
  return text ?? String(value);
}

function stringCells(
  cases: Uint8Array,
  { element, width, missingStrings }: SavVariable,
  elements: number,
  decode: (bytes: Uint8Array) => string,
): (row: number) => string | null {
  const joined = new Uint8Array(width);
  const missing = missingStrings.map((bytes) => decode(withoutPadding(bytes)).trim());
  const segments = segmentCount(width);
  // most strings repeat: participants, labels
  const known = new Map<string, string>();
  return (row) => {
    let from = (row * elements + element) * 8;
    let to = 0;
    for (let segment = 0; segment < segments && to < width; segment++) {
      const used = Math.min(segments > 1 ? 255 : width, width - to);
      joined.set(cases.subarray(from, from + used), to);
      to += used;
      from += 256;
    }
    const content = withoutPadding(joined);
    let key = "";
    if (content.length <= 32) {
      key = String.fromCharCode(...content);
      const same = known.get(key);
      if (same !== undefined) return missing.includes(same) ? null : same;
    }
    const text = decode(content).trim();
    if (key && known.size < 65536) known.set(key, text);
    return missing.includes(text) ? null : text;
  };
}

function labelsOf(
  { width, labels }: SavVariable,
  decode: (bytes: Uint8Array) => string,
  littleEndian: boolean,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { value, label } of labels) {
    const text = decode(withoutPadding(label)).trim();
    if (width > 0) {
      found.set(decode(withoutPadding(value)).trim(), text);
      continue;
    }
    if (value.length < 8) continue;
    const code = new DataView(value.buffer, value.byteOffset, 8).getFloat64(0, littleEndian);
    const [key] = asTexts({ kind: "number", name: "", values: Float64Array.of(code) });
    if (key !== null) found.set(key, text);
  }
  return found;
}
