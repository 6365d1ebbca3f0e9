#!/usr/bin/env node
// npm run check:pack: what `npm pack` makes is installed into an empty project with npm 10 and npm 11, and used there as
// its readers would: on the command line, from JavaScript, and from TypeScript.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build, isBuilt } from "./built.mjs";
import { duration, npm, outsideOfNpm, root, run } from "./steps.mjs";

const npmMajors = ["10", "11"];
/** What must be in the tarball for the README's commands to work, and what must not. */
const needed = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "bin/heartface.js",
  "dist/cli.js",
  "dist/worker.js",
];
const unwanted = /\.test\.|^(src|test|bench|scripts|docs)\//;

const folder = mkdtempSync(join(tmpdir(), "heartface-pack-"));
const env = outsideOfNpm();

function expectThat(holds, message) {
  if (!holds) throw new Error(message);
}

function done(title, started) {
  console.log(`✓ ${title} (${duration(performance.now() - started)})`);
}

function must(title, command, args, options = {}) {
  const result = run(command, args, { env, quiet: true, ...options });
  expectThat(result.code === 0, `${title} ended with exit code ${result.code}\n${result.out}${result.err}`);
  return result.out;
}

function pack() {
  if (!isBuilt()) expectThat(build() === 0, "the build failed");
  const { code, out, err } = npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    quiet: true,
    env,
  });
  expectThat(code === 0, `npm pack ended with exit code ${code}\n${err}`);
  const packed = JSON.parse(out);
  const [{ filename, files, size, unpackedSize }] = Array.isArray(packed) ? packed : Object.values(packed);
  const names = files.map(({ path }) => path);
  const lacking = needed.filter((name) => !names.includes(name));
  const surplus = names.filter((name) => unwanted.test(name));
  expectThat(lacking.length === 0, `the tarball lacks ${lacking.join(", ")}`);
  expectThat(surplus.length === 0, `the tarball holds ${surplus.join(", ")}`);
  const kilobytes = (bytes) => `${Math.round(bytes / 1024)} kB`;
  console.log(`  ${names.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`);
  return join(folder, filename);
}

async function lint(tarball) {
  const bytes = readFileSync(tarball);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, level: "suggestion", strict: true });
  expectThat(
    messages.length === 0,
    messages.map((message) => `publint: ${formatMessage(message, pkg)}`).join("\n"),
  );
}

const people = 4;
const trials = 6;

/** Two small tables: features with labels, and scores. */
function csv() {
  const rows = Array.from({ length: people * trials }, (_, i) => {
    const tense = i % 2;
    const wobble = ((i * 7919) % 101) / 50;
    return `S${Math.floor(i / trials) + 1},${(i % trials) + 1},${tense ? "tense" : "calm"},${68 + 4 * tense + wobble},${0.2 + tense + wobble / 3}`;
  });
  const scores = Array.from({ length: people }, (_, i) => `S${i + 1},${90 + 7 * i}`);
  return {
    "features.csv": `participant,trial,emotion,ecg_hr,face_au4\n${rows.join("\n")}\n`,
    "scores.csv": `participant,EQ\n${scores.join("\n")}\n`,
  };
}

const script = `
import { catalogue, readTable, table, writeCsv } from "heartface";
import { readRun } from "heartface/node";
const { table: read } = await readTable(new TextEncoder().encode(writeCsv(table({ participant: ["P01"], hr: [61.5] }))), "a.csv");
if (read.rowCount !== 1 || catalogue["file-empty"].severity !== "error") throw new Error("heartface");
const run = await readRun("study/run");
if (run.study.participants !== ${people} || run.scores.length === 0) throw new Error("heartface/node");
console.log(run.scores.length);
`;

const consumer = `
import { type RunFolder, type Table, readTable, table, verdict } from "heartface";
import { readRun } from "heartface/node";
const t: Table = table({ participant: ["P01"], "ecg.hr": [61.5] });
const rows: number = t.rowCount;
export async function main(bytes: Uint8Array): Promise<number> {
  const { table: read } = await readTable(bytes, "a.csv");
  const run: RunFolder = await readRun("study/run");
  // @ts-expect-error: a table is never changed in place
  t.rowCount = 2;
  return rows + read.rowCount + run.scores.length + verdict.length;
}
`;

function use(major, tarball) {
  const started = performance.now();
  const at = join(folder, `npm-${major}`);
  mkdirSync(at);
  writeFileSync(
    join(at, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module" }),
  );
  for (const [name, text] of Object.entries(csv())) writeFileSync(join(at, name), text);
  writeFileSync(join(at, "script.js"), script);
  const options = { cwd: at };
  const npmOf = (...args) => must(`npm ${major} ${args[0]}`, "npx", ["-y", `npm@${major}`, ...args], options);
  const version = npmOf("--version").trim();
  expectThat(version.startsWith(`${major}.`), `asked for npm ${major}, got ${version}`);
  npmOf("install", "--no-audit", "--no-fund", tarball);
  const told = npmOf("exec", "--no", "--", "heartface", "--version").trim();
  const { version: own } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expectThat(told === own, `heartface --version says ${told}, package.json ${own}`);
  const heartface = (...args) =>
    must(
      `heartface ${args[0]}`,
      process.execPath,
      [join(at, "node_modules/heartface/bin/heartface.js"), ...args],
      options,
    );
  const columns = ["--label", "emotion", "--ei", "EQ", "--ecg-columns", "ecg_*", "--face-columns", "face_*"];
  heartface("import", "features.csv", "scores.csv", ...columns, "--out", "study");
  heartface("run", "study", "--permutations", "0", "--ei-permutations", "100");
  const again = JSON.parse(
    heartface("run", "study", "--permutations", "0", "--ei-permutations", "100", "--json"),
  );
  expectThat(again.stepsRun === 0, `the same run again did ${again.stepsRun} steps`);
  const report = readFileSync(join(at, "study/run/report.html"), "utf8");
  expectThat(report.includes("<svg"), "report.html shows no figure");
  must("a script that imports heartface", process.execPath, ["script.js"], options);
  done(`npm ${version}: installs, runs and is imported`, started);
  return at;
}

function typeCheck(at) {
  const started = performance.now();
  writeFileSync(join(at, "consumer.ts"), consumer);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2023",
    module: "nodenext",
    lib: ["es2024", "dom", "dom.iterable"],
    types: [],
  };
  writeFileSync(join(at, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  must("the types of the installed package", process.execPath, [tsc, "-p", "."], { cwd: at });
  done("its types serve a strict TypeScript project", started);
}

try {
  const started = performance.now();
  const tarball = pack();
  await lint(tarball);
  done("packs, and publint has nothing to say", started);
  const places = npmMajors.map((major) => use(major, tarball));
  typeCheck(places[0]);
} catch (error) {
  console.error(`✗ ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
