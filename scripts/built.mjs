import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, run, tool } from "./steps.mjs";

const outputs = ["dist/index.js", "dist/index.d.ts", "dist/node.js", "dist/cli.js", "dist/worker.js"];
const inputs = ["package.json", "tsconfig.json", "tsdown.config.ts"];

/** Whether `dist` is there and newer than everything that it is made from. */
export function isBuilt() {
  const paths = outputs.map((path) => join(root, path));
  if (!paths.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...paths.map((path) => statSync(path).mtimeMs));
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .map((path) => join("src", path));
  return [...inputs, ...sources].every((path) => statSync(join(root, path)).mtimeMs <= oldest);
}

/** Builds `dist`; gives an exit code. */
export function build() {
  return run(...tool("tsdown/dist/run.mjs", "--logLevel", "error")).code;
}
