#!/usr/bin/env node
// npm run check:clone: what is committed, cloned into an empty folder, installs with npm 10 and npm 11, builds and runs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outsideOfNpm, root, run, StepFailed, stepper } from "./steps.mjs";

const folder = mkdtempSync(join(tmpdir(), "heartface-clone-"));
const { step } = stepper();

try {
  for (const major of ["10", "11"]) {
    const cwd = join(folder, `npm-${major}`);
    const options = { cwd, env: outsideOfNpm() };
    const npmOf = (...args) => run("npx", ["-y", `npm@${major}`, ...args], options).code;
    await step(`Clone for npm ${major}`, () => run("git", ["clone", "--quiet", root, cwd]).code);
    await step(`npm ${major}: npm ci`, () => npmOf("ci"));
    await step(`npm ${major}: build`, () => npmOf("run", "build"));
    await step(
      `npm ${major}: heartface --version`,
      () => run(process.execPath, ["bin/heartface.js", "--version"], options).code,
    );
  }
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = error.code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
