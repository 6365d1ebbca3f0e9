import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalId, identifies, pseudonyms } from "./pseudonyms.ts";
import { parseQuadrant } from "./quadrant.ts";

describe("pseudonyms", () => {
  it("are as many as there are people, the same for the same people, and do not follow their order", () => {
    const ids = Array.from({ length: 40 }, (_, i) => String(i + 1));
    const names = pseudonyms(ids);
    expect(new Set(names.values()).size).toBe(40);
    expect([...pseudonyms([...ids].reverse())].sort()).toEqual([...names].sort());
    const inOrder = ids.filter((id, i) => names.get(id) === `P${String(i + 1).padStart(2, "0")}`).length;
    expect(inOrder).toBeLessThan(8);
  });

  it("are given once however often a person stands in the tables", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (ids) => {
        expect(pseudonyms([...ids, ...ids]).size).toBe(new Set(ids).size);
      }),
    );
  });

  it("take composed and decomposed Hangul for the same name", () => {
    expect(canonicalId("김민수".normalize("NFD"))).toBe("김민수");
  });
});

describe("a column that tells who somebody is", () => {
  const ids = new Set(["Kim Minsu", "ann", "7"]);

  it("holds a participant's id as a word", () => {
    expect(identifies(["clip 1", "seen by Ann"], ["7", "7"], ids)).toBe(true);
    expect(identifies(["x_kim minsu_3", null], ["7", "7"], ids)).toBe(true);
    expect(identifies(["annual", "banner"], ["7", "ann"], ids)).toBe(false);
  });

  it("holds each row's own number in every row", () => {
    expect(identifies(["p7", "s 7"], ["7", "8"], new Set(["7", "8"]))).toBe(false);
    expect(identifies(["vp 7", "vp 8"], ["7", "8"], new Set(["7", "8"]))).toBe(true);
    expect(identifies(["trial 7", "trial 7"], ["7", "8"], new Set(["7", "8"]))).toBe(false);
  });
});

describe("a quadrant", () => {
  it("is read in either order and any case, and from nothing else", () => {
    expect(["HAHV", "lvha", "la-hv", "LV_LA"].map(parseQuadrant)).toEqual(["HAHV", "HALV", "LAHV", "LALV"]);
    expect(["HAHV1", "HA", "happy", "HAHA"].map(parseQuadrant)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
