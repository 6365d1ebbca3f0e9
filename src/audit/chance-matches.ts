import { spearman } from "../stats/mod.ts";
import type { Codes } from "./value-codes.ts";
import { valueGrid } from "./value-grid.ts";

/** Columns whose ranks correlate more than this tell rows apart no better together than one of them alone. */
const mostCorrelation = 0.9;
/** How much likelier two rows agree in a column when they agree in another, at that correlation: 1 / √(1 - 0.9²). */
const inflation = 1 / Math.sqrt(1 - mostCorrelation ** 2);
/** No pair of different values is closer than a grid's step; by chance that happens to e⁻⁵ of continuous columns. */
const emptyPairs = 5;
/** Fewer different values than this share of the rows mean a scale of few steps. */
const fewValues = 0.2;

/**
 * How many pairs of unrelated rows are expected to agree in every column by chance alone. Heart rates to one decimal,
 * counts, shares and intensities that are mostly 0 agree often; measurements to full precision never do.
 *
 * Each column gives the probability that two unrelated rows agree in it: the larger of what the grid of its values says
 * (step / (2 √π spread), exact for a normal distribution), and of how often values repeat among rows that differ. These
 * are multiplied over columns that hardly correlate; the rest are taken to add nothing.
 *
 * @param columns - values of each column
 * @param codes - by which they were compared
 * @param rows - the rows compared
 * @param representatives - one of each group of identical rows, and all others
 * @param digits - significant digits that were compared, or Infinity
 * @param enough - stop as soon as fewer pairs than this are expected
 * @returns the expected number of pairs (an upper estimate), and the columns fine enough to tell rows apart
 */
export function chanceMatches(
  columns: readonly Float64Array[],
  codes: readonly Codes[],
  rows: readonly number[],
  representatives: readonly number[],
  digits: number,
  enough: number,
): { readonly pairs: number; readonly fine: readonly number[] } {
  const agreement = columns.map((values, column) =>
    agreementOf(values, codes[column].codes, rows, representatives, digits),
  );
  const order = agreement.map((_, column) => column).sort((a, b) => agreement[a] - agreement[b]);
  let pairs = (rows.length * (rows.length - 1)) / 2;
  const chosen: Float64Array[] = [];
  for (const column of order) {
    if (pairs < enough) break;
    const factor = Math.min(1, agreement[column] * (chosen.length ? inflation : 1));
    if (factor === 1) continue;
    const values = Float64Array.from(representatives, (row) => columns[column][row]);
    if (chosen.some((other) => !(Math.abs(correlation(values, other)) < mostCorrelation))) continue;
    chosen.push(values);
    pairs *= factor;
  }
  return { pairs, fine: order.filter((column) => agreement[column] < 0.01) };
}

function agreementOf(
  values: Float64Array,
  codes: Int32Array,
  rows: readonly number[],
  representatives: readonly number[],
  digits: number,
): number {
  const { roundingError, smallestGap, distinct, count, spread } = valueGrid(
    Float64Array.from(representatives, (row) => values[row]),
  );
  if (!(spread > 0)) return 1;
  const perStep = 1 / (2 * Math.sqrt(Math.PI) * spread);
  const isGrid = ((distinct * distinct) / 2) * smallestGap * perStep > emptyPairs;
  let size = 0;
  for (const row of representatives)
    if (Number.isFinite(values[row])) size = Math.max(size, Math.abs(values[row]));
  const compared = Number.isFinite(digits) ? 10 ** (Math.floor(Math.log10(size)) + 1 - digits) : 0;
  const step = Math.max(roundingError * Math.sqrt(12), isGrid ? smallestGap : 0, compared);
  const repeats = new Map<number, number>();
  for (const row of representatives) repeats.set(codes[row], (repeats.get(codes[row]) ?? 0) + 1);
  let same = 0;
  for (const times of repeats.values()) same += times * (times - 1);
  const total = representatives.length;
  const repeated = total > 1 ? same / (total * (total - 1)) : 1;
  const finite = rows.reduce((sum, row) => sum + (Number.isFinite(values[row]) ? 1 : 0), 0);
  const few = distinct < fewValues * finite || count < 2 ? 1 / Math.max(1, distinct) : 0;
  return Math.min(1, Math.max(step * perStep, repeated, few));
}

/** Rank correlation over rows where both are there. */
function correlation(a: Float64Array, b: Float64Array): number {
  const both = [...a.keys()].filter((i) => Number.isFinite(a[i]) && Number.isFinite(b[i]));
  const value = spearman(
    both.map((i) => a[i]),
    both.map((i) => b[i]),
  );
  return Number.isNaN(value) ? 1 : value;
}
