import { Worker } from "node:worker_threads";
import { InputError, type Problem } from "../problem/mod.ts";

/** Runs tasks, which are plain data, somewhere; what comes back is plain data too. */
export interface Executor {
  /** How many tasks run at once. */
  readonly concurrency: number;
  readonly run: (task: unknown) => Promise<unknown>;
  /** Ends whatever still runs. */
  readonly close: () => Promise<void>;
}

/** What a worker answers: a result, the user's problem, or our fault. */
export type Answer =
  | { readonly result: unknown }
  | { readonly problems: readonly Problem[] }
  | { readonly fault: string };

interface Job {
  readonly task: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A pool of worker threads, each running one task at a time; a thread that dies fails its own task alone.
 *
 * @param script - the compiled worker, which answers each message with an {@link Answer}
 * @param size - number of threads
 */
export function workerPool(script: URL, size: number): Executor {
  const waiting: Job[] = [];
  const workers = new Set<Worker>();
  const idle: Worker[] = [];
  const running = new Map<Worker, Job>();
  let closed = false;

  const start = (): Worker => {
    const worker = new Worker(script);
    workers.add(worker);
    worker.on("message", (answer: Answer) => {
      const job = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      if (job) settle(job, answer);
      next();
    });
    const lost = (error: Error): void => {
      workers.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
      const job = running.get(worker);
      running.delete(worker);
      job?.reject(error);
      if (!closed) next();
    };
    worker.on("error", lost);
    worker.on("exit", (code) => lost(new Error(`a worker thread ended with code ${code}`)));
    return worker;
  };

  const settle = ({ resolve, reject }: Job, answer: Answer): void => {
    if ("result" in answer) resolve(answer.result);
    else if ("problems" in answer) reject(new InputError(...answer.problems));
    else reject(new Error(answer.fault));
  };

  const next = (): void => {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (workers.size < size ? start() : undefined);
      if (!worker) return;
      const job = waiting.shift()!;
      running.set(worker, job);
      worker.postMessage(job.task);
    }
  };

  return {
    concurrency: size,
    run: (task) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error("the worker pool is closed"));
          return;
        }
        waiting.push({ task, resolve, reject });
        next();
      }),
    close: async () => {
      closed = true;
      waiting.length = 0;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** Runs tasks one after another in this thread: for tests, and where there are no threads. */
export function inline(run: (task: unknown) => Promise<unknown>): Executor {
  return { concurrency: 1, run, close: async () => undefined };
}
