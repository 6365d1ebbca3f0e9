import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A fenced block of code. */
export interface Block {
  /** The file, relative to the root, and the 1-based line of the block's first line of code. */
  readonly path: string;
  readonly line: number;
  readonly language: string;
  /** What stands behind the language, such as `no-run`. */
  readonly note: string;
  readonly code: string;
}

/** The fenced blocks of a text, in order. */
export function blocksIn(path: string, text: string): readonly Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const open = /^\s*```(\w+)[ \t]*(.*)$/.exec(lines[i]);
    if (!open) continue;
    const end = lines.findIndex((line, at) => at > i && /^\s*```\s*$/.test(line));
    if (end < 0) throw new Error(`${path}:${i + 1}: the block is never closed`);
    blocks.push({
      path,
      line: i + 2,
      language: open[1],
      note: open[2].trim(),
      code: lines.slice(i + 1, end).join("\n"),
    });
    i = end;
  }
  return blocks;
}

/** The documents whose commands and code must work: the README and everything in `docs`. */
export function documents(): readonly string[] {
  const docs = existsSync(join(root, "docs"))
    ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    : [];
  return ["README.md", ...docs.sort().map((path) => `docs/${path}`)].filter(
    (path) => path.endsWith(".md") && existsSync(join(root, path)),
  );
}

/** The blocks of a document. */
export function documentBlocks(path: string): readonly Block[] {
  return blocksIn(path, readFileSync(join(root, path), "utf8"));
}

/** The blocks in the doc comments of `src`, with the comments' stars taken away but every line in its place. */
export function docCommentBlocks(): readonly Block[] {
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .sort()
    .flatMap((path) => {
      const text = readFileSync(join(root, "src", path), "utf8");
      let commented = false;
      const lines = text.split("\n").map((line) => {
        commented ||= /^\s*\/\*\*/.test(line);
        const kept = commented ? line.replace(/^\s*(\/\*)?\*+\/?/, "") : "";
        if (line.includes("*/")) commented = false;
        return kept;
      });
      return blocksIn(`src/${path}`, lines.join("\n"));
    });
}
