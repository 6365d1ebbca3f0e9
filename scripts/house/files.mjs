import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../steps.mjs";
import { isTest, sourcePaths } from "./sources.mjs";

/** Lines above which a file is asked what second idea moved in, and above which it is refused. */
const longFile = 300;
const tooLong = 400;

const vagueNames = /^(utils?|helpers?|common|misc)$/i;

/** Hosts and places that belong to one machine only; written in parts, so that this file does not name them either. */
const forbidden = [
  ["registry", "npmjs"].join("."),
  ["deb", "debian", "org"].join("."),
  `/${"work"}/`,
  `/${"root"}/`,
  // Any package's address in the lock file.
  `"${"resolved"}":`,
];

/** The project's own files: what git would commit, or without git all that is not made or installed. */
function committed(at) {
  const git = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: at,
    encoding: "utf8",
  });
  if (git.status === 0) return git.stdout.split("\0").filter((path) => path && existsSync(join(at, path)));
  const made = /^(node_modules|dist|coverage|demo|\.git)(\/|$)|\.tgz$/;
  return readdirSync(at, { recursive: true, encoding: "utf8" }).filter(
    (path) => !made.test(path) && statSync(join(at, path)).isFile(),
  );
}

/** Modules that grew too long; those that are only long come as notes. */
export function fileSizes(at = root) {
  const sizes = sourcePaths(at)
    .filter((path) => !isTest(path))
    .map((path) => ({ path, lines: readFileSync(join(at, path), "utf8").split("\n").length - 1 }))
    .sort((a, b) => b.lines - a.lines);
  const say = ({ path, lines }) => `${path}: ${lines} lines; what second idea moved in?`;
  return {
    problems: sizes.filter(({ lines }) => lines > tooLong).map(say),
    notes: sizes.filter(({ lines }) => lines > longFile && lines <= tooLong).map(say),
  };
}

/** Folders and files whose name says nothing. */
export function vagueNameProblems(at = root) {
  const parts = new Set(
    committed(at).flatMap((path) => {
      const names = path.split("/");
      return names.map((_, i) => names.slice(0, i + 1).join("/"));
    }),
  );
  return [...parts]
    .sort()
    .filter((path) => vagueNames.test(basename(path).replace(/(\.test)?\.[a-z]+$/, "")))
    .map((path) => `${path}: name it by the field's term for what it does`);
}

/** Committed text that names a host or a place of one machine. */
export function forbiddenTextProblems(at = root) {
  return committed(at).flatMap((path) => {
    const bytes = readFileSync(join(at, path));
    if (bytes.includes(0)) return [];
    const text = bytes.toString("utf8");
    const here = path === "package-lock.json" ? forbidden : forbidden.slice(0, -1);
    return here.filter((word) => text.includes(word)).map((word) => `${path}: contains ${word}`);
  });
}
