import { describe, expect, it } from "vitest";
import { makeData } from "../../../bench/reference/made-data.ts";
import { rbfKernelBetween, rbfKernelRows, scaleGamma, subKernel } from "./rbf-kernel.ts";

const { features } = makeData({ kind: "noise", rows: 150, columns: 3, classes: 2, seed: 41 });
const whole = rbfKernelRows(features, 0.2);
const small = { fullRows: 10, cachedEntries: 1 };

describe("the RBF kernel", () => {
  it("is exp(-gamma |x - x'|^2), 1 on the diagonal", () => {
    const { values } = features;
    const squared =
      (values[0] - values[3]) ** 2 + (values[1] - values[4]) ** 2 + (values[2] - values[5]) ** 2;
    expect(whole.row(0)[1]).toBeCloseTo(Math.exp(-0.2 * squared), 6);
    expect(whole.row(149)[149]).toBe(1);
    expect(whole.row(70)[3]).toBe(whole.row(3)[70]);
  });

  it("has the same rows when it is too large to be kept whole", () => {
    const onDemand = rbfKernelRows(features, 0.2, small);
    for (const i of [0, 149, 5, 0, 77, 6, 7, 8, 9, 10, 11, 12, 0, 149]) {
      expect([...onDemand.row(i)]).toEqual([...whole.row(i)]);
    }
  });

  it("keeps a row that was asked for valid while three others are asked for", () => {
    const onDemand = rbfKernelRows(features, 0.2, small);
    for (let i = 0; i < 20; i++) onDemand.row(i);
    const first = onDemand.row(100);
    for (const i of [50, 51, 52]) onDemand.row(i);
    expect([...first]).toEqual([...whole.row(100)]);
  });

  it("is gathered for some rows, in memory or on demand", () => {
    const rows = Int32Array.of(3, 4, 9, 33, 34, 70, 71, 72, 100, 101, 102, 149);
    const scratch = { values: new Float32Array(0) };
    for (const part of [subKernel(whole, rows, scratch), subKernel(whole, rows, scratch, small)]) {
      for (let t = 0; t < rows.length; t++) {
        expect([...part.row(t)]).toEqual(Array.from(rows, (r) => whole.row(rows[t])[r]));
      }
    }
  });

  it("between new rows and training rows agrees with the kernel among them", () => {
    const between = rbfKernelBetween(features, features, 0.2);
    expect(between[7 * 150 + 31]).toBeCloseTo(whole.row(7)[31], 6);
  });
});

describe('gamma "scale"', () => {
  it("is 1 / (columns x variance of all entries)", () => {
    // Entries 1, 2, 3, 6: mean 3, variance 3.5.
    expect(scaleGamma({ rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 6) })).toBeCloseTo(1 / 7, 12);
  });
  it("is 1 when nothing varies or there is no column", () => {
    expect(scaleGamma({ rows: 2, columns: 1, values: Float64Array.of(4, 4) })).toBe(1);
    expect(scaleGamma({ rows: 2, columns: 0, values: new Float64Array(0) })).toBe(1);
  });
});
