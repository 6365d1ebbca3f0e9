import { fail } from "../problem/mod.ts";
import { byteText } from "./byte-text.ts";
import type { SavVariable } from "./sav-variable.ts";

/** Reads records of name, then entries; used by the two records on long strings. */
function longEntries(
  part: Uint8Array,
  littleEndian: boolean,
  entries: (name: string, next: () => number, bytes: (count: number) => Uint8Array) => void,
): void {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  let at = 0;
  const next = (): number => {
    if (at + 4 > part.length) fail("file-damaged", "a record on long strings ends early");
    const value = view.getInt32(at, littleEndian);
    at += 4;
    return value;
  };
  const bytes = (count: number): Uint8Array => {
    if (!(count >= 0 && at + count <= part.length))
      fail("file-damaged", "a record on long strings ends early");
    at += count;
    return part.subarray(at - count, at);
  };
  while (at < part.length) entries(byteText(bytes(next())), next, bytes);
}

/** Gives strings longer than 8 bytes their value labels (record 7, subtype 21). */
export function longStringLabels(
  part: Uint8Array,
  order: boolean,
  named: ReadonlyMap<string, SavVariable>,
): void {
  longEntries(part, order, (name, next, bytes) => {
    next();
    const count = next();
    const labels: SavVariable["labels"] = [];
    for (let index = 0; index < count; index++) {
      const value = bytes(next());
      labels.push({ value, label: bytes(next()) });
    }
    const variable = named.get(name);
    if (variable) variable.labels = labels;
  });
}

/** Gives strings longer than 8 bytes their user-missing values (record 7, subtype 22). */
export function longStringMissing(
  part: Uint8Array,
  order: boolean,
  named: ReadonlyMap<string, SavVariable>,
): void {
  longEntries(part, order, (name, next, bytes) => {
    const count = bytes(1)[0];
    const width = next();
    const variable = named.get(name);
    const strings: Uint8Array[] = [];
    for (let index = 0; index < count; index++) strings.push(bytes(width));
    if (variable) variable.missingStrings = strings;
  });
}
