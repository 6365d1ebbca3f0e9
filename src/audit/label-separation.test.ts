import { describe, expect, it } from "vitest";
import { random, shuffle } from "../stats/mod.ts";
import { separation } from "./label-separation.ts";

describe("separation", () => {
  it("is brought about by chance no more often than it says: codes and ranges of eight trials", () => {
    const by = random(1);
    const draws = 40_000;
    for (const values of [
      Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      Float64Array.from({ length: 8 }, (_, i) => i),
    ]) {
      const label = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
      const unit = Int32Array.from(label, (_, i) => i);
      let found = 0;
      let chance = 0;
      for (let draw = 0; draw < draws; draw++) {
        shuffle(label, by);
        const seen = separation({ values, label, unit, classes: 2, unitLabel: label });
        if (!seen) continue;
        found++;
        chance = Math.exp(seen.logChance);
      }
      // 2 of the 70 ways to deal four of eight: 0.0286, standard error 0.0008; a code of two values is allowed 4 of 70.
      expect(Math.abs(found / draws - 2 / 70)).toBeLessThan(0.0035);
      expect(found / draws).toBeLessThan(chance + 0.0035);
      expect(chance).toBeCloseTo(values[1] === 0 ? 4 / 70 : 2 / 70, 10);
    }
  });
});
