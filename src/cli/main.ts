import { unlinkSync } from "node:fs";
import { unfinishedFiles } from "../node/mod.ts";
import { describe, InputError, type Problem, withoutFile } from "../problem/mod.ts";
import { version } from "../run/mod.ts";
import { audit } from "./audit.ts";
import { classify } from "./classify.ts";
import { type Command, helpOf, parse } from "./command.ts";
import { ei } from "./ei.ts";
import { fuse } from "./fuse.ts";
import { importCommand } from "./import.ts";
import { outputOn } from "./output.ts";
import { predict } from "./predict.ts";
import { report } from "./report.ts";
import { run } from "./run.ts";

/** All commands, in the order in which a study meets them. */
export const commands: readonly Command[] = [importCommand, run, classify, fuse, ei, audit, report, predict];

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [
    "heartface: honest emotion recognition from the heart (ECG) and the face",
    "",
    "Usage: heartface COMMAND [OPTIONS]",
    "",
    "Commands:",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    "",
    "heartface COMMAND --help shows a command's options and examples; heartface --version the version.",
    "Exit codes: 0 done, 1 our fault, 2 the input cannot be used, 130 stopped by Ctrl-C.",
  ].join("\n");
}

/** A problem as it may stand in an output: a stray cell may hold anything, a name included. */
function withoutCell(problem: Problem): Problem {
  const shown = withoutFile(problem);
  return problem.code === "text-among-numbers" ? { ...shown, message: "the cell is not a number" } : shown;
}

/** Removes what is half written and leaves; what is finished stays, and a second run goes on from there. */
function leaveOnInterrupt(): void {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(signal, () => {
      for (const path of unfinishedFiles()) {
        try {
          unlinkSync(path);
        } catch {
          // It may have just been renamed.
        }
      }
      process.stderr.write("\nStopped. What is done is kept: the same command goes on from here.\n");
      process.exit(code);
    });
  }
}

/**
 * Runs the command line and sets the process's exit code.
 *
 * @param args - what stands behind `heartface`
 */
export async function main(args: readonly string[]): Promise<void> {
  leaveOnInterrupt();
  // A reader such as `head` may leave before everything is printed.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const topic = commands.find((command) => command.name === rest[0]);
    process.stdout.write(`${topic ? helpOf(topic) : overview()}\n`);
    return;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version}\n`);
    return;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    process.stderr.write(`There is no command "${name}". See heartface --help.\n`);
    process.exitCode = 2;
    return;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${helpOf(command)}\n`);
    return;
  }
  const json = rest.includes("--json");
  try {
    const given = parse(command, rest);
    const output = outputOn(
      { out: process.stdout, err: process.stderr },
      { json: given.flag("json"), quiet: given.flag("quiet") },
    );
    const result = await command.run(given, output);
    if (json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    if (error instanceof InputError) {
      for (const problem of error.problems) process.stderr.write(`${describe(problem)}\n`);
      if (json)
        process.stdout.write(`${JSON.stringify({ problems: error.problems.map(withoutCell) }, null, 2)}\n`);
      process.exitCode = 2;
      return;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`heartface ${version} failed; this is our fault, not yours:\n${trace}\n`);
    process.exitCode = 1;
  }
}
