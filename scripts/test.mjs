#!/usr/bin/env node
// npm test: everything, on a machine with nothing but Debian, Node and npm. Its last line counts the tests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./built.mjs";
import { installDebianPackages, installNpmPackages } from "./install.mjs";
import { duration, run, StepFailed, stepper, tool } from "./steps.mjs";

const folder = mkdtempSync(join(tmpdir(), "heartface-test-"));
const results = join(folder, "vitest.json");
const { step, done } = stepper();
const started = performance.now();
let counts;

/** Tests by outcome; a file that could not be loaded counts as one failed test. */
function countsOf(path) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

try {
  await step("npm packages", installNpmPackages);
  await step("Debian packages", installDebianPackages);
  await step("Build", build);
  await step("Types", () => run(...tool("typescript/bin/tsc", "-p", ".")).code);
  await step(
    "Lint and format",
    () => run(...tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings")).code,
  );
  await step("House", () => run(process.execPath, ["scripts/check-house.mjs"]).code);
  await step("Tests", () => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
    const { code } = run(...tool("vitest/vitest.mjs", "run", ...reporters));
    try {
      counts = countsOf(results);
    } catch {
      console.error("vitest ended without its report");
      return code || 1;
    }
    return code;
  });
  await step("Packed tarball", () => run(process.execPath, ["scripts/check-pack.mjs"]).code);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = error.code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`\n── Summary ${"─".repeat(61)}`);
for (const { title, took, code } of done)
  console.log(`   ${code === 0 ? "✓" : "✗"} ${title.padEnd(18)} ${took}`);
const failed = done.find(({ code }) => code !== 0);
console.log(
  `   ${failed ? `stopped at "${failed.title}"` : "all done"} after ${duration(performance.now() - started)}`,
);
if (counts) console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
