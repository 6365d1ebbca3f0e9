import { fail } from "../problem/mod.ts";
import type { Command } from "./command.ts";
import { eiOptions, eiOptionsOf, runFromCommand, runOptions, runOptionsOf } from "./run-options.ts";
import { eiLines } from "./score-lines.ts";

/** `heartface ei`. */
export const ei: Command = {
  name: "ei",
  usage: "STUDY [OPTIONS]",
  summary: "does recognition depend on people's emotional intelligence?",
  description:
    "Accuracy of each participant against the EI score: High against Low by a median split, and the rank correlation with the score itself; EI scores are permuted across participants.",
  options: { ...runOptions, ...eiOptions },
  examples: [{ line: "heartface ei study --within Treatment", says: "EI permuted within the drug arm" }],
  run: async (given, output) => {
    const options = runOptionsOf(given, eiOptionsOf(given));
    const { content, stepsRun, report } = await runFromCommand(given, output, options, "ei");
    if (!content.ei) {
      const said = content.study.problems.find(({ code }) => code === "ei-too-few" || code === "ei-constant");
      fail("ei-absent", said?.message ?? "the study has no EI scores");
    }
    for (const line of [...eiLines(content.ei), "", `Report: ${report}`]) output.show(line);
    return { simulated: content.study.simulated, stepsRun, report, ei: content.ei };
  },
};
