import { describe, expect, it } from "vitest";
import { makeData } from "../../../bench/reference/made-data.ts";
import reference from "../../../bench/reference/models-sklearn.json" with { type: "json" };
import { type Matrix, takeRows } from "../matrix.ts";
import { fitPreprocessing, type PreprocessingName, preprocessing, restorePreprocessing } from "./mod.ts";

const missing = Number.NaN;
const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0].length,
  values: Float64Array.from(rows.flat()),
});
const people = (rows: number): Int32Array => new Int32Array(rows);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("imputation by the median, then standardisation", () => {
  const { features } = makeData({ kind: "shift", rows: 30, columns: 5, classes: 2, seed: 21 });
  const values = features.values.slice();
  for (const [row, column] of reference.preprocess.holes) values[row * 5 + column] = missing;
  const all = { ...features, values };
  const fitted = fitPreprocessing(["impute-median", "standardise"], takeRows(all, upTo(20)), people(20));

  it("gives scikit-learn's values on training and new rows, to 1e-8", () => {
    const ours = fitted.apply(all, people(30)).values;
    expect(ours.length).toBe(reference.preprocess.values.length);
    ours.forEach((value, i) => {
      expect(value).toBeCloseTo(reference.preprocess.values[i], 8);
    });
  });

  it("does not look at new rows: a new row comes out the same whatever stands beside it", () => {
    const alone = fitted.apply(takeRows(all, [25]), people(1)).values;
    expect([...alone]).toEqual([...fitted.apply(all, people(30)).values.subarray(25 * 5, 26 * 5)]);
  });
});

describe("imputation by the median", () => {
  const train = matrix([
    [1, missing, 5, Number.POSITIVE_INFINITY, missing],
    [2, missing, 5, 3, 4],
    [9, missing, missing, 1, missing],
  ]);
  const fitted = fitPreprocessing(["impute-median"], train, people(3));

  it("leaves out columns without a value, with one value, or with one value again and again", () => {
    expect([...fitted.keptColumns]).toEqual([0, 3]);
  });

  it("counts infinite values as missing, in training and in new rows", () => {
    expect([...fitted.apply(train, people(3)).values]).toEqual([1, 2, 2, 3, 9, 1]);
    const fresh = matrix([[Number.NEGATIVE_INFINITY, 0, 0, missing, 0]]);
    expect([...fitted.apply(fresh, people(1)).values]).toEqual([2, 2]);
  });
});

describe("standardisation within participants", () => {
  const rows = matrix([
    [1, 10, 4],
    [100, 7, 4],
    [3, 10, 4],
    [300, 8, 4],
    [5, 1, 9],
  ]);
  const participants = Int32Array.of(0, 1, 0, 1, 2);

  it("uses each participant's own mean and deviation; one row alone becomes 0", () => {
    const fitted = fitPreprocessing(["standardise-within-participant"], rows, participants);
    expect([...fitted.apply(rows, participants).values]).toEqual([-1, 0, -1, -1, 1, 0, 1, 1, 0, 0]);
  });

  it("leaves out a column in which nobody varies, though people differ in it", () => {
    const fitted = fitPreprocessing(["standardise-within-participant"], rows, participants);
    expect([...fitted.keptColumns]).toEqual([0, 1]);
  });

  it("passes missing values on, to be filled by the next step with the middle", () => {
    const holed = matrix([[1], [missing], [3], [50], [70], [60]]);
    const two = Int32Array.of(0, 0, 0, 1, 1, 1);
    const fitted = fitPreprocessing(["standardise-within-participant", "impute-median"], holed, two);
    const filled = fitted.apply(holed, two).values;
    expect(filled[1]).toBe(0);
    expect(filled[0]).toBe(-1);
    expect(filled[4]).toBeCloseTo(Math.sqrt(1.5), 12);
  });

  it("says that it is transductive, and the other steps that they are not", () => {
    const transductive = [...preprocessing].filter(([, { info }]) => info.transductive).map(([name]) => name);
    expect(transductive).toEqual(["standardise-within-participant"]);
  });
});

describe("fitted preprocessing", () => {
  const train = matrix([
    [1, 5, missing, 2],
    [2, 5, 7, 8],
    [4, 5, 9, 1],
    [9, 5, 1, 3],
  ]);
  const participants = Int32Array.of(0, 0, 1, 1);
  const chains: readonly (readonly PreprocessingName[])[] = [
    [],
    ["none"],
    ["impute-median", "standardise"],
    ["standardise-within-participant", "none", "impute-median", "standardise"],
  ];
  for (const names of chains) {
    it(`comes back from JSON with the same bits: ${names.join(", ") || "no step"}`, () => {
      const fitted = fitPreprocessing(names, train, participants);
      const restored = restorePreprocessing(JSON.parse(JSON.stringify(fitted.toJSON())));
      expect(restored.names).toEqual(names);
      expect([...restored.keptColumns]).toEqual([...fitted.keptColumns]);
      expect([...restored.apply(train, participants).values]).toEqual([
        ...fitted.apply(train, participants).values,
      ]);
    });
  }

  it("counts kept columns in the columns of the first input, through all steps", () => {
    const fitted = fitPreprocessing(["impute-median", "standardise"], train, participants);
    expect([...fitted.keptColumns]).toEqual([0, 2, 3]);
  });

  it("standardises a column of 0.1 repeated to nothing, not to rounding errors", () => {
    const fitted = fitPreprocessing(["standardise"], matrix([[0.1], [0.1], [0.1]]), people(3));
    expect(fitted.keptColumns.length).toBe(0);
    expect(fitted.apply(matrix([[7]]), people(1))).toEqual({
      rows: 1,
      columns: 0,
      values: new Float64Array(0),
    });
  });

  it("refuses other columns, another number of participants, unknown names and damaged JSON", () => {
    const fitted = fitPreprocessing(["impute-median"], train, participants);
    expect(() => fitted.apply(matrix([[1, 2]]), people(1))).toThrow(RangeError);
    expect(() => fitted.apply(train, people(1))).toThrow(RangeError);
    expect(() => fitPreprocessing(["whiten" as "none"], train, participants)).toThrow(RangeError);
    const json = fitted.toJSON() as { steps: { medians: unknown; keptColumns: unknown }[] };
    for (const wrong of [
      null,
      {},
      { ...json, steps: [] },
      { ...json, steps: [{ ...json.steps[0], medians: [1] }] },
      { ...json, steps: [{ ...json.steps[0], keptColumns: [3, 0, 9] }] },
    ]) {
      expect(() => restorePreprocessing(wrong)).toThrow(RangeError);
    }
  });
});
