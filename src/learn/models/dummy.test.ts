import { describe, expect, it } from "vitest";
import { dummy } from "./dummy.ts";

const features = { rows: 5, columns: 2, values: new Float64Array(10) };
const rows = { features, participants: new Int32Array(5), seed: 1 };

describe("the dummy model", () => {
  it("gives every row the class frequencies of training", () => {
    const fitted = dummy.prepare(rows, {}).fit(Int32Array.of(2, 0, 2, 2, 0), 3);
    const probabilities = fitted.probabilities({ rows: 2, columns: 2, values: Float64Array.of(9, 9, -9, 0) });
    expect([...probabilities]).toEqual([0.4, 0, 0.6, 0.4, 0, 0.6]);
  });

  it("takes no parameter", () => {
    expect(() => dummy.prepare(rows, { C: 1 })).toThrow('the model dummy has no parameter "C"');
  });
});
