import { join } from "node:path";
import { audit as auditTables } from "../audit/mod.ts";
import { jsonText, readStudy, refuseForeignFolder, writeAtomically } from "../node/mod.ts";
import { participantsKnown } from "../study/mod.ts";
import type { Command } from "./command.ts";
import { studyFolderOf } from "./run-options.ts";
import { auditLines } from "./score-lines.ts";

/** `heartface audit`. */
export const audit: Command = {
  name: "audit",
  usage: "STUDY [OPTIONS]",
  summary: "does anything in the tables give the answer away?",
  description:
    "Looks for participants that stand in several splits, rows that stand twice across splits or participants, features that were scaled within each class or are more alike between classes than chance allows, and features that are the label under another name. Writes audit.json.",
  options: {
    out: { value: "FOLDER", description: "Where audit.json goes; the study's folder `audit` when left out." },
  },
  examples: [{ line: "heartface audit study --json", says: "all findings as JSON" }],
  run: async (given, output) => {
    const folder = await studyFolderOf(given, output);
    const { trials, features, summary } = await readStudy(folder);
    const result = auditTables({
      trials,
      features,
      tasks: summary.tasks,
      participantsKnown: participantsKnown(summary),
    });
    const out = given.text("out") ?? join(folder, "audit");
    await refuseForeignFolder(out, "run");
    await writeAtomically(join(out, "audit.json"), jsonText(result));
    for (const line of auditLines(result)) output.show(line);
    return result;
  },
};
