import { isoDate, isoTime } from "./iso-time.ts";

/** What a number format shows: a plain number, a date, a time, both, or an elapsed time. */
export type NumberKind = "number" | "date" | "time" | "moment" | "elapsed";

/** Built-in formats that show dates and times (ECMA-376 part 1, 18.8.30), East Asian ones included. */
function builtIn(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) {
    return "date";
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return "time";
  if (id === 22) return "moment";
  return id === 46 ? "elapsed" : "number";
}

/**
 * Tells from a number format what its cells are.
 *
 * @param id - number of the format
 * @param code - its code such as `yyyy-mm-dd`, unless it is built in
 */
export function numberKind(id: number, code?: string): NumberKind {
  if (code === undefined) return builtIn(id);
  // what is quoted, escaped or padded is literal; only the first section, for positive numbers, counts
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .split(";")[0]
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(bare)) return "elapsed";
  const letters = bare
    .replace(/\[[^\]]*\]/g, "")
    .replace(/general|am\/pm|a\/p/g, (word) => (word[0] === "g" ? "" : "h"));
  const date = /[dy]/.test(letters) || (/m/.test(letters) && !/[hs]/.test(letters));
  const time = /[hs]/.test(letters);
  if (date && time) return "moment";
  return date ? "date" : time ? "time" : "number";
}

/** Days from Excel's day 0 to 1970-01-01, by the workbook's date system. */
const epochs = { 1900: 25569, 1904: 24107 } as const;

/**
 * A serial number as the text that its format stands for.
 *
 * @param serial - days, the time of day as a fraction
 * @param kind - what the format shows
 * @param system - first year of the workbook's date system
 * @returns ISO 8601 text: a date, `HH:MM:SS`, or both; undefined when the number is no date
 */
export function serialText(
  serial: number,
  kind: Exclude<NumberKind, "number">,
  system: 1900 | 1904,
): string | undefined {
  if (!(serial >= 0 && serial < 2958466)) return undefined;
  // Excel keeps times to the millisecond
  const milliseconds = Math.round(serial * 86_400_000);
  if (kind === "elapsed") return isoTime(BigInt(milliseconds), 1000n);
  const days = Math.floor(milliseconds / 86_400_000);
  const time = isoTime(BigInt(milliseconds - days * 86_400_000), 1000n);
  if (kind === "time" && days === 0) return time;
  // the 1900 system counts a 29 February 1900 that never was
  const shift = system === 1900 && days < 60 ? 1 : 0;
  const date = isoDate(days - epochs[system] + shift);
  if (date === undefined) return undefined;
  return kind === "date" && milliseconds === days * 86_400_000 ? date : `${date}T${time}`;
}
