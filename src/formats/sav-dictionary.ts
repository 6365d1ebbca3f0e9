import { fail } from "../problem/mod.ts";
import type { ByteReader } from "./byte-reader.ts";
import { byteText, textBytes } from "./byte-text.ts";
import { longStringLabels, longStringMissing } from "./sav-long-strings.ts";
import type { SavDictionary, SavVariable } from "./sav-variable.ts";

/** Bytes without the spaces and zero bytes behind. */
export function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 32 || bytes[end - 1] === 0)) end--;
  return bytes.subarray(0, end);
}

/** Segments that a very long string is cut into: each holds 255 bytes but claims 252. */
export function segmentCount(width: number): number {
  return width > 255 ? Math.ceil(width / 252) : 1;
}

interface RawVariable extends SavVariable {
  readonly shortName: string;
}

/**
 * Reads the dictionary of an SPSS system file.
 *
 * Source: "System File Format", PSPP Developers Guide (GNU PSPP 1.6 and 2.0), written anew from that description.
 *
 * @param reader - the file, left at the first case
 * @throws InputError `file-damaged` when the dictionary is not in order
 */
export function readDictionary(reader: ByteReader): SavDictionary {
  reader.skip(64);
  reader.need(4);
  const layout = reader.int32();
  if (layout !== 2 && layout !== 3) {
    reader.littleEndian = false;
    reader.at -= 4;
    const swapped = reader.int32();
    if (swapped !== 2 && swapped !== 3) disordered(reader);
  }
  reader.int32();
  const compression = reader.int32();
  if (compression < 0 || compression > 2) disordered(reader);
  const weighted = reader.int32() !== 0;
  let cases = reader.int32();
  const bias = reader.float64();
  reader.skip(84);

  const raw: RawVariable[] = [];
  const byElement = new Map<number, RawVariable>();
  let elements = 0;
  let systemMissing = -Number.MAX_VALUE;
  let encoding: string | undefined;
  let codePage: string | undefined;
  let longNames: Uint8Array | undefined;
  let longWidths: Uint8Array | undefined;
  const longLabels: Uint8Array[] = [];
  const longMissing: Uint8Array[] = [];
  let labels: RawVariable["labels"] = [];
  for (;;) {
    const type = reader.int32();
    if (type === 999) break;
    if (type === 2) {
      const variable = variableRecord(reader, elements);
      elements++;
      if (variable) {
        byElement.set(elements, variable);
        raw.push(variable);
      }
    } else if (type === 3) {
      labels = labelRecord(reader);
    } else if (type === 4) {
      const count = reader.int32();
      reader.need(count * 4);
      for (let index = 0; index < count; index++) {
        const variable = byElement.get(reader.int32());
        if (!variable) disordered(reader);
        variable.labels = labels;
      }
    } else if (type === 6) {
      const lines = reader.int32();
      reader.need(lines);
      reader.skip(lines * 80);
    } else if (type === 7) {
      const subtype = reader.int32();
      const size = reader.int32();
      const count = reader.int32();
      if (size < 0 || count < 0) disordered(reader);
      const end = reader.at + size * count;
      reader.need(size * count);
      if (subtype === 3 && size === 4 && count >= 8) {
        reader.skip(28);
        codePage = String(reader.int32());
      } else if (subtype === 4 && size === 8 && count >= 1) systemMissing = reader.float64();
      else if (subtype === 13) longNames = reader.take(size * count);
      else if (subtype === 14) longWidths = reader.take(size * count);
      else if (subtype === 16 && size === 8 && count >= 2) {
        reader.skip(8);
        if (cases < 0) cases = reader.int64();
      } else if (subtype === 20) encoding = byteText(reader.take(size * count)).trim();
      else if (subtype === 21) longLabels.push(reader.take(size * count));
      else if (subtype === 22) longMissing.push(reader.take(size * count));
      reader.at = end;
    } else disordered(reader);
  }
  reader.int32();
  const byName = new Map(raw.map((variable) => [variable.shortName, variable]));
  const variables = joinSegments(raw, byName, longWidths, reader);
  for (const [short, name] of pairs(longNames, /\t/)) {
    const variable = byName.get(short.toUpperCase());
    if (variable) variable.name = withoutPadding(textBytes(name));
  }
  const named = new Map(variables.flatMap((variable) => [[byteText(variable.name), variable] as const]));
  for (const part of longLabels) longStringLabels(part, reader.littleEndian, named);
  for (const part of longMissing) longStringMissing(part, reader.littleEndian, named);
  return {
    variables,
    elements,
    compression,
    bias,
    cases,
    weighted,
    systemMissing,
    encoding: encoding || codePage,
  };
}

