import ts from "typescript";

/** A value as a comment states it; a number keeps how many decimals were written. */
export type Stated =
  | { readonly kind: "number"; readonly value: number; readonly decimals: number }
  | { readonly kind: "plain"; readonly value: string | boolean | null | undefined }
  | { readonly kind: "list"; readonly items: readonly Stated[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [string, Stated])[] };

/** A fraction such as 1/3 states all of its digits; one written out, those that stand there. */
const exactDecimals = 12;

function numberOf(node: ts.Expression): { readonly value: number; readonly decimals: number } | undefined {
  if (ts.isNumericLiteral(node)) {
    const written = node.getText();
    const decimals = /e/i.test(written)
      ? exactDecimals
      : (written.split(".")[1] ?? "").replaceAll("_", "").length;
    return { value: Number(written.replaceAll("_", "")), decimals: decimals || exactDecimals };
  }
  if (ts.isIdentifier(node) && (node.text === "NaN" || node.text === "Infinity")) {
    return { value: Number(node.text), decimals: exactDecimals };
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const inner = numberOf(node.operand);
    return inner && { ...inner, value: -inner.value };
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.SlashToken) {
    const [left, right] = [numberOf(node.left), numberOf(node.right)];
    return left && right && { value: left.value / right.value, decimals: exactDecimals };
  }
  return undefined;
}

function statedBy(node: ts.Expression): Stated | undefined {
  const number = numberOf(node);
  if (number) return { kind: "number", ...number };
  if (ts.isParenthesizedExpression(node)) return statedBy(node.expression);
  if (ts.isStringLiteralLike(node)) return { kind: "plain", value: node.text };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: "plain", value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: "plain", value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: "plain", value: null };
  if (ts.isIdentifier(node) && node.text === "undefined") return { kind: "plain", value: undefined };
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map(statedBy);
    return items.every((item) => item !== undefined) ? { kind: "list", items } : undefined;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const entries = node.properties.map((property) => {
      if (!ts.isPropertyAssignment(property)) return undefined;
      const name =
        ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name)
          ? property.name.text
          : undefined;
      const value = statedBy(property.initializer);
      return name === undefined || value === undefined ? undefined : ([name, value] as const);
    });
    return entries.every((entry) => entry !== undefined) ? { kind: "record", entries } : undefined;
  }
  return undefined;
}

function parse(text: string): Stated | undefined {
  const file = ts.createSourceFile("value.ts", `(${text}\n)`, ts.ScriptTarget.ES2023, true);
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly unknown[] };
  const [statement] = file.statements;
  if (parseDiagnostics.length || file.statements.length !== 1 || !ts.isExpressionStatement(statement))
    return undefined;
  return statedBy(statement.expression);
}

/**
 * The value at the beginning of a comment: `0.625: High is right in 87.5 % of trials`, `24, but for rounding`,
 * `[1, 3.5]`, `{ low: 1 }`, or several values between commas.
 *
 * @returns undefined when the comment begins with no value
 */
export function statedIn(comment: string): Stated | undefined {
  const text = comment.trim();
  const ends = [text.length, ...[...text.matchAll(/[:,;]| \(/g)].map(({ index }) => index).reverse()];
  for (const end of ends) {
    const part = text.slice(0, end);
    const found = parse(part) ?? parse(`[${part}]`);
    if (found) return found;
  }
  return undefined;
}

/** Whether a value is what a comment states. */
export function isStated(value: unknown, stated: Stated): boolean {
  switch (stated.kind) {
    case "plain":
      return Object.is(value, stated.value);
    case "number": {
      if (typeof value !== "number") return false;
      if (!Number.isFinite(stated.value)) return Object.is(value, stated.value);
      const digits =
        stated.decimals >= exactDecimals
          ? 1e-9 * Math.max(1, Math.abs(stated.value))
          : 0.5 * 10 ** -stated.decimals;
      return Math.abs(value - stated.value) <= digits * (1 + 1e-9);
    }
    case "list": {
      const items =
        Array.isArray(value) || ArrayBuffer.isView(value)
          ? Array.from(value as ArrayLike<unknown>)
          : undefined;
      return (
        items?.length === stated.items.length && items.every((item, i) => isStated(item, stated.items[i]))
      );
    }
    case "record": {
      if (typeof value !== "object" || value === null) return false;
      const record = value as Readonly<Record<string, unknown>>;
      const sameSize = Object.keys(record).length === stated.entries.length;
      return (
        sameSize && stated.entries.every(([name, inner]) => name in record && isStated(record[name], inner))
      );
    }
  }
}
