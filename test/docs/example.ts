import ts from "typescript";
import type { Block } from "./blocks.ts";
import { isStated, statedIn } from "./value-comment.ts";

/** Gives a module by the name that an example imports it by. */
export type Import = (name: string) => Promise<unknown>;

/** What an example may take for granted, by the names of its `declare const`. */
export type Givens = Readonly<Record<string, () => unknown>>;

function commentBehind(code: string, statement: ts.Statement): string | undefined {
  const [range] = ts.getTrailingCommentRanges(code, statement.end) ?? [];
  return range?.kind === ts.SyntaxKind.SingleLineCommentTrivia
    ? code.slice(range.pos + 2, range.end).trim()
    : undefined;
}

/** What a statement's comment is about: its expression, what it logs, or the constant that it names. */
function subjectOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const [{ name }, ...more] = statement.declarationList.declarations;
    return ts.isIdentifier(name) && more.length === 0 ? name.text : undefined;
  }
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const logs = ts.isCallExpression(expression) && expression.expression.getText() === "console.log";
  return logs && expression.arguments.length === 1 ? expression.arguments[0].getText() : expression.getText();
}

/** The code with each stated value checked where it stands. */
function withChecks({ code, path, line }: Block): string {
  const file = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2023, true);
  let text = "";
  let at = 0;
  for (const statement of file.statements) {
    const comment = commentBehind(code, statement);
    const subject = comment === undefined ? undefined : subjectOf(statement);
    if (comment === undefined || subject === undefined) continue;
    if (statedIn(comment) === undefined) {
      if (ts.isVariableStatement(statement)) continue;
      const place = line + file.getLineAndCharacterOfPosition(statement.getStart()).line;
      throw new Error(`${path}:${place}: the comment behind the expression begins with no value: ${comment}`);
    }
    const check = `await $check((${subject}), ${JSON.stringify(comment)});`;
    const keep = ts.isVariableStatement(statement) ? statement.end : statement.getStart();
    text += `${code.slice(at, keep)} ${check}`;
    at = statement.end;
  }
  return text + code.slice(at);
}

/** JavaScript whose imports are awaited from `$import`, so that it can run as a function's body. */
function asBody(javascript: string): string {
  const file = ts.createSourceFile("block.js", javascript, ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS);
  let text = "";
  let at = 0;
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      text += javascript.slice(at, statement.getStart());
      at = statement.end;
    } else if (ts.isImportDeclaration(statement)) {
      const { importClause, moduleSpecifier } = statement;
      const bindings = importClause?.namedBindings;
      const names =
        bindings && ts.isNamedImports(bindings)
          ? `{ ${bindings.elements.map(({ name, propertyName }) => `${(propertyName ?? name).text}: ${name.text}`).join(", ")} }`
          : bindings?.name.text;
      const target = names
        ? `const ${names} = `
        : importClause?.name
          ? `const { default: ${importClause.name.text} } = `
          : "";
      text += `${javascript.slice(at, statement.getStart())}${target}await $import(${moduleSpecifier.getText()});`;
      at = statement.end;
    } else {
      const keyword = ts.canHaveModifiers(statement)
        ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        : undefined;
      if (!keyword) continue;
      text += javascript.slice(at, keyword.getStart());
      at = keyword.end;
    }
  }
  return text + javascript.slice(at);
}

/** The names that a block declares without a value. */
function declared(code: string): readonly string[] {
  const file = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2023, true);
  return file.statements.flatMap((statement) => {
    const declares =
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
    return declares ? statement.declarationList.declarations.map(({ name }) => name.getText()) : [];
  });
}

/**
 * Runs an example and checks each value that a comment states.
 *
 * @param block - the example
 * @param load - gives what it imports
 * @param givens - what it declares without a value
 * @returns how many values were checked
 */
export async function runExample(block: Block, load: Import, givens: Givens): Promise<number> {
  const { outputText } = ts.transpileModule(withChecks(block), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  });
  const names = declared(block.code);
  const unknown = names.find((name) => !(name in givens));
  if (unknown !== undefined)
    throw new Error(`no value is given for "${unknown}", which the example declares`);
  let checked = 0;
  const check = async (value: unknown, comment: string): Promise<void> => {
    checked++;
    const found = await value;
    if (isStated(found, statedIn(comment)!)) return;
    const shown = ArrayBuffer.isView(found) ? Array.from(found as unknown as ArrayLike<unknown>) : found;
    throw new Error(`the comment says ${comment}, the value is ${JSON.stringify(shown) ?? String(shown)}`);
  };
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const run = new AsyncFunction("$import", "$check", ...names, asBody(outputText));
  await run(load, check, ...names.map((name) => givens[name]()));
  return checked;
}

/**
 * Type-checks examples as a strict project would that has heartface installed.
 *
 * @param root - the project's folder
 * @returns one line a problem
 */
export function typeProblems(blocks: readonly Block[], root: string): readonly string[] {
  const files = new Map(blocks.map((block, i) => [`${root}test/docs/example-${i}.ts`, block]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: ["node"],
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    paths: { heartface: [`${root}src/index.ts`], "heartface/node": [`${root}src/node-api.ts`] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.code ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const block = files.get(name);
    return block
      ? ts.createSourceFile(name, block.code, version, true)
      : getSourceFile(name, version, ...rest);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([name, { path, line }]) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (found) => {
        const at = file.getLineAndCharacterOfPosition(found.start ?? 0).line;
        return `${path}:${line + at}: ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`;
      },
    );
  });
}
