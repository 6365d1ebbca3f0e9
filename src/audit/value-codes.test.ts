import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactCodes, roundedCodes, toSixDigits } from "./value-codes.ts";

describe("toSixDigits", () => {
  it("agrees for a value and the same value written with six digits", () => {
    const anything = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => Math.abs(x) > 1e-290);
    fc.assert(
      fc.property(anything, (value) => {
        expect(toSixDigits(Number(value.toPrecision(6)))).toBe(toSixDigits(Number(value.toPrecision(17))));
      }),
      // The written value may have been half way between two roundings: too rare to come up in so many.
      { numRuns: 2000, seed: 1 },
    );
  });

  it("differs for values that differ in the sixth digit, in sign or in size", () => {
    expect(toSixDigits(1.23456)).not.toBe(toSixDigits(1.23457));
    expect(toSixDigits(1.5)).not.toBe(toSixDigits(-1.5));
    expect(toSixDigits(1.5)).not.toBe(toSixDigits(15));
    expect(toSixDigits(0)).not.toBe(toSixDigits(1e-300));
  });

  it("carries over a power of ten", () => {
    expect(toSixDigits(9.9999996)).toBe(toSixDigits(10));
    expect(toSixDigits(1000000)).toBe(toSixDigits(1000000.4));
  });
});

describe("codes", () => {
  it("are equal where values are, NaN and the two zeros included", () => {
    const values = Float64Array.of(1, Number.NaN, 0, -0, 1.0000001, Number.NaN);
    expect([...exactCodes(values).codes]).toEqual([0, 1, 2, 2, 3, 1]);
    expect([...roundedCodes(values).codes]).toEqual([0, 1, 2, 2, 0, 1]);
    expect([...roundedCodes(values).counts]).toEqual([2, 2, 2]);
  });
});
