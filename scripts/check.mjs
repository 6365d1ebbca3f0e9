#!/usr/bin/env node
// npm run check: types, lint and house, without the tests; installs nothing.
import { run, StepFailed, stepper, tool } from "./steps.mjs";

const { step } = stepper();
try {
  await step("Types", () => run(...tool("typescript/bin/tsc", "-p", ".")).code);
  await step(
    "Lint and format",
    () => run(...tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings")).code,
  );
  await step("House", () => run(process.execPath, ["scripts/check-house.mjs"]).code);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = error.code;
}
