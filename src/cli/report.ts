import { join } from "node:path";
import { readRun, refuseForeignFolder, writeAtomically } from "../node/mod.ts";
import { fail } from "../problem/mod.ts";
import { draw } from "../run/mod.ts";
import type { Command } from "./command.ts";

/** `heartface report`. */
export const report: Command = {
  name: "report",
  usage: "RUN",
  summary: "the report and its figures again, from a run folder alone",
  options: {
    out: { value: "FOLDER", description: "Where report.html and figures go; the run folder when left out." },
  },
  examples: [{ line: "heartface report study/run", says: "write report.html anew" }],
  run: async (given, output) => {
    const [folder, ...more] = given.positionals;
    if (folder === undefined || more.length) fail("option-invalid", "name one run folder");
    const content = await readRun(folder);
    const out = given.text("out") ?? folder;
    await refuseForeignFolder(out, "run");
    for (const [name, text] of Object.entries(draw(content))) await writeAtomically(join(out, name), text);
    const path = join(out, "report.html");
    output.show(`Report: ${path}`);
    return { report: path };
  },
};
