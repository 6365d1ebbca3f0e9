import { join } from "node:path";
import { hashOf, readBytes, removeFile, writeAtomically } from "../node/mod.ts";
import { InputError } from "../problem/mod.ts";

/** Results by the content of what they were made from: the same step on the same input is never done twice. */
export interface Cache {
  /** Gives the stored result of a step, or makes and stores it. */
  readonly step: <T>(what: unknown, make: () => Promise<T>) => Promise<T>;
  /** Steps that were made so far, not taken from the store. */
  readonly made: () => number;
}

/**
 * A cache in a folder.
 *
 * @param folder - where the results lie
 * @param engine - hash of the program, so that another version never takes this one's results
 */
export function cacheIn(folder: string, engine: string): Cache {
  let made = 0;
  return {
    made: () => made,
    step: async <T>(what: unknown, make: () => Promise<T>): Promise<T> => {
      const path = join(folder, `${hashOf({ engine, what })}.json`);
      const stored = await load(path);
      if (stored !== undefined) return stored as T;
      made++;
      // What is made and what is read back later must be the same: both have been JSON.
      const text = JSON.stringify({ result: await make() });
      await writeAtomically(path, text);
      return (JSON.parse(text) as { result: T }).result;
    },
  };
}

async function load(path: string): Promise<unknown> {
  try {
    const { result } = JSON.parse(new TextDecoder().decode(await readBytes(path))) as { result: unknown };
    return result;
  } catch (error) {
    if (error instanceof InputError && error.problems[0].code === "file-not-found") return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    await removeFile(path);
    return undefined;
  }
}
