import { describe, expect, it } from "vitest";
import {
  chanceLevel,
  coefficient,
  count,
  counted,
  decimal,
  escaped,
  fileNamePart,
  interval,
  listed,
  pCell,
  people,
  percent,
  points,
  pValue,
  quoted,
  shortened,
} from "./format.ts";

describe("percentages", () => {
  it("have one decimal and a thin space that does not break before the sign", () => {
    expect(percent(0.5312)).toBe("53.1\u202f%");
    expect(percent(1)).toBe("100.0\u202f%");
    expect(interval(0.508, 0.5521)).toBe("50.8 to 55.2");
  });

  it("of chance lose a decimal that is 0", () => {
    expect(chanceLevel(0.5)).toBe("50\u202f%");
    expect(chanceLevel(1 / 12)).toBe("8.3\u202f%");
  });

  it("as differences carry a sign, a true minus, and none at 0", () => {
    expect(points(0.0188)).toBe("+1.9");
    expect(points(-0.0041)).toBe("\u22120.4");
    expect(points(0)).toBe("0.0");
    expect(points(-0.0001)).toBe("0.0");
    expect(points(0.0001)).toBe("0.0");
  });

  it("that are no number are a dash", () => {
    expect(percent(Number.NaN)).toBe("–");
    expect(interval(Number.NaN, 1)).toBe("–");
  });
});

describe("numbers", () => {
  it("have thousands separators", () => {
    expect([0, 999, 1000, 1932, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,932", "1,234,567"]);
    expect(counted(1, "trial")).toBe("1 trial");
    expect(counted(1932, "trial")).toBe("1,932 trials");
  });

  it("have a true minus, and never a negative zero", () => {
    expect(decimal(-1.234)).toBe("\u22121.23");
    expect(decimal(-0.001)).toBe("0.00");
  });

  it("that cannot pass 1 stand without their leading zero", () => {
    expect([0.123, -0.3, 1].map(coefficient)).toEqual([".12", "\u2212.30", "1.00"]);
  });
});

describe("p values", () => {
  it("have three decimals and no leading zero", () => {
    expect(pValue(0.0123, 999)).toBe("p\u00a0=\u00a0.012");
    expect(pCell(0.2, 999)).toBe(".200");
  });

  it("never read smaller than 1 / (m + 1)", () => {
    expect(pCell(0.0001, 99)).toBe(".010");
    expect(pCell(1 / 810, 809)).toBe(".002"); // .0012 rounded up, since .001 would be below it
    expect(pCell(0.001, 999)).toBe(".001");
    expect(pCell(1 / 10000, 9999)).toBe("< .001");
    expect(pCell(0, 10)).toBe(".091");
  });

  it("never read as .05 when they are below", () => {
    expect(pCell(0.0498, 9999)).toBe(".0498");
    expect(pCell(0.04999, 99999)).toBe(".04999");
    expect(pCell(0.05, 9999)).toBe(".050");
  });

  it("of 1 and close to it are told apart", () => {
    expect(pCell(1, 99)).toBe("1");
    expect(pCell(0.9996, 9999)).toBe("> .999");
  });

  it("are a dash when there was no test", () => {
    expect(pValue(null, 0)).toBe("–");
  });
});

describe("free text", () => {
  it("cannot become markup, in content or in an attribute", () => {
    expect(escaped(`<script>"'&`)).toBe("&lt;script&gt;&quot;&#39;&amp;");
  });

  it("loses control characters, marks that turn the direction of writing, and lone surrogates", () => {
    expect(escaped("a\u0000b\u202ec\ud800")).toBe("a b c\ufffd");
    expect(escaped("line\nnext")).toBe("line\nnext");
  });

  it("is cut between characters, not inside one", () => {
    expect(shortened("중립 한국어", 4)).toBe("중립…");
    expect(shortened("😀😀😀", 2)).toBe("😀…");
    expect(shortened("two\nlines", 20)).toBe("two lines");
  });

  it("becomes a file name that stays in its folder and is given once", () => {
    const taken = new Set<string>();
    expect(fileNamePart("../../etc/passwd", taken)).toBe("etc-passwd");
    expect(fileNamePart("각성 Arousal", taken)).toBe("각성-Arousal");
    expect(fileNamePart("각성/arousal", taken)).toBe("각성-arousal-2");
    expect(fileNamePart("///", taken)).toBe("task");
    expect(fileNamePart("x".repeat(200), taken)).toHaveLength(60);
  });

  it("is listed as one says it", () => {
    expect(listed(["a"])).toBe("a");
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
  });
});

describe("names and people", () => {
  it("are quoted, all of them, as soon as one holds a space or a comma", () => {
    expect(quoted(["HALV", "High arousal, high valence"])).toEqual([
      "“HALV”",
      "“High arousal, high valence”",
    ]);
    expect(quoted(["HALV", "ecg.mean"])).toEqual(["HALV", "ecg.mean"]);
  });

  it("participants that the tables do not tell apart are unknown, never 0", () => {
    expect(people(0)).toBe("participants unknown");
    expect(people(1)).toBe("1 participant");
    expect(people(1932)).toBe("1,932 participants");
  });
});
