#!/usr/bin/env node
// npm run demo: from nothing but a checkout to a report: simulates a study's tables, imports them and runs every
// experiment. Further arguments go to `heartface run`, such as --permutations 100.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, isBuilt } from "./built.mjs";
import { installNpmPackages } from "./install.mjs";
import { root, run, StepFailed, stepper } from "./steps.mjs";

const { step } = stepper();
const report = join("demo", "study", "run", "report.html");

/** Runs the command line as a reader would; the terminal, if there is one, shows its progress bar. */
function heartface(...args) {
  console.log(`   heartface ${args.join(" ")}\n`);
  return run(process.execPath, [join("bin", "heartface.js"), ...args]).code;
}

try {
  await step("npm packages", installNpmPackages);
  await step("Build", () => {
    if (!isBuilt()) return build();
    console.log("   dist is newer than src");
    return 0;
  });
  await step("Simulate a study", async () => {
    const { csvBytes, simulateTables } = await import(pathToFileURL(join(root, "dist/index.js")).href);
    const folder = join(root, "demo", "tables");
    mkdirSync(folder, { recursive: true });
    for (const [name, table] of Object.entries(simulateTables())) {
      writeFileSync(join(folder, name), csvBytes(table));
      console.log(
        `   ${join("demo", "tables", name)}: ${table.rowCount} rows, ${table.columns.length} columns`,
      );
    }
    return 0;
  });
  await step("Import", () => {
    const table = (name) => join("demo", "tables", name);
    const modalities = ["--ecg", table("hrv.csv"), "--face", table("action-units.csv")];
    const others = ["--labels", table("labels.csv"), "--participants", table("participants.csv")];
    return heartface("import", ...modalities, ...others, "--simulated", "--out", join("demo", "study"));
  });
  await step("Run", () => heartface("run", join("demo", "study"), ...process.argv.slice(2)));
  console.log(`\nOpen ${pathToFileURL(join(root, report)).href}`);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = error.code;
}
