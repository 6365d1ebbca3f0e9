import type { Codes } from "./value-codes.ts";

/**
 * Groups of rows that have the same code in every column, by refining the grouping of one column by the next: exact, with
 * no hash to collide, in time proportional to rows times columns at the most. Columns are looked at only as long as
 * groups remain, so that measurements, which differ in the first, take hardly any.
 *
 * @param columns - values of each column
 * @param codesOf - how they are compared
 * @param rows - the rows to compare
 * @returns the groups of two rows and more
 */
export function identicalRows(
  columns: readonly Float64Array[],
  codesOf: (values: Float64Array) => Codes,
  rows: readonly number[],
): readonly (readonly number[])[] {
  let groups: readonly (readonly number[])[] = rows.length > 1 ? [rows] : [];
  for (const values of columns) {
    if (groups.length === 0) break;
    const { codes } = codesOf(values);
    groups = groups.flatMap((group) => {
      const parts = new Map<number, number[]>();
      for (const row of group) {
        const part = parts.get(codes[row]);
        if (part) part.push(row);
        else parts.set(codes[row], [row]);
      }
      return [...parts.values()].filter((part) => part.length > 1);
    });
  }
  return groups;
}
