import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isBuilt } from "../scripts/built.mjs";
import * as everywhere from "../src/index.ts";
import { drawingDocument } from "../src/node/mod.ts";
import * as onNode from "../src/node-api.ts";
import { exampleFolder } from "../src/report/example.ts";
import { type Block, docCommentBlocks, documentBlocks, documents, root } from "./docs/blocks.ts";
import { type Givens, runExample, typeProblems } from "./docs/example.ts";
import { layOutCommands, layOutTables, runnable, runShell } from "./docs/shell.ts";
import { isStated, statedIn } from "./docs/value-comment.ts";

const built = isBuilt();

/** Commands of a document take their time: each starts Node and a run's worker threads. */
const timeout = 300_000;

const givens: Givens = { folder: () => exampleFolder(), document: () => drawingDocument() };

async function load(name: string): Promise<unknown> {
  if (name === "heartface") return everywhere;
  if (name === "heartface/node") return onNode;
  return import(/* @vite-ignore */ name);
}

const isCode = ({ language }: Block): boolean => language === "ts" || language === "js";
const isShell = ({ language }: Block): boolean => ["sh", "bash", "shell", "console"].includes(language);
const titleOf = ({ path, line }: Block): string => `${path}:${line}`;

const comments = docCommentBlocks();
const blocksOf = new Map(documents().map((path) => [path, documentBlocks(path)]));

it("every example type-checks in a strict project", () => {
  const all = [...comments, ...[...blocksOf.values()].flat()].filter(isCode);
  expect(typeProblems(all, root)).toEqual([]);
});

describe("examples in doc comments do what they say", () => {
  it.each(comments.filter(isCode).map((block) => [titleOf(block), block] as const))(
    "%s",
    async (_, block) => {
      await runExample(block, load, givens);
    },
  );

  it("in TypeScript, all of them", () => {
    expect(comments.filter((block) => !isCode(block) && block.language !== "json").map(titleOf)).toEqual([]);
  });
});

describe.each([...blocksOf].filter(([, blocks]) => blocks.some((block) => isCode(block) || isShell(block))))(
  "%s does what it says",
  (_, blocks) => {
    const before = process.cwd();
    let folder: string;
    let bin: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "heartface-docs-"));
      bin = layOutCommands(folder);
      layOutTables(folder);
      // Code in a document reads the files that its commands wrote.
      process.chdir(folder);
    });
    afterAll(() => {
      process.chdir(before);
      rmSync(folder, { recursive: true, force: true });
    });

    for (const block of blocks.filter((block) => isCode(block) || isShell(block))) {
      const { note, code } = block;
      const run = async (): Promise<void> => {
        if (isCode(block)) {
          await runExample(block, load, givens);
          return;
        }
        const { status, stdout, stderr } = runShell(code, folder, bin);
        expect(status, `${runnable(code)}\n${stdout}\n${stderr}`).toBe(0);
      };
      it.skipIf(note.includes("no-run") || !built)(titleOf(block), run, timeout);
    }
  },
);

describe("the check of examples itself", () => {
  const block = (code: string): Block => ({ path: "a.md", line: 1, language: "ts", note: "", code });

  it.each([
    ["0.625: High is right in 87.5 % of trials", 0.625, 0.63],
    ["24, but for rounding", 24.000000000001, 24.1],
    ["0.798: Cohen's d of 1, corrected", 0.7979, 0.799],
    ["[1, 3.5, 3.5, 2]", Float64Array.of(1, 3.5, 3.5, 2), [1, 3.5, 3.5]],
    ["{ low: 1, high: 3 }", { low: 1, high: 3 }, { low: 1, high: 3, more: 0 }],
    ["1/3, 2/3", [1 / 3, 2 / 3], [1 / 3, 1 / 3]],
    ['"leak": P01 is in both splits', "leak", "passed"],
    ['"a,b\\nP01: 1"', "a,b\nP01: 1", "a"],
    ["undefined", undefined, null],
    ["-0.002", -0.002, 0.002],
  ])("takes %s for what it says and for nothing else", (comment, right, wrong) => {
    const stated = statedIn(comment)!;
    expect(isStated(right, stated)).toBe(true);
    expect(isStated(wrong, stated)).toBe(false);
  });

  it("runs imports, awaits, checks where they stand, and finds a wrong value", async () => {
    const code =
      'import { mean as m } from "heartface";\nlet x: number = m([1, 2]);\nx; // 1.5\nx += 1;\nx; // 2.5';
    expect(await runExample(block(code), load, givens)).toBe(2);
    await expect(runExample(block(code.replace("// 2.5", "// 3.5")), load, givens)).rejects.toThrow(
      "the comment says 3.5, the value is 2.5",
    );
    await expect(runExample(block("1 + 1; // around two"), load, givens)).rejects.toThrow(
      "a.md:1: the comment",
    );
  });

  it("finds a name that is no longer exported", () => {
    const problems = typeProblems([block('import { noSuchName } from "heartface";\nnoSuchName;')], root);
    expect(problems).toEqual([expect.stringContaining("a.md:1: ")]);
  });
});
