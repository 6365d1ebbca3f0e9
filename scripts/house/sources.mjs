import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";
import { root } from "../steps.mjs";

/** Paths of all modules of `src`, relative to the root, with forward slashes, in order. */
export function sourcePaths(at = root) {
  return readdirSync(join(at, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .sort();
}

/** Whether a module is a test, which may import from anywhere. */
export function isTest(path) {
  return path.endsWith(".test.ts");
}

/** The floor that a module stands on: the first folder below `src`, or undefined for `src/index.ts`. */
export function floorOf(path) {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** A module's syntax tree. */
export function parsed(path, at = root) {
  return ts.createSourceFile(path, readFileSync(join(at, path), "utf8"), ts.ScriptTarget.ES2023, true);
}

/** 1-based line of a node. */
export function lineOf(file, node) {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

/**
 * All that a module imports, of values or of types alone: `import`, `export … from`, `import()` and `import("…").Type`.
 *
 * @returns specifier, line, and for a relative specifier the path that it leads to
 */
export function importsOf(path, at = root) {
  const file = parsed(path, at);
  const found = [];
  const add = (node) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    const { text: specifier } = node;
    const target = specifier.startsWith(".") ? posix.join(dirname(path), specifier) : null;
    found.push({ specifier, target, line: lineOf(file, node) });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node)) add(node.argument.literal);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
