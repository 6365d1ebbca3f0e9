import { catalogue, type ProblemCode } from "./catalogue.ts";

/** Where a problem was found. The file's name is shown on standard error only and never written to an output. */
export interface Place {
  readonly file?: string;
  /** 1-based row of the file, the header being row 1. */
  readonly row?: number;
  /** Name of the column. */
  readonly column?: string;
  /** 0-based byte offset. */
  readonly byte?: number;
}

/** One occurrence of a kind of problem in the {@link catalogue}. The message is one sentence and names no person. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly place: Place;
}

/**
 * Makes a {@link Problem} from the catalogue.
 *
 * @param code - the kind of problem
 * @param message - one sentence that says what was found, without the file's name and without a person's name
 * @param place - where it was found
 * @example
 * ```ts
 * import { problem } from "heartface";
 * problem("file-empty", "the file holds no row").severity; // "error"
 * ```
 */
export function problem(code: ProblemCode, message: string, place: Place = {}): Problem {
  return { code, ...catalogue[code], message, place };
}

/** Says a problem in one line: place, message, remedy. */
export function describe({ message, remedy, place }: Problem): string {
  const where = [
    place.file,
    place.row === undefined ? undefined : `row ${place.row}`,
    place.column === undefined ? undefined : `column "${place.column}"`,
    place.byte === undefined ? undefined : `byte ${place.byte}`,
  ].filter((part) => part !== undefined);
  const text = where.length ? `${where.join(", ")}: ${message}` : message;
  return `${text.replace(/[.]?$/, ".")} ${remedy}`;
}

/** The same problem without the file's name, fit to be written to an output. */
export function withoutFile({ place: { file: _, ...place }, ...rest }: Problem): Problem {
  return { ...rest, place };
}

/** Thrown when the user's input cannot be used: exit code 2. Anything else thrown is our fault: exit code 1. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems.map(describe).join("\n"));
    this.name = "InputError";
    this.problems = problems;
  }
}

/** Throws an {@link InputError} with one problem. */
export function fail(code: ProblemCode, message: string, place: Place = {}): never {
  throw new InputError(problem(code, message, place));
}
