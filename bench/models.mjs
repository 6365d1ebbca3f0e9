// Fit times of the models beside scikit-learn's, on the same features and labels, on one core.
//   node bench/models.mjs
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsdown";

const here = fileURLToPath(new URL(".", import.meta.url));
const python = "/usr/bin/python3";
/** Labellings of each data set; the median counts, after as many to warm up. */
const labellings = 9;

const folder = await mkdtemp(join(tmpdir(), "heartface-bench-"));
try {
  const entry = {
    models: join(here, "../src/learn/models/mod.ts"),
    made: join(here, "reference/made-data.ts"),
  };
  await build({ entry, outDir: folder, format: "esm", dts: false, config: false, logLevel: "error" });
  const load = (name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  const { models } = await load("models");
  const { makeData } = await load("made");

  for (const [kind, rows, columns, classes] of [
    ["noise", 2000, 12, 2],
    ["noise", 2000, 12, 4],
    ["noise", 1000, 88, 2],
    ["noise", 1000, 88, 4],
    ["shift", 2000, 12, 2],
    ["shift", 1000, 88, 4],
  ]) {
    const { features: raw } = makeData({ kind, rows, columns, classes, seed: 1 });
    const { labels: first } = makeData({ kind, rows, columns, classes, seed: 1 });
    const features = standardised(raw);
    // Noise is labelled anew each time; a signal keeps its labels but for one row in twenty, turned over.
    const labels = Array.from({ length: labellings }, (_, seed) =>
      kind === "noise"
        ? makeData({ kind, rows, columns, classes, seed: 100 + seed }).labels
        : first.map((label, r) => ((r * 31 + seed * 7) % 20 === 0 ? (label + 1) % classes : label)),
    );
    const theirs = scikitLearn(features, labels);
    console.log(`\n${kind}, ${rows} rows x ${columns} columns, ${classes} classes`);
    for (const [name, model] of models) {
      if (name === "dummy") continue;
      const participants = Int32Array.from({ length: rows }, (_, r) => Math.floor((r * 26) / rows));
      const start = performance.now();
      const prepared = model.prepare({ features, participants, seed: 1 }, {});
      const prepare = performance.now() - start;
      for (const own of labels) prepared.fit(own, classes);
      const ours = median(labels.map((own) => timed(() => prepared.fit(own, classes))));
      const reference = theirs?.milliseconds[name];
      const beside = reference
        ? `  scikit-learn ${reference.toFixed(1).padStart(7)} ms  ratio ${(ours / reference).toFixed(2)}`
        : "";
      console.log(
        `${name.padEnd(20)} prepare ${prepare.toFixed(1).padStart(6)} ms  fit ${ours.toFixed(1).padStart(6)} ms${beside}`,
      );
    }
  }
  console.log(
    "\nOur support vector machine's time holds three inner folds for its temperature; scikit-learn's has none.",
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

function standardised({ rows, columns, values }) {
  const made = new Float64Array(values.length);
  for (let c = 0; c < columns; c++) {
    let sum = 0;
    let squares = 0;
    for (let r = 0; r < rows; r++) sum += values[r * columns + c] / rows;
    for (let r = 0; r < rows; r++) squares += (values[r * columns + c] - sum) ** 2 / rows;
    for (let r = 0; r < rows; r++)
      made[r * columns + c] = (values[r * columns + c] - sum) / Math.sqrt(squares);
  }
  return { rows, columns, values: made };
}

/** Times of scikit-learn, or undefined, said once, when it is not there. */
function scikitLearn({ rows, columns, values }, labels) {
  const input = JSON.stringify({ rows, columns, values: [...values], labels: labels.map((own) => [...own]) });
  const environment = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const script = join(here, "reference/models-sklearn.py");
  const run = spawnSync(python, [script, "time"], { input, env: environment, encoding: "utf8" });
  if (run.status === 0) return JSON.parse(run.stdout);
  console.log(`(no scikit-learn at ${python}: our times stand alone)`);
  return undefined;
}
