import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packagesForAnywhere } from "../scripts/floors.mjs";
import { root } from "./docs/blocks.ts";

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly resolved?: string;
        readonly hasInstallScript?: boolean;
        readonly dev?: boolean;
        readonly license?: string;
      }
    >
  >;
}

const json = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), "utf8")) as T;
const { dependencies, devDependencies } = json<Package>("package.json");
const { packages } = json<Lock>("package-lock.json");
const document = readFileSync(join(root, "docs/dependencies.md"), "utf8");

/** Rows of the tables in a section: package and version. */
function listed(heading: string): Readonly<Record<string, string>> {
  const section = document.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return Object.fromEntries(
    [...section.matchAll(/^\| `([^`]+)` \| (\S+) \|/gm)].map(([, name, version]) => [name, version]),
  );
}

const inWords = [
  "No",
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
  "Eleven",
  "Twelve",
];

describe("docs/dependencies.md", () => {
  it("names exactly the packages that package.json pins, in the same versions", () => {
    expect(listed("At run time")).toEqual(dependencies);
    expect(listed("For development")).toEqual(devDependencies);
  });

  it("counts what they bring along", () => {
    const atRunTime = Object.entries(packages).filter(([path, { dev }]) => path !== "" && !dev);
    const [, direct, all] = /^(\w+) packages, (\d+) with what they bring/m.exec(document) ?? [];
    expect({ direct, all: Number(all) }).toEqual({
      direct: inWords[Object.keys(dependencies).length],
      all: atRunTime.length,
    });
    const licences = new Set(atRunTime.map(([, { license }]) => license?.replace(/^BSD-.*/, "BSD")));
    expect([...licences].sort()).toEqual(["BSD", "ISC", "MIT", "Unlicense"]);
  });
});

describe("dependencies", () => {
  it("are pinned exactly", () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("name no host in the lock file, and need no install script", () => {
    const entries = Object.entries(packages);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    // fsevents is for macOS alone and comes with a binary.
    const scripted = entries.filter(
      ([path, { hasInstallScript }]) => hasInstallScript && !path.endsWith("/fsevents"),
    );
    expect(scripted.map(([path]) => path)).toEqual([]);
  });

  it("that run anywhere are among those at run time", () => {
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...packagesForAnywhere]));
  });
});
