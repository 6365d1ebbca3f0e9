/**
 * The order of the house, ground floor first: the one list that Biome's import rules, `npm run check:house` and the
 * picture in docs/architecture.md are made from. A folder imports only from folders that stand before it here, and only
 * through their `mod.ts`.
 *
 * @typedef {object} Floor
 * @property {string} name - the folder in `src`
 * @property {string} what - what lives there, in a few words
 * @property {boolean} [node] - it may use Node; every other floor runs in browsers, workers, Deno and Node alike
 */

/** @type {readonly Floor[]} */
export const floors = [
  { name: "problem", what: "what can be wrong with input" },
  { name: "kernels", what: "hot loops in WebAssembly" },
  { name: "signal", what: "filters, spectra, peaks" },
  { name: "stats", what: "tests, intervals, random streams" },
  { name: "table", what: "the columnar table in memory" },
  { name: "formats", what: "bytes to tables and back" },
  { name: "study", what: "people, trials, labels, EI scores" },
  { name: "ecg", what: "beats, heart-rate variability" },
  { name: "face", what: "landmarks, micro-expressions" },
  { name: "learn", what: "recipes, splits, models, metrics" },
  { name: "fusion", what: "heart and face together" },
  { name: "ei", what: "accuracy by EI score" },
  { name: "audit", what: "does a table give the answer away?" },
  { name: "simulate", what: "a study with known truth" },
  { name: "report", what: "figures and the HTML report" },
  { name: "node", what: "folders on disk, worker threads", node: true },
  { name: "run", what: "the pipeline, tasks and cache", node: true },
  { name: "cli", what: "one file a command", node: true },
];

/** Packages that run anywhere: the only ones that the floors before `node` may import. */
export const packagesForAnywhere = [
  "@observablehq/plot",
  "fflate",
  "hyparquet",
  "hyparquet-compressors",
  "hyparquet-writer",
  "zod",
];

/** Modules of `src` that belong to no floor: the public entrances. */
export const entrances = { "src/index.ts": "report", "src/node-api.ts": "run" };

/** The place of a floor in the order, -1 for a folder that is none. */
export function levelOf(name) {
  return floors.findIndex((floor) => floor.name === name);
}
