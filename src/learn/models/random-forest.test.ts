import { describe, expect, it } from "vitest";
import { makeSplit } from "../../../bench/reference/made-data.ts";
import reference from "../../../bench/reference/models-sklearn.json" with { type: "json" };
import { randomForest } from "./random-forest.ts";

/** Seeds that are averaged; scikit-learn's figures are means over 30. */
const seeds = 12;

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe("the random forest", () => {
  for (const {
    data,
    classWeight,
    accuracy,
    accuracySd,
    logLoss,
    logLossSd,
    seeds: theirs,
  } of reference.forest) {
    it(`is as accurate as scikit-learn's on ${data.name}, class weight ${classWeight}: mean over seeds, within noise`, () => {
      const { train, trainLabels, test, testLabels } = makeSplit(data);
      const participants = new Int32Array(train.rows);
      const accuracies: number[] = [];
      const losses: number[] = [];
      for (let seed = 0; seed < seeds; seed++) {
        const fitted = randomForest
          .prepare({ features: train, participants, seed }, { classWeight })
          .fit(trainLabels, data.classes);
        const probabilities = fitted.probabilities(test);
        let right = 0;
        let loss = 0;
        testLabels.forEach((label, r) => {
          const row = probabilities.subarray(r * data.classes, (r + 1) * data.classes);
          if (row.indexOf(Math.max(...row)) === label) right++;
          loss -= Math.log(Math.max(row[label], 1e-15));
        });
        accuracies.push(right / test.rows);
        losses.push(loss / test.rows);
      }
      // Three standard errors of the difference of the means, and 0.005 for the binning.
      const error = Math.sqrt(1 / seeds + 1 / theirs);
      expect(mean(accuracies)).toBeGreaterThan(accuracy - 3 * accuracySd * error - 0.005);
      expect(Math.abs(mean(losses) - logLoss)).toBeLessThan(3 * logLossSd * error + 0.01);
    });
  }

  const { train, trainLabels, test } = makeSplit(reference.forest[0].data);
  const rows = { features: train, participants: new Int32Array(train.rows), seed: 5 };

  it("grows a tree the same whether or not others were grown before it", () => {
    const written = (trees: number) =>
      randomForest.prepare(rows, { trees }).fit(trainLabels, 2).toJSON() as {
        roots: number[];
        feature: number[];
        split: number[];
      };
    const few = written(3);
    const many = written(7);
    const nodes = few.roots[3];
    expect(many.roots.slice(0, 4)).toEqual(few.roots);
    expect(many.feature.slice(0, nodes)).toEqual(few.feature);
    expect(many.split.slice(0, nodes)).toEqual(few.split);
  });

  it("depends on its seed", () => {
    const first = randomForest.prepare(rows, {}).fit(trainLabels, 2).probabilities(test);
    const second = randomForest
      .prepare({ ...rows, seed: 6 }, {})
      .fit(trainLabels, 2)
      .probabilities(test);
    expect([...first]).not.toEqual([...second]);
  });

  it("keeps minLeaf distinct rows in every leaf: with all rows asked for there is no split", () => {
    const fitted = randomForest.prepare(rows, { minLeaf: train.rows }).fit(trainLabels, 2);
    const { feature } = fitted.toJSON() as { feature: number[] };
    expect(feature).toEqual(new Array(100).fill(-1));
  });

  it("refuses trees whose walk would not end", () => {
    const json = structuredClone(randomForest.prepare(rows, { trees: 2 }).fit(trainLabels, 2).toJSON()) as {
      right: number[];
    };
    json.right[0] = 0;
    expect(() => randomForest.restore(json)).toThrow(RangeError);
  });
});
