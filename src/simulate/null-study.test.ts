import { beforeAll, describe, expect, it } from "vitest";
import { datasetOf, labelledByPerson, simulatedStudy, testArms, testEi } from "../../bench/null-study.ts";
import { evaluateArms } from "../fusion/mod.ts";
import { makeDataset } from "../learn/made-dataset.ts";
import { arms, type Dataset, evaluate, leaveOneParticipantOut } from "../learn/mod.ts";

const model = "logistic-regression";

/** How many of `draws` of probability `p` are exceeded by chance once in a thousand times at most. */
function upperBound(draws: number, p: number): number {
  let probability = (1 - p) ** draws;
  let below = probability;
  let hits = 0;
  while (1 - below > 0.001) {
    hits++;
    probability *= ((draws - hits + 1) / hits) * (p / (1 - p));
    below += probability;
  }
  return hits;
}

it("the bound of a share is the binomial distribution's", () => {
  // scipy.stats.binom.isf(0.001, 40, 0.2), and of 60 at 0.1
  expect([upperBound(40, 0.2), upperBound(60, 0.1)]).toEqual([16, 14]);
});

describe("studies in which there is nothing to find", () => {
  const studies = 40;
  const nothing = { heartEffect: 0, faceEffect: 0, eiEffect: 0, participants: 6, stimuliPerQuadrant: 2 };
  const settings = { model, limit: 19 };
  const p = new Map<string, number[]>();
  const note = (what: string, value: number): void => {
    p.set(what, [...(p.get(what) ?? []), value]);
  };
  beforeAll(() => {
    for (let seed = 1; seed <= studies; seed++) {
      const study = simulatedStudy({ ...nothing, seed });
      const data = datasetOf(study, "valence");
      const tested = testArms(data, settings, seed);
      for (const { arm, balancedAccuracy, auc } of tested.p) {
        note(`labels of trials, ${arm}, balanced accuracy`, balancedAccuracy);
        note(`labels of trials, ${arm}, area under the curve`, auc);
      }
      for (const { arm, balancedAccuracy } of testArms(labelledByPerson(data, seed), settings, seed).p) {
        note(`labels of persons, ${arm}, balanced accuracy`, balancedAccuracy);
      }
      for (const { arm, difference, correlation } of testEi(study, data, tested.probabilities, seed)) {
        note(`EI, ${arm}, High against Low`, difference);
        note(`EI, ${arm}, correlation`, correlation);
      }
    }
  }, 60_000);

  const kinds = [
    ["labels of trials", "balanced accuracy"],
    ["labels of trials", "area under the curve"],
    ["labels of persons", "balanced accuracy"],
    ["EI", "High against Low"],
    ["EI", "correlation"],
  ] as const;
  for (const what of kinds.flatMap(([about, of]) => arms.map((arm) => `${about}, ${arm}, ${of}`))) {
    it(`have small p values no more often than they say: ${what}`, () => {
      const values = p.get(what)!;
      expect(values).toHaveLength(studies);
      for (const level of [0.05, 0.2, 0.5]) {
        const small = values.filter((value) => value <= level + 1e-12).length;
        expect(small).toBeLessThanOrEqual(upperBound(studies, level));
      }
    });
  }

  it("do not have p values of 1 throughout either: half of them lie below 0.75", () => {
    const ofTrials = [...p]
      .filter(([what]) => what.startsWith("labels of trials"))
      .flatMap(([, values]) => values);
    expect(ofTrials.filter((value) => value < 0.75).length / ofTrials.length).toBeGreaterThan(0.5);
  });
});

describe("a study in which there is something to find", () => {
  it("has the smallest p that the permutations allow, in every arm", () => {
    const study = simulatedStudy({
      participants: 8,
      stimuliPerQuadrant: 3,
      heartEffect: 3,
      faceEffect: 3,
      seed: 1,
    });
    const { p } = testArms(datasetOf(study, "arousal"), { model, limit: 39 }, 1);
    expect(p.map(({ balancedAccuracy }) => balancedAccuracy)).toEqual([1 / 40, 1 / 40, 1 / 40, 1 / 40]);
  });
});

describe("a study in which only people differ", () => {
  /** Everyone feels one emotion more often than the other, has features of their own, and no feature moves with the emotion. */
  const data = ((): Dataset => {
    const made = makeDataset({ participants: 10, trials: 10, effect: 0 });
    const often = (row: number): number => made.participant[row] % 2;
    return {
      ...made,
      labels: made.labels.map((_, row) => (row % 10 < 9 ? often(row) : 1 - often(row))),
      features: {
        ...made.features,
        values: made.features.values.map((_, i) => {
          const row = Math.floor(i / made.features.columns);
          return often(row) + 0.1 * Math.sin(made.participant[row] + (i % made.features.columns));
        }),
      },
    };
  })();

  it("scores far above chance, since it tells who somebody is, and is not taken for recognising emotion", () => {
    const folds = leaveOneParticipantOut.folds(data, 1);
    const found = evaluateArms(data, arms, model, "standard", folds, [data.labels], 1);
    const { p } = testArms(data, { model, limit: 39 }, 1);
    for (const arm of arms) {
      expect(evaluate(data.labels, found.get(arm)![0], 2).balancedAccuracy).toBeCloseTo(0.9, 12);
      expect(p.find((other) => other.arm === arm)!.balancedAccuracy).toBe(1);
    }
  });
});
