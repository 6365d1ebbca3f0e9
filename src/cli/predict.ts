import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { csvBytes } from "../formats/mod.ts";
import { type FittedRecipe, predictedClasses, predictTrials } from "../learn/mod.ts";
import { explain, readJson, readRun, refuseForeignFile, writeAtomically } from "../node/mod.ts";
import { fail } from "../problem/mod.ts";
import { headersOf, importGuessed, readTables } from "../run/mod.ts";
import { type Column, fromColumns, prefixes, records } from "../table/mod.ts";
import type { Command, Given } from "./command.ts";
import { longOf, refuseOtherKey, tableFiles, writeKey } from "./import.ts";
import { mappingLines } from "./mapping-lines.ts";
import { columnOptions, overridesOf, readingOf, readOptions } from "./study-options.ts";

async function modelOf(run: string, first: string | undefined, given: Given): Promise<FittedRecipe> {
  const folder = join(run, "model");
  const names = (await readdir(folder).catch((error) => explain(error, folder))).filter((name) =>
    name.endsWith(".json"),
  );
  const fitted = (await Promise.all(names.map((name) => readJson(join(folder, name))))) as FittedRecipe[];
  const modality = given.text("modality");
  const task = given.text("task") ?? first;
  const fitting = fitted.filter(
    (model) => model.task === task && (modality === undefined || model.recipe.modality === modality),
  );
  const order = ["both", "ecg", "face"];
  const [chosen] = fitting.sort(
    (a, b) => order.indexOf(a.recipe.modality) - order.indexOf(b.recipe.modality),
  );
  if (!chosen) {
    const known = fitted.map((model) => `${model.task} from ${model.recipe.modality}`).join(", ");
    fail("option-invalid", `the run has no such model; it has ${known || "none"}`);
  }
  if (chosen.format !== 1)
    fail("run-other-version", "the model was written by another version", { file: folder });
  return chosen;
}

/** `heartface predict`. */
export const predict: Command = {
  name: "predict",
  usage: "RUN FILE… [OPTIONS]",
  summary: "the primary model of a run on new people's features",
  description:
    "Takes tables with the same feature columns as the study's, labels not needed, and writes a probability for each class and trial. These predictions come without a score of their own: how far to trust them is what the run's report says.",
  options: {
    task: { value: "NAME", description: "The task; the run's first when left out." },
    modality: { value: "NAME", description: "ecg, face or both; both where the run has it." },
    out: { value: "FILE", default: "predictions.csv", description: "The CSV file to write." },
    ecg: { value: "FILE", multiple: true, description: "A table whose features are of the heart." },
    face: { value: "FILE", multiple: true, description: "A table whose features are of the face." },
    participant: columnOptions.participant,
    trial: columnOptions.trial,
    window: columnOptions.window,
    long: columnOptions.long,
    wide: columnOptions.wide,
    ...readOptions,
    key: { value: "FILE", description: "Write which pseudonym is whom to this CSV, for your eyes only." },
    "keep-ids": { description: "Keep the participants' own ids instead of pseudonyms." },
  },
  examples: [
    {
      line: "heartface predict study/run --ecg new-hrv.csv --face new-au.csv --keep-ids",
      says: "new people",
    },
  ],
  run: async (given, output) => {
    const [run, ...files] = given.positionals;
    if (run === undefined) fail("option-invalid", "name the run folder");
    const { scores, study } = await readRun(run);
    const model = await modelOf(run, scores[0]?.task, given);
    const tables = tableFiles({ ...given, positionals: files });
    if (tables.length === 0) fail("option-invalid", "name the tables to predict");
    const read = await readTables(tables, readingOf(given));
    const headers = headersOf(read);
    const columns = (modality: "ecg" | "face"): readonly string[] =>
      model.features
        .filter((name) => name.startsWith(`${modality}.`))
        .map((name) => name.slice(modality.length + 1));
    const needed = { ecg: columns("ecg"), face: columns("face") };
    const absent = [...needed.ecg, ...needed.face].filter((name) => !headers.has(name));
    if (absent.length && given.text("long") === undefined && given.text("wide") === undefined) {
      fail(
        "model-mismatch",
        `the model takes ${absent.length} features that no table has: ${absent.slice(0, 5).join(", ")}`,
      );
    }
    const long = longOf(given);
    const wide = given.text("wide");
    const outcome = importGuessed(
      read,
      {
        overrides: {
          ...overridesOf(given, headers),
          ecgColumns: needed.ecg,
          faceColumns: needed.face,
          labels: [],
        },
        labels: {},
        ...(long ? { long } : {}),
        ...(wide === undefined ? {} : { wide }),
        keepIds: given.flag("keep-ids"),
        simulated: false,
      },
      (mapped) => {
        for (const line of mappingLines(mapped)) output.say(line);
      },
      // New people are none of the study's: their pseudonyms must not be taken for theirs.
      { labels: "optional", letter: "N" },
    );
    const { participants, trials, probabilities, unpredicted } = predictTrials(
      model,
      outcome.imported.features,
    );
    if (unpredicted.length) {
      output.say(
        `warning: ${unpredicted.length} trials lack all features of a modality and are not predicted.`,
      );
    }
    const classes = model.classes.length;
    const predicted = predictedClasses(probabilities, classes);
    const text = (name: string, values: readonly string[]): Column => ({ kind: "text", name, values });
    const table = fromColumns([
      text("participant", participants),
      text("trial", trials),
      text(
        "predicted",
        Array.from(predicted, (c) => model.classes[c]),
      ),
      ...model.classes.map(
        (name, c): Column => ({
          kind: "number",
          name: `${prefixes.probability}${name}`,
          values: Float64Array.from(predicted, (_, row) => probabilities[row * classes + c]),
        }),
      ),
    ]);
    const out = given.text("out")!;
    const inputs = outcome.sources.map(({ file }) => file);
    await refuseForeignFile(out, inputs, "participant,trial,predicted,");
    const key = given.text("key");
    if (key !== undefined) {
      await refuseOtherKey(key, outcome.imported.originalIds, inputs);
      await writeKey(key, run, outcome.imported.originalIds);
    }
    await writeAtomically(out, csvBytes(table));
    if (study.simulated) output.show("The model was fitted to SIMULATED DATA");
    output.show(
      `${table.rowCount} trials predicted (${model.task}, ${model.recipe.model}, ${model.recipe.modality}): ${out}`,
    );
    return {
      task: model.task,
      model: model.recipe.model,
      modality: model.recipe.modality,
      predictions: records(table),
    };
  },
};
