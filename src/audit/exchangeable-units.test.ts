import { describe, expect, it } from "vitest";
import { table } from "../table/mod.ts";
import { exchangeableUnits } from "./exchangeable-units.ts";
import { originsOf } from "./labelled-rows.ts";

/** Classes of the trials of each person, such as `abab`; each trial has `windows` rows. */
function unitsOf(people: readonly string[], windows = 1, participantsKnown = true) {
  const trials = people.flatMap((own, person) => [...own].map((_, trial) => [String(person), String(trial)]));
  const rows = trials.flatMap((trial) => Array.from({ length: windows }, () => trial));
  const tableOf = (of: readonly string[][]) =>
    table({ participant: of.map(([person]) => person), trial: of.map(([, trial]) => trial) });
  const labels = [...people.join("")].flatMap((label) => new Array<string>(windows).fill(label));
  return exchangeableUnits(labels, originsOf(tableOf(trials), tableOf(rows)), participantsKnown);
}

const blocks = (...of: Parameters<typeof unitsOf>) => unitsOf(...of).blocks.map((block) => [...block]);

describe("exchangeableUnits", () => {
  it("exchanges classes between neighbouring trials, in blocks that hold every class of the person", () => {
    expect(blocks(["ababab"])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(blocks(["aabbb"])).toEqual([[0, 1, 2, 3, 4]]);
  });

  it("never exchanges between people who have several classes, and exchanges others as wholes", () => {
    const { units, blocks: found, label } = unitsOf(["aaa", "ab", "bbb", "a"]);
    expect(found.map((block) => [...block])).toEqual([
      [1, 2],
      [0, 3, 4],
    ]);
    expect(units[0]).toEqual([0, 1, 2]);
    expect([...label]).toEqual([0, 0, 1, 1, 0]);
  });

  it("keeps the windows of a trial together", () => {
    expect(unitsOf(["ab"], 3).units).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it("exchanges between rows near one another where people are not known", () => {
    expect(blocks(["a", "b", "b", "a"], 1, false)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});
