import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../steps.mjs";
import { importsOf } from "./sources.mjs";

const chromium = "/usr/bin/chromium";

/** Chromium that needs no graphics card and speaks to nobody. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** Numbers of the two may differ in the last digits only, since engines may round `Math.exp` differently. */
const tolerance = 1e-9;

/**
 * Bundles the platform-free house with a piece of real work, runs it in Chromium and in Node, and compares.
 *
 * @returns problems; notes say what was compared, or that there is no Chromium here
 */
export async function browserProblems() {
  const folder = mkdtempSync(join(tmpdir(), "heartface-browser-"));
  try {
    const bundle = await bundled(folder);
    const left = importsOf("bundle.js", folder);
    if (left.length) {
      return {
        problems: left.map(({ specifier }) => `the bundle of src/index.ts still imports "${specifier}"`),
        notes: [],
      };
    }
    const { parseHTML } = await import("linkedom");
    const { work } = await import(pathToFileURL(bundle).href);
    const inNode = await work(parseHTML("<!doctype html><html><body></body></html>").document);
    if (!existsSync(chromium)) {
      return { problems: [], notes: [`SKIPPED: ${chromium} is not installed, so nothing ran in a browser`] };
    }
    const { outcome, requests, errors } = await inChromium(readFileSync(bundle, "utf8"));
    const problems = [
      ...errors,
      ...requests.map((url) => `the bundle asked the network for ${url}`),
      ...(outcome ? differences(inNode, outcome) : []),
    ];
    const agreed = `${Object.keys(inNode.numbers).length} numbers and ${inNode.texts.length} texts agree with Node's`;
    return { problems, notes: problems.length ? [] : [agreed] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundled(folder) {
  const { build } = await import("tsdown");
  await build({
    config: false,
    cwd: root,
    entry: { bundle: join(root, "scripts/house/browser-work.ts") },
    outDir: folder,
    format: "esm",
    platform: "browser",
    target: "es2023",
    noExternal: [/.*/],
    dts: false,
    fixedExtension: false,
    logLevel: "error",
  });
  const files = readdirSync(folder);
  if (files.join() !== "bundle.js") throw new Error(`expected one bundle, got ${files.join(", ")}`);
  return join(folder, "bundle.js");
}

async function inChromium(code) {
  const { chromium: browserType } = await import("playwright-core");
  const browser = await browserType.launch({ executablePath: chromium, args: flags });
  const requests = [];
  const errors = [];
  try {
    const page = await browser.newPage();
    // The page is served from here, as a secure origin; any other request is an error.
    await page.route("**/*", (route) => {
      const url = route.request().url();
      if (url === "http://localhost/")
        return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>house</title>" });
      if (url === "http://localhost/bundle.js")
        return route.fulfill({ contentType: "text/javascript", body: code });
      requests.push(url);
      return route.abort();
    });
    page.on("pageerror", (error) => errors.push(`Chromium: ${error.message}`));
    await page.goto("http://localhost/");
    const outcome = await page
      .evaluate(async (path) => {
        const { work } = await import(path);
        return work(document);
      }, "/bundle.js")
      .catch((error) => {
        errors.push(`Chromium: ${error.message}`);
        return null;
      });
    return { outcome, requests, errors };
  } finally {
    await browser.close();
  }
}

function differences(node, browser) {
  const problems = Object.entries(node.numbers).flatMap(([name, value]) => {
    const other = browser.numbers[name];
    return Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(value))
      ? []
      : [`${name} is ${value} in Node and ${other} in Chromium`];
  });
  const same = JSON.stringify(node.texts) === JSON.stringify(browser.texts);
  return same
    ? problems
    : [...problems, `Node says ${node.texts.join("; ")}, Chromium ${browser.texts.join("; ")}`];
}
