import { join } from "node:path";
import ts from "typescript";
import { floors } from "../floors.mjs";
import { root } from "../steps.mjs";
import { floorOf, isTest, sourcePaths } from "./sources.mjs";

/**
 * Type-checks the floors before `node` as a browser's worker would see them: ES2024 and what WebWorker gives, and no
 * types of Node, also none that a package brings along.
 */
export function platformFreeProblems(at = root) {
  const free = new Set(floors.filter(({ node }) => !node).map(({ name }) => name));
  const files = sourcePaths(at).filter(
    (path) => path === "src/index.ts" || (free.has(floorOf(path)) && !isTest(path)),
  );
  const { config } = ts.readConfigFile(join(at, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, at);
  const program = ts.createProgram(
    files.map((path) => join(at, path)),
    { ...options, lib: ["lib.es2024.d.ts", "lib.webworker.d.ts"], noEmit: true },
  );
  const brought = program
    .getSourceFiles()
    .map(({ fileName }) => fileName)
    .filter((name) => name.includes("/node_modules/@types/node/"));
  const problems = ts.getPreEmitDiagnostics(program).map((found) => {
    const message = ts.flattenDiagnosticMessageText(found.messageText, " ");
    if (!found.file) return message;
    const { line } = found.file.getLineAndCharacterOfPosition(found.start);
    return `${found.file.fileName.replace(at, "")}:${line + 1}: ${message}`;
  });
  return [
    ...problems,
    ...(brought.length
      ? ["a package brings the types of Node along, so this check would let Node's globals through"]
      : []),
  ];
}