function disordered(reader: ByteReader): never {
  return fail("file-damaged", "the SPSS file's dictionary is not in order", { byte: reader.at });
}

/** A variable, or undefined for a further element of a string. */
function variableRecord(reader: ByteReader, element: number): RawVariable | undefined {
  const type = reader.int32();
  const labelled = reader.int32();
  const missingCount = reader.int32();
  const format = (reader.int32() >> 16) & 255;
  reader.int32();
  const name = withoutPadding(reader.take(8));
  if (labelled !== 0 && labelled !== 1) disordered(reader);
  if (labelled) {
    const length = reader.int32();
    if (length < 0) disordered(reader);
    reader.skip(Math.ceil(length / 4) * 4);
  }
  if (missingCount < -3 || missingCount > 3 || type < -1 || type > 255) disordered(reader);
  const numbers: number[] = [];
  const strings: Uint8Array[] = [];
  for (let index = 0; index < Math.abs(missingCount); index++) {
    if (type > 0) strings.push(reader.take(8));
    else numbers.push(reader.float64());
  }
  if (type < 0) return undefined;
  const ranged = missingCount <= -2 && type === 0;
  return {
    name,
    shortName: byteText(name).toUpperCase(),
    width: type,
    element,
    format,
    missing: ranged
      ? { values: numbers.slice(2), range: [numbers[0], numbers[1]] }
      : { values: numbers, range: undefined },
    missingStrings: strings,
    labels: [],
  };
}

function labelRecord(reader: ByteReader): RawVariable["labels"] {
  const count = reader.int32();
  reader.need(count * 16);
  const labels: RawVariable["labels"] = [];
  for (let index = 0; index < count; index++) {
    const value = reader.take(8);
    const length = reader.take(1)[0];
    const label = reader.take(length);
    // the length byte and the label together fill whole 8-byte units
    reader.skip((8 - ((length + 1) % 8)) % 8);
    labels.push({ value, label });
  }
  return labels;
}

/** `KEY=value` pairs, a character for each byte. */
function pairs(record: Uint8Array | undefined, separator: RegExp): (readonly [string, string])[] {
  if (!record) return [];
  const found: (readonly [string, string])[] = [];
  for (const part of byteText(record).split(separator)) {
    const sign = part.indexOf("=");
    if (sign > 0) found.push([part.slice(0, sign), part.slice(sign + 1)]);
  }
  return found;
}

function joinSegments(
  raw: readonly RawVariable[],
  byName: ReadonlyMap<string, RawVariable>,
  longWidths: Uint8Array | undefined,
  reader: ByteReader,
): RawVariable[] {
  const absorbed = new Set<RawVariable>();
  const at = new Map(raw.map((variable, index) => [variable, index]));
  for (const [short, digits] of pairs(longWidths, /\0\t|\0|\t/)) {
    const variable = byName.get(short.toUpperCase());
    const width = Number.parseInt(digits, 10);
    if (!variable || !(width > 255 && width <= 32767)) continue;
    const first = at.get(variable) as number;
    const segments = raw.slice(first, first + segmentCount(width));
    if (
      segments.length < segmentCount(width) ||
      segments.some((segment, index) =>
        index < segments.length - 1 ? segment.width !== 255 : segment.width === 0,
      )
    ) {
      disordered(reader);
    }
    for (const segment of segments.slice(1)) absorbed.add(segment);
    variable.width = width;
  }
  return raw.filter((variable) => !absorbed.has(variable));
}
