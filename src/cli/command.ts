import { parseArgs } from "node:util";
import { fail } from "../problem/mod.ts";
import type { Output } from "./output.ts";

/** An option of a command, as data: parsing and help are made from it. */
export interface Option {
  /** What stands for the value in the help, such as `FILE`; without it the option is a switch. */
  readonly value?: string;
  /** Whether it may be given several times. */
  readonly multiple?: boolean;
  readonly description: string;
  readonly default?: string;
}

/** The options and arguments that somebody gave. */
export interface Given {
  readonly positionals: readonly string[];
  /** The value of an option with one value, its default when not given. */
  readonly text: (name: string) => string | undefined;
  /** All values of an option. */
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  /** A whole number that is at least `least`. */
  readonly whole: (name: string, least: number) => number;
}

/** A command of heartface, as data. */
export interface Command {
  readonly name: string;
  /** The arguments, as the help shows them. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly { readonly line: string; readonly says: string }[];
  /** Does it; what it returns is printed as JSON when `--json` is given. */
  readonly run: (given: Given, output: Output) => Promise<unknown>;
}

/** Options that every command takes. */
export const commonOptions: Readonly<Record<string, Option>> = {
  json: { description: "Print the result as JSON on standard output." },
  quiet: { description: "No progress and no summary." },
  help: { description: "Show this help." },
};

/**
 * Reads a command's options and arguments.
 *
 * @throws InputError `option-invalid` for an option that is unknown, lacks its value or has one too many
 */
export function parse(command: Command, args: readonly string[]): Given {
  const options: Readonly<Record<string, Option>> = { ...command.options, ...commonOptions };
  const parsed = (() => {
    try {
      return parseArgs({
        args: withNegativeValues(args, options),
        allowPositionals: true,
        options: Object.fromEntries(
          Object.entries(options).map(([name, option]) => [
            name,
            {
              type: option.value === undefined ? ("boolean" as const) : ("string" as const),
              multiple: true,
              ...(name === "help" ? { short: "h" } : {}),
            },
          ]),
        ),
      });
    } catch (error) {
      const sentence = (error as Error).message.split(". ")[0].replace(/[.]?(\n[\s\S]*)?$/, "");
      return fail("option-invalid", `${sentence}; see heartface ${command.name} --help`);
    }
  })();
  const values = parsed.values as Record<string, (string | boolean)[] | undefined>;
  for (const [name, given] of Object.entries(values)) {
    if (given && given.length > 1 && !options[name].multiple && options[name].value !== undefined) {
      fail("option-invalid", `the option --${name} was given ${given.length} times`);
    }
  }
  const text = (name: string): string | undefined =>
    (values[name]?.at(-1) as string | undefined) ?? options[name]?.default;
  return {
    positionals: parsed.positionals,
    text,
    texts: (name) => (values[name] ?? []) as string[],
    flag: (name) => values[name]?.at(-1) === true,
    whole: (name, least) => {
      const given = text(name);
      const number = Number(given);
      if (given === undefined || given.trim() === "" || !Number.isSafeInteger(number) || number < least) {
        fail("option-invalid", `--${name} takes a whole number of at least ${least}, not "${given}"`);
      }
      return number;
    },
  };
}

/** Joins `--scale -4-4` to `--scale=-4-4`: a value that begins with a minus and a digit is no option. */
function withNegativeValues(args: readonly string[], options: Readonly<Record<string, Option>>): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    const takes = before?.startsWith("--") && options[before.slice(2)]?.value !== undefined;
    if (takes && /^-\d/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** The help of a command. */
export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions });
  const left = options.map(([name, { value }]) => `--${name}${value === undefined ? "" : ` ${value}`}`);
  const width = Math.min(28, Math.max(...left.map((text) => text.length)) + 2);
  const lines = options.map(([, option], i) => {
    const more = [
      option.multiple ? "May be given several times." : "",
      option.default === undefined ? "" : `Default: ${option.default}.`,
    ].filter((text) => text !== "");
    const words = [option.description, ...more].join(" ");
    const head = `  ${left[i].padEnd(width)}`;
    const wrapped = wrap(words, 100 - width);
    const first =
      left[i].length >= width
        ? [`  ${left[i]}`, ...wrapped.map((l) => " ".repeat(width + 2) + l)]
        : undefined;
    return (first ?? [head + wrapped[0], ...wrapped.slice(1).map((l) => " ".repeat(width + 2) + l)]).join(
      "\n",
    );
  });
  const examples = command.examples.flatMap(({ line, says }) => [`  # ${says}`, `  ${line}`, ""]);
  return [
    `heartface ${command.name}: ${command.summary}`,
    "",
    `Usage: heartface ${command.name} ${command.usage}`,
    ...(command.description
      ? ["", ...command.description.split("\n").flatMap((part) => wrap(part, 100))]
      : []),
    "",
    "Options:",
    ...lines,
    "",
    "Examples:",
    ...examples,
  ].join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}
