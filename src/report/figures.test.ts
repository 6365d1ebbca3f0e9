import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { faults } from "../../test/report/well-formed.ts";
import { numbers, texts } from "../table/mod.ts";
import type { DrawingDocument } from "./drawing.ts";
import { exampleFolder } from "./example.ts";
import { figures } from "./figures.ts";
import type { RunFolder } from "./run-folder.ts";

const newDocument = (): DrawingDocument => parseHTML("<!doctype html><html><body></body></html>").document;
const draw = (folder: RunFolder) => figures(folder, newDocument());
const example = exampleFolder({ participants: 12, models: ["svm-rbf", "dummy"] });
const drawn = draw(example);

describe("the figures of a run", () => {
  it("are these, by name", () => {
    expect([...drawn.keys()]).toEqual([
      "scores.svg",
      "null-valence.svg",
      "confusion-valence.svg",
      "participants-valence.svg",
      "ei-valence.svg",
    ]);
  });

  it.each([...drawn])("%s looks as it did", async (file, svg) => {
    // a tag a line, so that a change shows where it is
    await expect(svg.replaceAll("><", ">\n<")).toMatchFileSnapshot(`../../test/report/${file}.snap`);
  });

  it("come out the same every time, from a document that drew before too", () => {
    const document = newDocument();
    figures(example, document);
    expect([...figures(example, document)]).toEqual([...drawn]);
  });

  it.each([...drawn])(
    "%s stands alone: white, well-formed, nothing loaded, nothing referred to",
    (_, svg) => {
      expect(faults(svg, false)).toEqual([]);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
      expect(svg.slice(40).replace(/xmlns="[^"]*"/, "")).not.toMatch(
        /https?:|url\(|href|\bid="|<style|<script|var\(/,
      );
      expect(svg).toMatch(/<rect width="\d+" height="\d+" fill="#ffffff"\/>/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    },
  );

  it.each([...drawn])("%s says that the data are simulated, in its title and in each panel", (_, svg) => {
    expect(svg).toMatch(/^<svg [^>]*><title>[^<]*\(simulated data\)<\/title>/);
    const panels = svg.match(/<svg x=/g)?.length ?? 0;
    expect(panels).toBeGreaterThan(0);
    expect(svg.match(/>Simulated data</g)).toHaveLength(panels);
  });

  it("say nothing of simulation when people were recorded", () => {
    const real = draw({ ...example, study: { ...example.study, simulated: false } });
    for (const svg of real.values()) expect(svg.toLowerCase()).not.toContain("simulated");
  });
});

describe("what the figures state", () => {
  it("each participant's accuracy is that of the predictions, inner folds left out", () => {
    const { predictions } = example;
    const inner = {
      ...predictions,
      columns: predictions.columns.map((column) =>
        column.name === "inner_fold" && column.kind === "number"
          ? { ...column, values: column.values.map((_, i) => (i % 3 === 0 ? 1 : Number.NaN)) }
          : column,
      ),
    };
    const svg = draw({ ...example, predictions: inner }).get("participants-valence.svg")!;
    const [arm, model, who, truth, predicted] = ["arm", "model", "participant", "truth", "predicted"].map(
      (name) => texts(inner, name),
    );
    const innerFold = numbers(inner, "inner_fold");
    let [right, all] = [0, 0];
    for (let i = 0; i < inner.rowCount; i++) {
      if (!Number.isNaN(innerFold[i]) || arm[i] !== "face" || model[i] !== "svm-rbf" || who[i] !== "P007")
        continue;
      all++;
      if (truth[i] === predicted[i]) right++;
    }
    expect(all).toBe(16);
    const face = svg.slice(
      svg.indexOf("<title>Face</title>"),
      svg.indexOf("<title>Both, features joined</title>"),
    );
    expect(face).toContain(`<title>P007: ${((100 * right) / all).toFixed(1)}\u202f% of 16</title>`);
  });

  it("each cell of the confusion is the row's share and count", () => {
    const svg = drawn.get("confusion-valence.svg")!;
    for (const { primary, confusion } of example.scores) {
      if (!primary) continue;
      for (const counts of confusion) {
        const all = counts[0] + counts[1];
        for (const n of counts) {
          expect(svg).toContain(`>${((100 * n) / all).toFixed(1)} %</text>`);
          expect(svg).toContain(`>${n}</text>`);
        }
      }
    }
  });

  it("every balanced accuracy stands beside its mark", () => {
    const svg = drawn.get("scores.svg")!;
    for (const { scores } of example.scores) {
      expect(svg).toContain(`>${(100 * scores.balancedAccuracy.value).toFixed(1)}</text>`);
    }
  });
});

describe("figures of other runs", () => {
  it("leave out what there are no values for", () => {
    const folder = exampleFolder({
      participants: 5,
      arms: ["face"],
      permutations: 0,
      ei: false,
      models: ["svm-rbf"],
    });
    expect([...draw(folder).keys()]).toEqual([
      "scores.svg",
      "confusion-valence.svg",
      "participants-valence.svg",
    ]);
    expect([...draw({ ...folder, scores: [] }).keys()]).toEqual([]);
    const unknown = exampleFolder({ unknown: true, participants: 5, permutations: 9, models: ["svm-rbf"] });
    expect([...draw(unknown).keys()]).toEqual(["scores.svg", "null-valence.svg", "confusion-valence.svg"]);
  });

  it.each([
    [
      "one class name with markup, one in Korean, one of 60 characters",
      ["<b>&\"'", "중립 한국어", "x".repeat(60)],
    ],
    ["12 classes", Array.from({ length: 12 }, (_, i) => `class ${i}`)],
    ["40 classes", Array.from({ length: 40 }, (_, i) => `a class with a rather long name, number ${i}`)],
  ])("survive %s", (_, classes) => {
    const task = { name: `<script>${classes.length}`, classes, effect: { ecg: 1 } };
    const folder = exampleFolder({
      participants: 6,
      trials: 40,
      arms: ["ecg", "mean"],
      permutations: 9,
      models: ["svm-rbf"],
      tasks: [task],
    });
    const made = draw(folder);
    expect(made.size).toBe(5);
    for (const [file, svg] of made) {
      expect(file).toMatch(/^[\w.-]+$/);
      expect(faults(svg, false)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|⚠|<b>|<script>/);
    }
  });

  it("keep tasks apart whose names make the same file name", () => {
    const tasks = ["a/b", "a?b", "A b"].map((name) => ({ name, classes: ["x", "y"], effect: {} }));
    const made = draw(
      exampleFolder({
        participants: 5,
        trials: 6,
        arms: ["ecg"],
        permutations: 0,
        ei: false,
        models: ["svm-rbf"],
        tasks,
      }),
    );
    expect([...made.keys()].filter((file) => file.startsWith("confusion"))).toEqual([
      "confusion-a-b.svg",
      "confusion-a-b-2.svg",
      "confusion-A-b-3.svg",
    ]);
  });
});
