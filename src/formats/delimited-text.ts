import { fail } from "../problem/mod.ts";

/** A delimited text cut into cells, which are kept as positions: cutting all strings at once would cost much more. */
export interface DelimitedText {
  readonly text: string;
  /** First character of each cell, without a quote. */
  readonly starts: Uint32Array;
  /** Character after each cell's last. */
  readonly ends: Uint32Array;
  /** First cell of each record, and the number of cells at the end: one longer than there are records. */
  readonly records: Uint32Array;
}

const quote = 34;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/**
 * Cuts a delimited text into records and cells after RFC 4180, and what people write beside it: any line end (LF,
 * CRLF, CR), any delimiter, spaces around a quoted cell. A quote in the middle of an unquoted cell is a
 * character like any other.
 *
 * @param text - the text
 * @param delimiter - the character between cells
 * @param from - index of the first character to read
 * @param maxRecords - stop after this many records
 * @returns positions of the cells
 * @throws InputError `row-ragged` when a quote is never closed, or text follows a closed quote
 */
export function cutDelimited(
  text: string,
  delimiter: string,
  from = 0,
  maxRecords = Number.POSITIVE_INFINITY,
): DelimitedText {
  const { length } = text;
  const mark = delimiter.charCodeAt(0);
  const estimate = maxRecords === Number.POSITIVE_INFINITY ? Math.max(64, length >> 4) : 1024;
  let starts = new Uint32Array(estimate);
  let ends = new Uint32Array(estimate);
  let records = new Uint32Array(1024);
  let cells = 0;
  let rows = 0;
  let at = from;
  while (at < length && rows < maxRecords) {
    if (rows + 2 > records.length) records = grown(records);
    records[rows++] = cells;
    for (;;) {
      if (cells === starts.length) {
        starts = grown(starts);
        ends = grown(ends);
      }
      let start = at;
      let code = text.charCodeAt(at);
      while ((code === space || code === tab) && code !== mark) code = text.charCodeAt(++at);
      if (code === quote) {
        start = ++at;
        for (;;) {
          at = text.indexOf('"', at);
          if (at < 0) fail("row-ragged", "a quote is opened in this row and never closed", { row: rows });
          if (text.charCodeAt(at + 1) !== quote) break;
          at += 2;
        }
        ends[cells] = at++;
        code = text.charCodeAt(at);
        while ((code === space || code === tab) && code !== mark) code = text.charCodeAt(++at);
        if (at < length && code !== mark && code !== newline && code !== carriageReturn) {
          fail("row-ragged", "text follows a closed quote within a cell", { row: rows });
        }
      } else {
        while (at < length && code !== mark && code !== newline && code !== carriageReturn) {
          code = text.charCodeAt(++at);
        }
        ends[cells] = at;
      }
      starts[cells++] = start;
      if (at < length && code === mark) {
        at++;
        continue;
      }
      break;
    }
    if (text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === newline) at += 2;
    else at++;
  }
  records[rows] = cells;
  return {
    text,
    starts: starts.subarray(0, cells),
    ends: ends.subarray(0, cells),
    records: records.subarray(0, rows + 1),
  };
}

/** The text of one cell, trimmed, doubled quotes made single. */
export function cellText({ text, starts, ends }: DelimitedText, cell: number): string {
  const start = starts[cell];
  const raw = text.slice(start, ends[cell]);
  const quoted = start > 0 && text.charCodeAt(start - 1) === quote;
  return (quoted && raw.includes('""') ? raw.replaceAll('""', '"') : raw).trim();
}

/** Delimiters that are guessed, in order of preference: a comma is as often a decimal mark or part of a text. */
const candidates = ["\t", ";", "|", ","] as const;

/** How many records the guess looks at. */
const sampleRecords = 100;

/**
 * Guesses the delimiter: the first candidate that cuts the header into several cells and nearly all of the first 100
 * records into as many; otherwise the one that comes closest; a comma when none cuts the header.
 *
 * @param text - the text
 * @param from - index of the first character
 */
export function guessDelimiter(text: string, from = 0): string {
  let best = { delimiter: ",", share: 0 };
  for (const delimiter of candidates) {
    const share = agreement(text, from, delimiter);
    if (share >= 0.95) return delimiter;
    if (share > best.share) best = { delimiter, share };
  }
  return best.delimiter;
}

/** Share of the first records that have as many cells as the header, or one more, as rows with row names have. */
function agreement(text: string, from: number, delimiter: string): number {
  let cut: DelimitedText;
  try {
    cut = cutDelimited(text, delimiter, from, sampleRecords);
  } catch {
    return 0;
  }
  let header = 0;
  let agreeing = 0;
  let seen = 0;
  for (let record = 0; record + 1 < cut.records.length; record++) {
    const first = cut.records[record];
    const width = cut.records[record + 1] - first;
    if (width === 1 && cut.starts[first] === cut.ends[first]) continue;
    if (!header) header = width;
    seen++;
    if (width === header || width === header + 1) agreeing++;
  }
  return header > 1 ? agreeing / seen : 0;
}
