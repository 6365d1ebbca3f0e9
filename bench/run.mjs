// Runs a measurement of this folder: npm run bench -- NAME [OPTIONS]. Node 20 does not run TypeScript, so that a
// measurement written in it is bundled first, from src as it stands.
import { existsSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsdown";

const here = fileURLToPath(new URL(".", import.meta.url));
const measurements = ["models", "null"];
const [name = "models"] = process.argv.splice(2, 1);

if (!measurements.includes(name)) {
  console.error(`there is no measurement "${name}"; there are ${measurements.join(", ")}`);
  process.exitCode = 2;
} else if (existsSync(join(here, `${name}.mjs`))) {
  await import(pathToFileURL(join(here, `${name}.mjs`)).href);
} else {
  // Inside node_modules, from where the bundle still finds the packages that it imports.
  const cache = join(here, "../node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "bench-"));
  try {
    await build({
      entry: { [name]: join(here, `${name}.ts`) },
      outDir: folder,
      format: "esm",
      dts: false,
      config: false,
      logLevel: "error",
    });
    const bundle = readdirSync(folder).find((file) => file.startsWith(`${name}.`) && /\.m?js$/.test(file));
    await import(pathToFileURL(join(folder, bundle)).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
