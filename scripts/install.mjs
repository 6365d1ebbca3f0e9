import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root, run } from "./steps.mjs";

/** Exit code when something that a step needs cannot be installed here. */
export const cannotInstall = 3;

/** Debian packages that the tests need, and the program that shows that one is there. */
const debianPackages = [
  { name: "chromium", program: "/usr/bin/chromium", why: "the browser that checks and tests run in" },
];

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

/**
 * Whether `node_modules` holds what package-lock.json says; a sentence about the first difference, or null. Optional
 * packages of other platforms may be missing.
 */
export function npmDifference() {
  if (!existsSync(join(root, "node_modules/.package-lock.json"))) return "node_modules is missing";
  const wanted = readJson("package-lock.json").packages;
  const held = readJson("node_modules/.package-lock.json").packages;
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = held[path];
    if (!found || !existsSync(join(root, path, "package.json"))) {
      if (optional && !found) continue;
      return `${path} is missing`;
    }
    if (found.version !== version || found.integrity !== integrity) return `${path} is another version`;
  }
  const extra = Object.keys(held).find((path) => !(path in wanted));
  return extra === undefined ? null : `${extra} is not in package-lock.json`;
}

/** Installs the npm packages of package-lock.json unless they are there; gives an exit code. */
export function installNpmPackages() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`heartface needs Node 20.19 or newer; this is ${process.versions.node}.`);
    return cannotInstall;
  }
  const difference = npmDifference();
  if (difference === null) {
    console.log("   npm packages: as package-lock.json says");
    return 0;
  }
  console.log(`   npm packages: ${difference}; running npm ci`);
  // The build needs development packages too, whatever NODE_ENV says.
  return npm(["ci", "--include=dev"]).code;
}

/** Installs the Debian packages that are missing; gives an exit code. */
export function installDebianPackages() {
  const missing = debianPackages.filter(({ program }) => !existsSync(program));
  if (missing.length === 0) {
    console.log(`   Debian packages: ${debianPackages.map(({ name }) => name).join(", ")} installed`);
    return 0;
  }
  const names = missing.map(({ name }) => name);
  for (const { name, why } of missing) console.log(`   Debian package missing: ${name} (${why})`);
  const byHand = `Install by hand: ${names.join(" ")} (as root: apt-get install ${names.join(" ")}).`;
  if (run("apt-get", ["--version"], { quiet: true }).code !== 0) {
    console.error(`There is no apt-get here. ${byHand}`);
    return cannotInstall;
  }
  const asRoot = process.getuid?.() === 0;
  if (!asRoot && run("sudo", ["-V"], { quiet: true }).code !== 0) {
    console.error(`This is not root and there is no sudo. ${byHand}`);
    return cannotInstall;
  }
  const apt = (...args) => {
    const command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
    const full = asRoot ? command : ["sudo", ...(process.stdin.isTTY ? [] : ["-n"]), ...command];
    console.log(`   ${full.join(" ")}`);
    return run(full[0], full.slice(1)).code;
  };
  // A list that cannot be refreshed may still name what is wanted.
  if (apt("-q", "update") !== 0)
    console.error("   apt-get update failed; trying with the lists that are there");
  if (apt("-q", "install", "-y", "--no-install-recommends", ...names) !== 0) {
    console.error(`apt-get could not install ${names.join(", ")}. ${byHand}`);
    return cannotInstall;
  }
  const still = missing.filter(({ program }) => !existsSync(program));
  if (still.length === 0) return 0;
  console.error(
    `${still.map(({ name, program }) => `${name} was installed, but ${program} is not there`).join("; ")}.`,
  );
  return cannotInstall;
}
