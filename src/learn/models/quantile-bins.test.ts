import { describe, expect, it } from "vitest";
import { binEdges, binned } from "./quantile-bins.ts";

const column = (values: readonly number[]) => ({
  rows: values.length,
  columns: 1,
  values: Float64Array.from(values),
});

describe("quantile bins", () => {
  it("give each of few distinct values a bin, cut halfway", () => {
    const features = column([3, 1, 1, 2, 3]);
    const edges = binEdges(features);
    expect([...edges[0]]).toEqual([1.5, 2.5]);
    expect([...binned(features, edges)]).toEqual([2, 0, 0, 1, 2]);
  });

  it("hold about the same number of rows each when values are many", () => {
    const features = column(Array.from({ length: 5120 }, (_, i) => Math.exp(i / 500)));
    const counts = new Array(256).fill(0);
    for (const bin of binned(features, binEdges(features))) counts[bin]++;
    expect(Math.min(...counts)).toBe(20);
    expect(Math.max(...counts)).toBe(20);
  });

  it("put a value at an edge below it, and values outside the training range into the outer bins", () => {
    const edges = binEdges(column([0, 1, 2]));
    expect([...binned(column([0.5, 0.5000001, -9, 9]), edges)]).toEqual([0, 1, 0, 2]);
  });

  it("part two neighbouring floating-point numbers", () => {
    const features = column([1, 1 + Number.EPSILON]);
    expect([...binned(features, binEdges(features))]).toEqual([0, 1]);
  });

  it("keep the columns apart", () => {
    const features = { rows: 2, columns: 2, values: Float64Array.of(1, 7, 2, 7) };
    expect([...binned(features, binEdges(features))]).toEqual([0, 1, 0, 0]);
  });
});
