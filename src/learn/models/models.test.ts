import { describe, expect, it } from "vitest";
import { makeData } from "../../../bench/reference/made-data.ts";
import { InputError } from "../../problem/mod.ts";
import { random, shuffle } from "../../stats/mod.ts";
import { type Matrix, takeRows } from "../matrix.ts";
import type { Model, ModelParameters } from "../model.ts";
import { models } from "./mod.ts";

const participantsOf = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, r) => r % 7);

function trained(
  model: Model,
  features: Matrix,
  labels: Int32Array,
  classes: number,
  given: ModelParameters = {},
) {
  const rows = { features, participants: participantsOf(features.rows), seed: 3 };
  return model.prepare(rows, given).fit(labels, classes);
}

/** Every row sums to 1 with no entry below 0; says what is wrong otherwise. */
function expectProbabilities(values: Float64Array, rows: number, classes: number): void {
  expect(values.length).toBe(rows * classes);
  for (let r = 0; r < rows; r++) {
    const row = values.subarray(r * classes, (r + 1) * classes);
    expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  }
}

it("the registry holds each model under its own name", () => {
  expect([...models.keys()]).toEqual(["dummy", "logistic-regression", "svm-rbf", "random-forest"]);
  for (const [name, { info }] of models) expect(info.name).toBe(name);
});

