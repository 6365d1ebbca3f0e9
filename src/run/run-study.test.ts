import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvBytes, readTable } from "../formats/mod.ts";
import { inline, readRun, readStudy, writeStudy } from "../node/mod.ts";
import { simulateTables } from "../simulate/mod.ts";
import { guessMapping, importStudy } from "../study/mod.ts";
import { texts } from "../table/mod.ts";
import { cacheIn } from "./cache.ts";
import { defaultOptions, type RunOptions } from "./options.ts";
import { silent } from "./progress.ts";
import { runIntoFolder } from "./run-into-folder.ts";
import { runStudy } from "./run-study.ts";
import { type Task, taskRunner } from "./task.ts";

const options: RunOptions = {
  ...defaultOptions,
  tasks: ["valence"],
  models: ["logistic-regression"],
  permutations: 40,
  eiPermutations: 100,
};

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "heartface-run-"));
  const tables = simulateTables({ participants: 8, stimuliPerQuadrant: 2 });
  const sources = await Promise.all(
    Object.entries(tables).map(async ([file, table]) => ({
      file,
      source: await readTable(csvBytes(table), file),
    })),
  );
  const { config } = guessMapping(sources);
  await writeStudy(join(folder, "study"), importStudy(sources, { ...config, simulated: true }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function here() {
  const run = taskRunner();
  return inline((task) => run(task as Task));
}

async function run(wanted: Partial<RunOptions>, cacheName = "cache") {
  const study = await readStudy(join(folder, "study"));
  const cache = cacheIn(join(folder, cacheName), "engine");
  const context = { folder: join(folder, "study"), study, executor: here(), cache, progress: silent };
  return { result: await runStudy(context, { ...options, ...wanted }), made: cache.made() };
}

describe("a run", () => {
  it("scores each arm, predicts each trial once an arm and model, and fits a model for each modality", async () => {
    const { result } = await run({});
    expect(result.scores.map(({ arm, model }) => [arm, model])).toEqual([
      ["ecg", "logistic-regression"],
      ["face", "logistic-regression"],
      ["joined", "logistic-regression"],
      ["mean", "logistic-regression"],
      ["mean", "dummy"],
    ]);
    expect(result.predictions.rowCount).toBe(5 * 8 * 8);
    const keys = texts(result.predictions, "recipe").map((recipe, row) =>
      [recipe, texts(result.predictions, "participant")[row], texts(result.predictions, "trial")[row]].join(
        " ",
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect([...result.models.keys()]).toEqual([
      "model/valence-ecg.json",
      "model/valence-face.json",
      "model/valence-both.json",
    ]);
    expect(result.ei?.rows).toHaveLength(4);
  });

  it("does only what is new when it is asked for more", async () => {
    const first = await run({ permutations: 20 }, "grown");
    const again = await run({ permutations: 20 }, "grown");
    expect(again.made).toBe(0);
    expect(again.result.scores).toEqual(first.result.scores);
    const more = await run({ permutations: 60 }, "grown");
    expect(more.made).toBeGreaterThan(0);
    expect(more.made).toBeLessThan((await run({ permutations: 60 }, "afresh")).made);
  });

  it("gives other permutations with another seed, and the same predictions of a model without chance", async () => {
    const [one, two] = [await run({}), await run({ seed: 2 })];
    expect(two.result.scores[1].nullSample).not.toEqual(one.result.scores[1].nullSample);
    expect(two.result.scores[1].scores.auc.value).toBe(one.result.scores[1].scores.auc.value);
  });

  it.each([
    [{ tasks: ["mood"] }, 'there is no task "mood"; the study has quadrant, arousal, valence'],
    [{ models: ["tarot"] }, 'there is no model "tarot"'],
    [{ primary: "tarot" }, 'there is no model "tarot"'],
    [{ validations: ["luck"] }, 'there is no validation "luck"'],
    [{ validations: ["given-split"] }, "needs rows of a training and of a test split"],
    [{ strata: ["wealth"] }, 'the study has no covariate "wealth"'],
  ])("refuses what it cannot do: %j", async (wanted, sentence) => {
    await expect(run(wanted as Partial<RunOptions>)).rejects.toThrow(sentence);
  });

  it("says of tables without participants that nothing about them is subject-independent", async () => {
    const { result } = await run({ validations: ["stratified-5-fold"], permutations: 0 });
    expect(result.scores.every(({ subjectIndependent }) => !subjectIndependent)).toBe(true);
    expect(result.ei?.rows ?? []).toEqual([]);
  });

  it("leaves a folder from which everything can be read back", async () => {
    const places = { study: join(folder, "study"), out: join(folder, "out"), executor: here() };
    const { content, report } = await runIntoFolder(places, options, silent);
    expect(report).toBe(join(folder, "out", "report.html"));
    const back = await readRun(join(folder, "out"));
    expect(back.scores).toEqual(JSON.parse(JSON.stringify(content.scores)));
    expect(back.predictions.columns.map(({ name }) => name)).toEqual(
      content.predictions.columns.map(({ name }) => name),
    );
    expect(back.study.simulated).toBe(true);
    expect(back.run.configuration).toMatchObject({ permutations: 40, primary: "logistic-regression" });
  });
});
