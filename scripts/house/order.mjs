import { entrances, floors, levelOf, packagesForAnywhere } from "../floors.mjs";
import { root } from "../steps.mjs";
import { floorOf, importsOf, isTest, sourcePaths } from "./sources.mjs";

/**
 * The order of the floors, from where each import really leads: only to the module's own folder or to the `mod.ts` of an
 * earlier one; before `node`, no Node module and no package that needs Node.
 *
 * @returns one line a problem
 */
export function orderProblems(at = root) {
  return sourcePaths(at)
    .filter((path) => !isTest(path))
    .flatMap((path) => importsOf(path, at).flatMap((found) => refusal(path, found) ?? []));
}

function refusal(path, { specifier, target, line }) {
  const here = floorOf(path) ?? entrances[path];
  const level = levelOf(here);
  const say = (what) => [`${path}:${line}: ${what}`];
  if (level < 0)
    return say(`"${floorOf(path) ?? path}" is no floor of the house; add it to scripts/floors.mjs`);
  if (target === null) {
    const name = specifier
      .split("/")
      .slice(0, specifier.startsWith("@") ? 2 : 1)
      .join("/");
    return floors[level].node || packagesForAnywhere.includes(name)
      ? undefined
      : say(`"${specifier}" may need Node; only the floors from node on may import it`);
  }
  const there = floorOf(target);
  if (there === floorOf(path) && there !== undefined) return undefined;
  if (there === undefined) return say(`"${specifier}" leads out of the house`);
  if (levelOf(there) < 0) return say(`"${there}" is no floor of the house; add it to scripts/floors.mjs`);
  if (levelOf(there) > level || (levelOf(there) === level && floorOf(path) !== undefined)) {
    return say(`${here} may not import ${there}, which stands after it in the order of floors`);
  }
  return target === `src/${there}/mod.ts`
    ? undefined
    : say(`import ${there} through its mod.ts, not "${specifier}"`);
}