for (const model of models.values()) {
  describe(`${model.info.name}, as every model,`, () => {
    const data = makeData({ kind: "shift", rows: 140, columns: 4, classes: 3, seed: 51 });
    const { features, labels } = data;
    const fresh = makeData({ kind: "noise", rows: 60, columns: 4, classes: 3, seed: 52 }).features;

    it("gives probabilities that sum to 1", () => {
      expectProbabilities(trained(model, features, labels, 3).probabilities(fresh), 60, 3);
    });

    it("gives the same bits again", () => {
      const once = trained(model, features, labels, 3).probabilities(fresh);
      expect([...trained(model, features, labels, 3).probabilities(fresh)]).toEqual([...once]);
    });

    it("fits a labelling the same whatever labellings were fitted before it", () => {
      const rows = { features, participants: participantsOf(140), seed: 3 };
      const prepared = model.prepare(rows, {});
      const other = Int32Array.from(labels, (_, i) => labels[(i * 37) % 140]);
      const first = prepared.fit(labels, 3);
      const before = [...first.probabilities(fresh)];
      prepared.fit(other, 3).probabilities(fresh);
      prepared.fit(
        labels.map((label) => Math.min(label, 1)),
        2,
      );
      expect([...prepared.fit(labels, 3).probabilities(fresh)]).toEqual(before);
      expect([...first.probabilities(fresh)]).toEqual(before);
    });

    it("predicts the same bits after a round trip through JSON", () => {
      for (const classes of [3, 2]) {
        const fitted = trained(
          model,
          features,
          labels.map((label) => Math.min(label, classes - 1)),
          classes,
        );
        const restored = model.restore(JSON.parse(JSON.stringify(fitted.toJSON())));
        expect([...restored.probabilities(fresh)]).toEqual([...fitted.probabilities(fresh)]);
        expect(restored.toJSON()).toEqual(fitted.toJSON());
      }
    });

    it("refuses JSON of something else", () => {
      const json = trained(model, features, labels, 3).toJSON() as Record<string, unknown>;
      for (const wrong of [null, 7, [], {}, { ...json, model: "other" }, { model: model.info.name }]) {
        expect(() => model.restore(wrong)).toThrow(RangeError);
      }
      for (const name of Object.keys(json).filter((key) => key !== "model")) {
        expect(() => model.restore({ ...json, [name]: "damaged" })).toThrow(RangeError);
      }
    });

    it("refuses rows with other columns", () => {
      const fitted = trained(model, features, labels, 3);
      expect(() => fitted.probabilities({ rows: 1, columns: 3, values: new Float64Array(3) })).toThrow(
        RangeError,
      );
    });

    it("gives a class that training lacks probability 0, and the others what they get without it", () => {
      const gap = Int32Array.from(labels, (label) => [0, 2, 3][label]);
      const with_ = trained(model, features, gap, 5).probabilities(fresh);
      const without = trained(model, features, labels, 3).probabilities(fresh);
      expectProbabilities(with_, 60, 5);
      for (let r = 0; r < 60; r++) {
        expect([...with_.subarray(r * 5, r * 5 + 5)]).toEqual([
          without[r * 3],
          0,
          without[r * 3 + 1],
          without[r * 3 + 2],
          0,
        ]);
      }
    });

    it("is certain of the only class of training", () => {
      const fitted = trained(model, features, new Int32Array(140).fill(1), 3);
      const restored = model.restore(JSON.parse(JSON.stringify(fitted.toJSON())));
      for (const one of [fitted, restored]) {
        expect([...one.probabilities(takeRows(fresh, [0, 1]))]).toEqual([0, 1, 0, 0, 1, 0]);
      }
    });

    const degenerate: readonly (readonly [string, Matrix, Int32Array, number])[] = [
      [
        "one column",
        { rows: 6, columns: 1, values: Float64Array.of(1, 2, 3, 4, 5, 6) },
        Int32Array.of(0, 0, 0, 1, 1, 1),
        2,
      ],
      [
        "rows that are all the same",
        { rows: 8, columns: 2, values: new Float64Array(16).fill(2) },
        Int32Array.of(0, 1, 0, 1, 1, 0, 2, 2),
        3,
      ],
      [
        "one row a class",
        { rows: 3, columns: 2, values: Float64Array.of(0, 0, 1, 0, 0, 1) },
        Int32Array.of(0, 1, 2),
        3,
      ],
      ["a single row", { rows: 1, columns: 2, values: Float64Array.of(1, 2) }, Int32Array.of(0), 2],
      ["no column", { rows: 4, columns: 0, values: new Float64Array(0) }, Int32Array.of(0, 1, 1, 1), 2],
      [
        "a feature of size 1e150",
        { rows: 4, columns: 1, values: Float64Array.of(-1e150, 1e150, 2e150, 0) },
        Int32Array.of(0, 1, 1, 0),
        2,
      ],
      [
        "a feature of size 1e-150",
        { rows: 4, columns: 1, values: Float64Array.of(-1e-150, 1e-150, 2e-150, 0) },
        Int32Array.of(0, 1, 1, 0),
        2,
      ],
      [
        "rows that stand in both classes",
        { rows: 8, columns: 1, values: Float64Array.of(0, 0, 1, 1, 0, 0, 1, 1) },
        Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1),
        2,
      ],
    ];
    for (const [name, few, fewLabels, classes] of degenerate) {
      for (const classWeight of ["balanced", "none"]) {
        it(`survives ${name}, class weight ${classWeight}`, () => {
          const given = model.info.name === "dummy" ? {} : { classWeight };
          expectProbabilities(
            trained(model, few, fewLabels, classes, given).probabilities(few),
            few.rows,
            classes,
          );
        });
      }
    }

    it("predicts no row as no row", () => {
      const none = { rows: 0, columns: 4, values: new Float64Array(0) };
      expect(trained(model, features, labels, 3).probabilities(none).length).toBe(0);
    });

    it("refuses a label that is no class, and parameters that it cannot use", () => {
      expect(() => trained(model, features, labels, 2)).toThrow(RangeError);
      expect(() => trained(model, features, labels, 3, { colour: 1 })).toThrow(InputError);
      for (const parameter of model.info.parameters) {
        expect(() => trained(model, features, labels, 3, { [parameter.name]: -1 })).toThrow(InputError);
        expect(() => trained(model, features, labels, 3, { [parameter.name]: "blue" })).toThrow(InputError);
      }
    });
  });
}

for (const name of ["logistic-regression", "svm-rbf"]) {
  it(`the order of the rows does not matter to ${name}, to 1e-3`, () => {
    const model = models.get(name) as Model;
    for (const classes of [2, 4]) {
      const { features, labels } = makeData({ kind: "shift", rows: 120, columns: 5, classes, seed: 61 });
      const order = Int32Array.from({ length: 120 }, (_, i) => i);
      shuffle(order, random(9));
      const participants = participantsOf(120);
      const plain = model.prepare({ features, participants, seed: 1 }, {}).fit(labels, classes);
      const shuffled = model
        .prepare(
          { features: takeRows(features, order), participants: order.map((r) => participants[r]), seed: 1 },
          {},
        )
        .fit(
          order.map((r) => labels[r]),
          classes,
        );
      const ours = shuffled.probabilities(features);
      plain.probabilities(features).forEach((p, i) => {
        expect(Math.abs(ours[i] - p)).toBeLessThan(1e-3);
      });
    }
  });
}
