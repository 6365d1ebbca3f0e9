import type { Command } from "./command.ts";
import { runFromCommand, runOptions, runOptionsOf } from "./run-options.ts";
import { scoreLines } from "./score-lines.ts";

/** `heartface fuse`. */
export const fuse: Command = {
  name: "fuse",
  usage: "STUDY [OPTIONS]",
  summary: "heart and face together, beside each alone",
  description:
    "Two ways of fusion: the features of both modalities joined, and the mean of the two single-modality models' probabilities. All are compared on the trials that both modalities cover.",
  options: runOptions,
  examples: [{ line: "heartface fuse study --task quadrant", says: "fusion against the single modalities" }],
  run: async (given, output) => {
    const options = runOptionsOf(given, { arms: ["ecg", "face", "joined", "mean"], ei: false });
    const { content, stepsRun, report } = await runFromCommand(given, output, options, "fuse");
    for (const line of [...scoreLines(content.scores), "", `Report: ${report}`]) output.show(line);
    return { simulated: content.study.simulated, stepsRun, report, scores: content.scores };
  },
};
