import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

type Check = (at: string) => readonly string[];

const root = fileURLToPath(new URL("..", import.meta.url));
const house = (file: string): Promise<Record<string, Check>> =>
  import(/* @vite-ignore */ new URL(`../scripts/house/${file}`, import.meta.url).href);
const { orderProblems } = await house("order.mjs");
const { docCommentProblems } = await house("doc-comments.mjs");
const { platformFreeProblems } = await house("platform-free.mjs");
const { forbiddenTextProblems, vagueNameProblems } = await house("files.mjs");

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A house with a few rooms, as the real one is built, and one more file. */
function houseWith(files: Readonly<Record<string, string>>): string {
  const at = mkdtempSync(join(tmpdir(), "heartface-house-"));
  made.push(at);
  for (const name of ["biome.json", "tsconfig.json", "package.json", ".gitignore"])
    cpSync(join(root, name), join(at, name));
  symlinkSync(join(root, "node_modules"), join(at, "node_modules"));
  const sound = {
    "src/stats/mod.ts": 'export { mean } from "./mean.ts";\n',
    "src/stats/mean.ts": "/** The mean. */\nexport const mean = 1;\n",
    "src/learn/mod.ts": "/** A split. */\nexport type Split = number;\n",
    "src/node/mod.ts": "/** A path. */\nexport type Path = string;\n",
  };
  for (const [path, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), text);
  }
  return at;
}

/** Names of the lint rules that Biome finds broken. */
function broken(at: string): readonly string[] {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", "--reporter=json", "src"], {
    cwd: at,
    encoding: "utf8",
  });
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(stderr);
  const { diagnostics } = JSON.parse(stdout.slice(start)) as {
    diagnostics: { category: string; severity: string }[];
  };
  return diagnostics.filter(({ severity }) => severity === "error").map(({ category }) => category);
}

const learn = "src/learn/fold.ts";
const restricted = "lint/style/noRestrictedImports";

describe("the order of the floors", () => {
  it("lets a floor import an earlier one through its mod.ts", () => {
    const at = houseWith({
      [learn]: 'import { mean } from "../stats/mod.ts";\n/** A fold. */\nexport const fold = mean;\n',
    });
    expect(broken(at)).toEqual([]);
    expect(orderProblems(at)).toEqual([]);
  });

  it.each([
    [
      "a later floor's value",
      "src/stats/t.ts",
      'export { x } from "../learn/mod.ts";\n',
      "may not import learn",
    ],
    [
      "a later floor's type",
      "src/stats/t.ts",
      'export type { Split } from "../learn/mod.ts";\n',
      "may not import learn",
    ],
    [
      "a later floor's type, imported and not exported",
      "src/stats/t.ts",
      'import type { Split } from "../learn/mod.ts";\n/** T. */\nexport const t: Split = 1;\n',
      "may not import learn",
    ],
    [
      "a later floor when it runs",
      "src/stats/t.ts",
      '/** T. */\nexport const t = () => import("../learn/mod.ts");\n',
      "may not import learn",
    ],
    [
      "a later floor from a folder within a floor",
      "src/stats/tests/t.ts",
      'export type { Split } from "../../learn/mod.ts";\n',
      "may not import learn",
    ],
    [
      "another floor's file beside its mod.ts",
      learn,
      'export { mean } from "../stats/mean.ts";\n',
      "through its mod.ts",
    ],
    ["the disk before node", learn, 'export { readFileSync } from "node:fs";\n', "may need Node"],
    ["linkedom before node", learn, 'export { parseHTML } from "linkedom";\n', "may need Node"],
  ])("refuses %s, in Biome and in check:house", (_, path, text, words) => {
    const at = houseWith({ [path]: text });
    expect(broken(at)).toEqual([restricted]);
    expect(orderProblems(at)).toEqual([expect.stringContaining(words)]);
  });

  it("refuses types fetched by import(), which Biome does not see", () => {
    const at = houseWith({
      "src/stats/t.ts": '/** T. */\nexport type T = import("../learn/mod.ts").Split;\n',
    });
    expect(orderProblems(at)).toEqual([
      expect.stringContaining("src/stats/t.ts:2: stats may not import learn"),
    ]);
  });

  it("refuses a way around by another path, and a folder that is no floor", () => {
    const at = houseWith({
      [learn]: 'export type { Path } from "../../src/node/mod.ts";\n',
      "src/cellar/mod.ts": "/** A. */\nexport const a = 1;\nexport { mean } from '../stats/mod.ts';\n",
    });
    expect(orderProblems(at)).toEqual([
      expect.stringContaining('"cellar" is no floor'),
      expect.stringContaining("learn may not import node"),
    ]);
  });

  it("refuses a circle, also one of types alone", () => {
    const at = houseWith({
      "src/stats/a.ts": 'import type { B } from "./b.ts";\n/** A. */\nexport type A = B | 1;\n',
      "src/stats/b.ts": 'import type { A } from "./a.ts";\n/** B. */\nexport type B = A | 2;\n',
    });
    expect(broken(at)).toEqual(["lint/suspicious/noImportCycles", "lint/suspicious/noImportCycles"]);
  });

  it("lets tests import from anywhere", () => {
    const at = houseWith({
      "src/stats/mean.test.ts": 'import type { Path } from "../node/mod.ts";\nexport const p: Path = "";\n',
    });
    expect(broken(at)).toEqual([]);
    expect(orderProblems(at)).toEqual([]);
  });
});

describe("what runs where", () => {
  it("refuses Node's globals and the DOM's before node, and allows them from node on", () => {
    const at = houseWith({
      "src/index.ts": 'export * from "./stats/mod.ts";\n',
      "src/stats/t.ts": "/** T. */\nexport const t = [process.pid, Buffer.from([]), window];\n",
      "src/node/t.ts": "/** T. */\nexport const t = process.pid;\n",
    });
    const found = platformFreeProblems(at).join("\n");
    expect(found).toMatch(/src\/stats\/t\.ts:2: .*'process'/);
    expect(found).toMatch(/src\/stats\/t\.ts:2: .*'Buffer'/);
    expect(found).toMatch(/src\/stats\/t\.ts:2: .*'window'/);
    expect(found).not.toContain("src/node");
  });
});

describe("what a reader may expect", () => {
  it("refuses an exported name without words", () => {
    const at = houseWith({
      "src/stats/t.ts":
        "export const a = 1;\n/** @internal */\nexport type B = 1;\n/** Said. */\nexport function c(): void {}\nexport interface D {}\nconst e = 1;\nvoid e;\n",
    });
    expect(docCommentProblems(at)).toEqual([
      "src/stats/t.ts:1: a has no doc comment",
      "src/stats/t.ts:3: B has no doc comment",
      "src/stats/t.ts:6: D has no doc comment",
    ]);
  });

  it("refuses names that say nothing, and a machine's own places", () => {
    const at = houseWith({
      "src/stats/utils/t.ts": "export {};\n",
      "src/stats/helpers.ts": "export {};\n",
      "docs/a.md": `See /${"root"}/notes.\n`,
    });
    expect(vagueNameProblems(at)).toEqual([
      expect.stringContaining("src/stats/helpers.ts:"),
      expect.stringContaining("src/stats/utils:"),
    ]);
    expect(forbiddenTextProblems(at)).toEqual([expect.stringContaining("docs/a.md: contains")]);
  });
});
