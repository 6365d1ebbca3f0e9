#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/cli.js", import.meta.url);
if (existsSync(main)) {
  const { main: run } = await import(main.href);
  await run(process.argv.slice(2));
} else {
  process.stderr.write("heartface is not built yet: run `npm ci` and `npm run build` first.\n");
  process.exitCode = 2;
}
