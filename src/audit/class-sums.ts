import { quantileOfSorted } from "../stats/mod.ts";
import type { ExchangeableUnits } from "./exchangeable-units.ts";

/** What is summed of a feature: count, value, its square, whether above the median, whether outside the quartiles. */
export const sumsEach = 5;

/** Sums of features over the parts of units that lie in one group each: all that permuting classes needs. */
export interface ClassSums {
  readonly features: number;
  readonly parts: number;
  /** Unit of each part. */
  readonly unit: Int32Array;
  /** Group of each part, numbered from 0. */
  readonly group: Int32Array;
  readonly groups: number;
  /** A row of each group, by which coarser groups find it. */
  readonly rowOfGroup: Int32Array;
  /** `parts` × `features` × {@link sumsEach}. */
  readonly sums: Float64Array;
}

/**
 * Sums of features over units, divided where a unit lies in several groups (participants and splits). Features are
 * standardised first, so that squares lose no digits.
 *
 * @param columns - the features, one value a row
 * @param units - rows that keep one class together
 * @param groupOf - the finest group of each row
 */
export function classSums(
  columns: readonly Float64Array[],
  { units }: ExchangeableUnits,
  groupOf: readonly string[],
): ClassSums {
  const groups = new Map<string, number>();
  const rowOfGroup: number[] = [];
  const unit: number[] = [];
  const group: number[] = [];
  const rowsOfPart: number[][] = [];
  units.forEach((rows, u) => {
    const parts = new Map<string, number[]>();
    for (const row of rows) {
      const part = parts.get(groupOf[row]);
      if (part) part.push(row);
      else parts.set(groupOf[row], [row]);
    }
    for (const [key, own] of parts) {
      if (!groups.has(key)) {
        groups.set(key, groups.size);
        rowOfGroup.push(own[0]);
      }
      unit.push(u);
      group.push(groups.get(key)!);
      rowsOfPart.push(own);
    }
  });
  const sums = new Float64Array(rowsOfPart.length * columns.length * sumsEach);
  const labelled = Int32Array.from(rowsOfPart.flat());
  columns.forEach((values, feature) => {
    const sorted = Float64Array.from(labelled, (row) => values[row])
      .filter(Number.isFinite)
      .sort();
    const [lower, middle, upper] = [0.25, 0.5, 0.75].map((share) => quantileOfSorted(sorted, share));
    let mean = 0;
    for (const value of sorted) mean += value / sorted.length;
    let variance = 0;
    for (const value of sorted) variance += (value - mean) ** 2 / sorted.length;
    const unitOfValue = variance > 0 ? Math.sqrt(variance) : 1;
    rowsOfPart.forEach((rows, part) => {
      const at = (part * columns.length + feature) * sumsEach;
      for (const row of rows) {
        const value = values[row];
        if (!Number.isFinite(value)) continue;
        const scaled = (value - mean) / unitOfValue;
        sums[at]++;
        sums[at + 1] += scaled;
        sums[at + 2] += scaled * scaled;
        // A value at the limit counts half on either side.
        sums[at + 3] += value > middle ? 1 : value === middle ? 0.5 : 0;
        sums[at + 4] += value < lower || value > upper ? 1 : value === lower || value === upper ? 0.5 : 0;
      }
    });
  });
  return {
    features: columns.length,
    parts: rowsOfPart.length,
    unit: Int32Array.from(unit),
    group: Int32Array.from(group),
    groups: groups.size,
    rowOfGroup: Int32Array.from(rowOfGroup),
    sums,
  };
}
