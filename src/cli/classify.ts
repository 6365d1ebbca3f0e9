import type { Command } from "./command.ts";
import { armsOf, runFromCommand, runOptions, runOptionsOf } from "./run-options.ts";
import { scoreLines } from "./score-lines.ts";

/** `heartface classify`. */
export const classify: Command = {
  name: "classify",
  usage: "STUDY [OPTIONS]",
  summary: "how well states are recognised from one modality, or from both joined",
  options: {
    modality: {
      value: "NAME",
      description: "ecg, face or both (their features joined); each in turn when left out.",
    },
    ...runOptions,
  },
  examples: [
    { line: "heartface classify study --modality ecg", says: "from the heart alone" },
    {
      line: "heartface classify study --model svm-rbf --primary svm-rbf --task arousal",
      says: "one model, one task",
    },
  ],
  run: async (given, output) => {
    const options = runOptionsOf(given, { arms: armsOf(given.text("modality")), ei: false });
    const { content, stepsRun, report } = await runFromCommand(given, output, options, "classify");
    for (const line of [...scoreLines(content.scores), "", `Report: ${report}`]) output.show(line);
    return { simulated: content.study.simulated, stepsRun, report, scores: content.scores };
  },
};
