#!/usr/bin/env node
// npm run check:house: the order of the floors, what may run where, and what a reader may expect of every file.
// With --write it brings biome.json and docs/architecture.svg up to date first.
import { architectureProblems, writeArchitecture } from "./architecture.mjs";
import { biomeProblems, writeBiome } from "./house/biome-rules.mjs";
import { browserProblems } from "./house/browser.mjs";
import { docCommentProblems } from "./house/doc-comments.mjs";
import { fileSizes, forbiddenTextProblems, vagueNameProblems } from "./house/files.mjs";
import { orderProblems } from "./house/order.mjs";
import { platformFreeProblems } from "./house/platform-free.mjs";
import { duration, root } from "./steps.mjs";

const checks = [
  ["Floors import only from earlier floors, through mod.ts", orderProblems],
  ["biome.json holds the same order", biomeProblems],
  ["docs/architecture.svg shows the code's own imports", architectureProblems],
  ["Everything before node type-checks without Node", platformFreeProblems],
  ["Everything before node runs in Chromium", browserProblems],
  ["Every exported name has a doc comment", docCommentProblems],
  ["No file holds more than one idea", fileSizes],
  ["Names say what is inside", vagueNameProblems],
  ["No host or place of one machine is named", forbiddenTextProblems],
];

if (process.argv.includes("--write")) {
  writeBiome();
  writeArchitecture();
}

let failed = 0;
for (const [title, check] of checks) {
  const started = performance.now();
  const found = await check(root);
  const { problems, notes } = Array.isArray(found) ? { problems: found, notes: [] } : found;
  console.log(`${problems.length ? "✗" : "✓"} ${title} (${duration(performance.now() - started)})`);
  for (const line of problems) console.log(`    ${line}`);
  for (const line of notes) console.log(`    note: ${line}`);
  failed += problems.length ? 1 : 0;
}
console.log(
  failed ? `\n${failed} of ${checks.length} house checks failed` : `\nAll ${checks.length} house checks hold`,
);
process.exitCode = failed ? 1 : 0;
