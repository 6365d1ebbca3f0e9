import { describe, expect, it } from "vitest";
import type { EiResult, EiRow } from "../ei/mod.ts";
import { eiSentence } from "./ei-verdict.ts";

const group = { participants: 16, accuracy: 0.55, low: 0.5, high: 0.6 };

function row(arm: string, p: number, low: number, primary = true): EiRow {
  return {
    task: "valence",
    arm,
    model: "svm-rbf",
    primary,
    participants: [],
    high: group,
    low: group,
    difference: { value: 0.05, low, high: 0.09, p },
    hedgesG: 0.4,
    correlation: { value: 0.2, low: -0.1, high: 0.5, p: 0.3 },
  };
}

function result(rows: readonly EiRow[], permutations = 999): EiResult {
  return {
    score: "TAS-20",
    inverse: true,
    rule: "median",
    cut: 1,
    participants: 32,
    missing: 0,
    ties: 0,
    permutations,
    strata: [],
    rows,
  };
}

const said = (ei: EiResult): string => (eiSentence(ei, "valence") ?? "").replace(/[\u00a0\u202f]/g, " ");

describe("dependence on emotional intelligence", () => {
  it("is shown only by a p that is still small after correction over the arms", () => {
    expect(said(result([row("ecg", 0.03, 0.01)]))).toBe(
      "Accuracy differed between participants high and low in emotional intelligence (TAS-20, turned round); High minus Low was +5.0 percentage points (95 % interval +1.0 to +9.0; p = .030) from the heart alone.",
    );
    expect(said(result([row("ecg", 0.03, 0.01), row("face", 0.5, -0.01)]))).toMatch(
      /^No difference in accuracy .* p is corrected for 2 arms \(Holm\)\.$/,
    );
  });

  it("needs an interval without 0", () => {
    expect(said(result([row("ecg", 0.001, -0.001)]))).toMatch(/^No difference in accuracy .* was shown/);
  });

  it("names the arms that show it and those that do not", () => {
    const sentence = said(result([row("face", 0.001, 0.02), row("ecg", 0.4, -0.02)]));
    expect(sentence).toContain("p = .002) from the face alone. No difference was shown for the others:");
  });

  it("looks at no recipe but the one fixed beforehand", () => {
    expect(eiSentence(result([row("ecg", 0.001, 0.02, false)]), "valence")).toBeNull();
  });

  it("decides nothing without permutations", () => {
    expect(said(result([row("ecg", 1, 0.02)], 0))).toMatch(
      /^No permutation test was asked for, so nothing is decided/,
    );
  });
});
