import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalId, identifies, pseudonyms, telltalesOf } from "./pseudonyms.ts";
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
  const telltales = telltalesOf(["Kim Minsu", "ann", "Park Jiho", "김민수", "7"]);
  const rows = ["7", "8"];

  it.each([
    "seen by Ann",
    "x_kim minsu_3",
    "minsu.kim@uni.kr",
    "KimMinsu_video",
    "C:/data/Park-Jiho.edf",
    "메모김민수입니다",
    "somebody@example.org",
  ])("holds a participant's id, however it is written: %s", (text) => {
    expect(identifies(["clip 1", text], rows, telltales)).toBe(true);
  });

  it.each(["annual", "banner", "clip_7", "kimono"])("and not merely its letters: %s", (text) => {
    expect(identifies(["clip 1", text], rows, telltales)).toBe(false);
  });

  it("holds a name in another spelling, or only the given one", () => {
    const names = telltalesOf(["Anna Müller", "Jürgen Groß", "박철수", "Zoë Dijk"]);
    for (const text of ["with Mueller", "Muller", "amueller", "J. Gross", "철수0", "Dijk1", "zoe"]) {
      expect([text, identifies(["clip", text], rows, names)]).toEqual([text, true]);
    }
    expect(identifies(["grass", "mull"], rows, names)).toBe(false);
  });

  it("is not one because of a word that all ids share", () => {
    const shared = telltalesOf(["sub-01", "sub-02", "sub-03"]);
    expect(identifies(["sub film", "other"], rows, shared)).toBe(false);
    for (const text of ["film of sub 02", "sub_002", "sub2"]) {
      expect(identifies([text, "other"], rows, shared)).toBe(true);
    }
  });

  it("holds each row's own number in every row", () => {
    const none = telltalesOf(["7", "8"]);
    expect(identifies(["p7", "s 7"], rows, none)).toBe(false);
    expect(identifies(["vp 7", "vp 8"], rows, none)).toBe(true);
    expect(identifies(["st7_1", "st08_1"], rows, none)).toBe(true);
    expect(identifies(["trial 7", "trial 7"], rows, none)).toBe(false);
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
