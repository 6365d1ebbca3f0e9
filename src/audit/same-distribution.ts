import type { Cell } from "./class-cells.ts";

/** Classes whose values differ in less than this share of rows are alike by design. */
const difference = 0.05;

/**
 * Whether every class holds the same values equally often, as when one value a participant stands in all of that
 * participant's trials, or when a feature is a part of a balanced design. Then all moments agree without any scaling.
 * Distance: half the sum of differences between a class's and the pooled relative frequencies (total variation).
 *
 * @param values - the feature
 * @param cells - cells of one partition
 */
export function sameDistribution(values: Float64Array, cells: readonly Cell[]): boolean {
  const classes = [...new Set(cells.map(({ label }) => label))].map((label) =>
    cells
      .filter((cell) => cell.label === label)
      .flatMap(({ rows }) => rows.map((row) => values[row]).filter(Number.isFinite)),
  );
  const pooled = frequencies(classes.flat());
  return classes.every((of) => {
    const own = frequencies(of);
    let distance = 0;
    for (const [value, frequency] of pooled) distance += Math.abs(frequency - (own.get(value) ?? 0));
    return distance / 2 <= difference;
  });
}

function frequencies(values: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1 / values.length);
  return found;
}
