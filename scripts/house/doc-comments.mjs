import ts from "typescript";
import { root } from "../steps.mjs";
import { isTest, lineOf, parsed, sourcePaths } from "./sources.mjs";

function isExported(node) {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function nameOf(node) {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.map(({ name }) => name.getText()).join(", ");
  }
  return node.name?.getText() ?? "default export";
}

/** A doc comment counts when it says something: text, and not tags alone. */
function isExplained(node) {
  const docs = node.jsDoc ?? [];
  return docs.some((doc) => (ts.getTextOfJSDocComment(doc.comment) ?? "").trim().length > 0);
}

/**
 * Exported names without a doc comment. Overloads need one at the first; `export … from` shows what is explained where
 * it is written.
 */
export function docCommentProblems(at = root) {
  return sourcePaths(at)
    .filter((path) => !isTest(path))
    .flatMap((path) => {
      const file = parsed(path, at);
      const seen = new Set();
      return file.statements.filter(isExported).flatMap((node) => {
        const name = nameOf(node);
        const again = ts.isFunctionDeclaration(node) && seen.has(name);
        seen.add(name);
        return again || isExplained(node)
          ? []
          : [`${path}:${lineOf(file, node)}: ${name} has no doc comment`];
      });
    });
}
