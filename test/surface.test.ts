import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

/** All names that a module exports, types included, as `name` or `type name`. */
function surface(...modules: readonly string[]): readonly (readonly string[])[] {
  const paths = modules.map((module) => fileURLToPath(new URL(`../src/${module}`, import.meta.url)));
  const program = ts.createProgram(paths, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    noEmit: true,
    noResolve: false,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  return paths.map((path) => {
    const file = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
    return checker
      .getExportsOfModule(file)
      .map((symbol) => {
        const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        return real.flags & ts.SymbolFlags.Value ? symbol.name : `type ${symbol.name}`;
      })
      .sort();
  });
}

it("the public names change on purpose only", () => {
  const [everywhere, onNode] = surface("index.ts", "node-api.ts");
  expect({ heartface: everywhere, "heartface/node": onNode }).toMatchSnapshot();
});
