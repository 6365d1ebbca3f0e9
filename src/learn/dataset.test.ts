import { describe, expect, it } from "vitest";
import { table } from "../table/mod.ts";
import { assemble, hasColumns, modalityColumns, takeColumns, trialMeans } from "./dataset.ts";

const gap = Number.NaN;
const task = { name: "valence", classes: ["HV", "LV"] };

const features = table({
  participant: ["P02", "P02", "P01", "P01", "P01", "P01", "P02"],
  trial: ["T1", "T1", "T1", "T2", "T2", "T2", "T2"],
  window: [1, 2, 1, 1, 2, 3, 1],
  "ecg.hr": [60, 70, 80, 90, gap, 96, 75],
  "face.AU12": [1, 3, 5, 6, 7, 8, gap],
  "both.coherence": [0.1, 0.3, 0.5, gap, gap, gap, 0.9],
});

const trials = table({
  participant: ["P02", "P02", "P01", "P01", "P03"],
  trial: ["T1", "T2", "T1", "T2", "T1"],
  "label.valence": ["HV", "LV", "LV", "HV", "HV"],
});

describe("trials as numbers", () => {
  it("are the means of their windows, over those windows that have a value", () => {
    const means = trialMeans(features, ["ecg.hr", "both.coherence"], ["P01 T2", "P02 T1"]);
    expect(means).toEqual({ rows: 2, columns: 2, values: Float64Array.of(93, gap, 65, 0.2) });
  });

  it("have no value where the table has no row of theirs, and do not take that of another trial", () => {
    const { values } = trialMeans(features, ["ecg.hr"], ["P03 T1", "P01 T1", "P01 T9"]);
    expect([...values]).toEqual([gap, 80, gap]);
  });

  it("leave infinite values out of the mean", () => {
    const of = table({
      participant: ["P01", "P01"],
      trial: ["T1", "T1"],
      "ecg.hr": [Number.POSITIVE_INFINITY, 4],
    });
    expect([...trialMeans(of, ["ecg.hr"], ["P01 T1"]).values]).toEqual([4]);
  });
});

describe("a task's dataset", () => {
  it("holds the labelled trials that both heart and face cover, in the order of the trials table", () => {
    const data = assemble(trials, features, task);
    expect(data.trials).toEqual(["T1", "T1", "T2"]);
    expect(Array.from(data.participant, (index) => data.participants[index])).toEqual(["P02", "P01", "P01"]);
    expect(data.participants).toEqual(["P01", "P02"]);
    expect([...data.labels]).toEqual([0, 1, 0]);
    expect(data.featureNames).toEqual(["ecg.hr", "face.AU12", "both.coherence"]);
    expect([...data.features.values]).toEqual([65, 2, 0.2, 80, 5, 0.5, 93, 7, gap]);
  });

  it("leaves out trials without a label, and those of a class that the task does not have", () => {
    const unlabelled = table({
      participant: ["P02", "P01", "P01"],
      trial: ["T1", "T1", "T2"],
      "label.valence": [null, "LV", "neutral"],
    });
    const data = assemble(unlabelled, features, task);
    expect(data.trials).toEqual(["T1"]);
    expect(data.participants).toEqual(["P01"]);
  });

  it("does not depend on the order of the feature rows", () => {
    const order = [6, 2, 0, 5, 4, 1, 3];
    const shuffled = table(
      Object.fromEntries(
        features.columns.map(({ name, values }) => [name, order.map((row) => values[row])]),
      ) as Record<string, number[]>,
    );
    expect(assemble(trials, shuffled, task)).toEqual(assemble(trials, features, task));
  });

  it("carries the splits as they were given", () => {
    const splits = ["train", null, "test", "train", "test"];
    const split = { kind: "text", name: "split", values: splits } as const;
    const data = assemble({ ...trials, columns: [...trials.columns, split] }, features, task);
    expect(data.splits).toEqual(["train", "test", "train"]);
    expect(assemble(trials, features, task).splits).toEqual([null, null, null]);
  });
});

describe("the columns of a modality", () => {
  const data = { featureNames: ["ecg.hr", "face.AU12", "ecg.rmssd", "both.coherence"] };

  it("are its own; both takes all of them", () => {
    expect(modalityColumns(data, "ecg")).toEqual([0, 2]);
    expect(modalityColumns(data, "face")).toEqual([1]);
    expect(modalityColumns(data, "both")).toEqual([0, 1, 2, 3]);
    expect(hasColumns({ featureNames: ["ecg.hr"] }, "face")).toBe(false);
    expect(hasColumns(data, "face")).toBe(true);
  });

  it("are taken in the order they are asked for", () => {
    const matrix = { rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) };
    expect(takeColumns(matrix, [2, 0])).toEqual({ rows: 2, columns: 2, values: Float64Array.of(3, 1, 6, 4) });
  });
});
