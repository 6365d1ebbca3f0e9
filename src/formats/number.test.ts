import { describe, expect, it } from "vitest";
import { parseNumber } from "./number.ts";

describe("a number is read strictly", () => {
  it.each([
    ["1.5", 1.5],
    ["-2e-3", -0.002],
    [" 7 ", 7],
    [".5", 0.5],
    ["5.", 5],
    ["+3", 3],
    ["1E+05", 100000],
    ["007", 7],
    ["0.1", 0.1],
    ["Inf", Number.POSITIVE_INFINITY],
    ["-inf", Number.NEGATIVE_INFINITY],
    ["Infinity", Number.POSITIVE_INFINITY],
  ])("%s with a decimal point", (text, value) => {
    expect(parseNumber(text, ".")).toBe(value);
  });

  it.each([
    "",
    " ",
    "12abc",
    "1 2",
    "1,5",
    "1,234.5",
    "0x10",
    "1e",
    "e5",
    ".",
    "-",
    "--1",
    "1.2.3",
    "１",
    "TRUE",
    "NaN",
  ])("%j is no number", (text) => expect(parseNumber(text, ".")).toBeUndefined());

  it("takes a decimal comma when told, and then no point", () => {
    expect(parseNumber("1,5", ",")).toBe(1.5);
    expect(parseNumber("-2,5e-3", ",")).toBe(-0.0025);
    expect(parseNumber("3", ",")).toBe(3);
    expect(parseNumber("1.5", ",")).toBeUndefined();
    expect(parseNumber("1.234,5", ",")).toBeUndefined();
    expect(parseNumber("1,234,567", ",")).toBeUndefined();
  });
});
