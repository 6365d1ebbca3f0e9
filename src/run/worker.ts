import { parentPort } from "node:worker_threads";
import type { Answer } from "../node/mod.ts";
import { InputError } from "../problem/mod.ts";
import { type Task, taskRunner } from "./task.ts";

const run = taskRunner();

parentPort?.on("message", (task: Task) => {
  run(task)
    .then((result): Answer => ({ result }))
    .catch((error: unknown): Answer => {
      if (error instanceof InputError) return { problems: error.problems };
      return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    })
    .then((answer) => parentPort?.postMessage(answer));
});
