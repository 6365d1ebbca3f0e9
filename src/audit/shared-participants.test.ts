import { describe, expect, it } from "vitest";
import { table } from "../table/mod.ts";
import { checks } from "./mod.ts";

const run = (participant: string[], split?: (string | null)[]) => {
  const trial = participant.map((_, i) => String(i));
  const trials = table({ participant, trial, ...(split ? { split } : {}) });
  return checks["shared-participants"].run({ trials, features: table({ participant, trial }), tasks: [] });
};

describe("shared-participants", () => {
  it("finds people in more than one split, counts them by pair of splits and names nobody", () => {
    const finding = run(
      ["Kim", "Kim", "Lee", "Lee", "Park", "Park", "Choi"],
      ["train", "test", "train", "validation", "train", "train", "test"],
    );
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toBe(
      "2 of 4 participants are in more than one of the splits train, test and validation.",
    );
    expect(finding.items).toEqual(["train and test: 1 participant", "train and validation: 1 participant"]);
    expect(JSON.stringify(finding)).not.toMatch(/Kim|Lee|Park|Choi/);
  });

  it("passes splits that divide people", () => {
    const finding = run(["a", "a", "b", "c"], ["train", "train", "test", null]);
    expect(finding.verdict).toBe("passed");
    expect(finding.summary).toContain("None of 2 participants");
    expect(finding.summary).toContain("1 trial without a split was left out");
  });

  it("concerns the scores of those splits alone", () => {
    expect(run(["a", "a"], ["train", "test"]).affects).toBe("given-split");
  });

  it("does not apply where nothing says whose the rows are", () => {
    const rows = { participant: ["1", "2"], trial: ["1", "2"] };
    const finding = checks["shared-participants"].run({
      trials: table({ ...rows, split: ["train", "test"] }),
      features: table(rows),
      tasks: [],
      participantsKnown: false,
    });
    expect(finding).toMatchObject({
      verdict: "not-applicable",
      summary:
        "The table does not say whose rows these are, so whether splits or folds share participants cannot be known.",
    });
  });

  it("does not apply without splits, or with a single one", () => {
    expect(run(["a", "b"])).toMatchObject({
      verdict: "not-applicable",
      summary: "The study came without splits; leave-one-participant-out shares no participant.",
    });
    expect(run(["a", "b"], [null, null]).verdict).toBe("not-applicable");
    expect(run(["a", "b"], ["train", "train"]).verdict).toBe("not-applicable");
  });
});
