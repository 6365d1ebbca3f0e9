import { describe, expect, it } from "vitest";
import { participantFolds } from "./participant-folds.ts";

describe("folds of participants", () => {
  it("keep every participant whole, in folds of about equal size", () => {
    const participants = Int32Array.from([
      ...Array(9).fill(4),
      ...Array(5).fill(1),
      ...Array(4).fill(8),
      2,
      2,
    ]);
    const { foldOf, count } = participantFolds(participants, 3);
    expect(count).toBe(3);
    // 9 rows alone, 5 alone, 4 + 2 together.
    expect([...foldOf]).toEqual([...Array(9).fill(0), ...Array(5).fill(1), ...Array(4).fill(2), 2, 2]);
  });

  it("do not depend on the order of the rows", () => {
    const { foldOf } = participantFolds(Int32Array.of(3, 1, 2, 3, 1, 2, 9), 3);
    const turned = participantFolds(Int32Array.of(9, 2, 1, 3, 2, 1, 3), 3).foldOf;
    expect([...turned].reverse()).toEqual([...foldOf]);
  });

  it("are as many as there are participants, when those are fewer", () => {
    expect(participantFolds(Int32Array.of(5, 5, 7), 3).count).toBe(2);
    expect(participantFolds(Int32Array.of(5, 5, 5), 3).count).toBe(1);
  });
});
