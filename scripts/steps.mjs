import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A command that did not end well; the script that ran it ends with the same exit code. */
export class StepFailed extends Error {
  constructor(title, code) {
    super(`${title} failed with exit code ${code}`);
    this.code = code;
  }
}

/** How long something took, as people say it. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** A tool that npm installed, run by this Node: no shell and no PATH in between. */
export function tool(name, ...args) {
  return [process.execPath, [`${root}node_modules/${name}`, ...args]];
}

/**
 * The npm that runs this script, or the one beside this Node. npm tells its scripts about the package that they belong
 * to, which must not reach an npm that works in another folder.
 */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []];
  return run(command, [...first, ...args], options);
}

/** The environment without what npm says of the package whose script is running. */
export function outsideOfNpm(environment = process.env) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(npm_(package|lifecycle|command)|npm_config_local_prefix$|INIT_CWD$)/.test(name),
    ),
  );
}

/** Runs a command in the project's root, without stdin; gives its exit code and, when asked for, its output. */
export function run(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: { ...env, CI: "true", ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }) },
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  // A command that is not there, or not for this user, ends like one that a shell does not find.
  const code = result.error ? 127 : (result.status ?? 1);
  return { code, out: result.stdout ?? "", err: result.stderr ?? String(result.error ?? "") };
}

/** Steps that print a heading and how long they took, and stop at the first that fails. */
export function stepper() {
  const done = [];
  return {
    done,
    /** @param {string} title @param {() => number | Promise<number>} work - gives an exit code */
    step: async (title, work) => {
      console.log(`\n── ${title} ${"─".repeat(Math.max(3, 68 - title.length))}`);
      const started = performance.now();
      const code = await work();
      const took = duration(performance.now() - started);
      done.push({ title, took, code });
      console.log(`   ${title}: ${code === 0 ? took : `FAILED with exit code ${code} after ${took}`}`);
      if (code !== 0) throw new StepFailed(title, code);
    },
  };
}
