import type { Command } from "./command.ts";
import { eiOptions, eiOptionsOf, runFromCommand, runOptions, runOptionsOf } from "./run-options.ts";
import { auditLines, eiLines, scoreLines, verdictLines } from "./score-lines.ts";

/** `heartface run`. */
export const run: Command = {
  name: "run",
  usage: "STUDY [OPTIONS]",
  summary: "all experiments on a study, to a report",
  description:
    "Classifies from the heart, from the face and from both, asks whether accuracy depends on emotional intelligence, audits the tables for leaks, and writes a run folder with report.html. Stop it at any time: what is done is kept, and the same command goes on from there.",
  options: { ...runOptions, ...eiOptions },
  examples: [
    { line: "heartface run study", says: "everything, by leave-one-participant-out" },
    {
      line: "heartface run study --task valence --permutations 1000 --out valence-run",
      says: "one task, more permutations",
    },
    {
      line: "heartface run study --within Treatment --json",
      says: "EI permuted within the drug arm; the result as JSON",
    },
  ],
  run: async (given, output) => {
    const options = runOptionsOf(given, eiOptionsOf(given));
    const { content, stepsRun, report } = await runFromCommand(given, output, options, "run");
    const { scores, ei, audit } = content;
    const parts = [
      scoreLines(scores),
      verdictLines(scores, audit),
      eiLines(ei),
      auditLines(audit),
      [`Report: ${report}`],
    ];
    for (const line of parts.flatMap((lines) => [...lines, ""]).slice(0, -1)) output.show(line);
    return { simulated: content.study.simulated, stepsRun, report, scores, ei, audit };
  },
};
