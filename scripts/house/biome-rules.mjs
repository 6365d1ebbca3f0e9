import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { floors, packagesForAnywhere } from "../floors.mjs";
import { root, run, tool } from "../steps.mjs";

/** The import rule of one floor, as Biome takes it; Node packages are those that the project depends on. */
function overrideOf(floor, level, needNode) {
  const later = floors.slice(level + 1).map(({ name }) => name);
  const earlier = floors.slice(0, level).map(({ name }) => name);
  const patterns = [
    ...(later.length
      ? [
          {
            group: later.map((name) => `**/${name}/**`),
            message: `This folder stands after "${floor.name}" in the order of floors.`,
          },
        ]
      : []),
    ...(earlier.length
      ? [
          {
            group: [
              ...earlier.map((name) => `**/${name}/**`),
              ...earlier.map((name) => `!**/${name}/mod.ts`),
            ],
            message: "Import another folder through its mod.ts.",
          },
        ]
      : []),
    ...(floor.node
      ? []
      : [{ group: ["node:*", ...needNode], message: "Everything before node runs without Node." }]),
  ];
  return {
    includes: [`src/${floor.name}/**`, "!**/*.test.ts"],
    linter: { rules: { style: { noRestrictedImports: { level: "error", options: { patterns } } } } },
  };
}

/** The text that biome.json should have: what stands there, with the rules of the floors. */
export function biomeText(at = root) {
  const config = JSON.parse(readFileSync(join(at, "biome.json"), "utf8"));
  const { dependencies } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  const needNode = Object.keys(dependencies).filter((name) => !packagesForAnywhere.includes(name));
  const other = (config.overrides ?? []).filter(
    ({ includes }) => !/^src\/[^/*]+\/\*\*$/.test(includes?.[0] ?? ""),
  );
  const overrides = [...other, ...floors.map((floor, level) => overrideOf(floor, level, needNode))];
  return `${JSON.stringify({ ...config, overrides }, null, 2)}\n`;
}

/** One line when biome.json is not what scripts/floors.mjs makes of it. */
export function biomeProblems(at = root) {
  const wanted = JSON.parse(biomeText(at));
  const there = JSON.parse(readFileSync(join(at, "biome.json"), "utf8"));
  return JSON.stringify(wanted) === JSON.stringify(there)
    ? []
    : [
        "biome.json: the import rules are not those of scripts/floors.mjs; run node scripts/check-house.mjs --write",
      ];
}

/** Writes biome.json, in Biome's own layout. */
export function writeBiome(at = root) {
  writeFileSync(join(at, "biome.json"), biomeText(at));
  run(...tool("@biomejs/biome/bin/biome", "format", "--write", "biome.json"), { cwd: at, quiet: true });
}
