import { availableParallelism } from "node:os";
import { join } from "node:path";
import {
  drawingDocument,
  type Executor,
  hashOf,
  jsonText,
  readStudy,
  runFormat,
  workerPool,
  writeRun,
} from "../node/mod.ts";
import { figures, type RunFolder, type RunRecord, reportHtml } from "../report/mod.ts";
import { cacheIn } from "./cache.ts";
import type { RunOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import { runStudy } from "./run-study.ts";
import { engineFingerprint, version } from "./version.ts";

/** Where a run reads and writes. */
export interface RunPlaces {
  /** The study's folder. */
  readonly study: string;
  /** The run's folder. */
  readonly out: string;
  /** Number of worker threads; all cores when left out. */
  readonly workers?: number;
  /** Who does the work, instead of worker threads. */
  readonly executor?: Executor;
}

/** What a run came to. */
export interface RunOutcome {
  readonly content: RunFolder;
  /** Steps that were done now, not taken from the cache. */
  readonly stepsRun: number;
  /** Path of the report. */
  readonly report: string;
}

/** The compiled worker, which lies beside the compiled program. */
function defaultExecutor(workers: number | undefined): Executor {
  return workerPool(new URL("./worker.js", import.meta.url), workers ?? Math.max(1, availableParallelism()));
}

/**
 * Runs a study and writes the run folder.
 *
 * @param places - where the study lies and where the run goes
 * @param options - what to run
 * @param progress - told of each piece of work
 */
export async function runIntoFolder(
  places: RunPlaces,
  options: RunOptions,
  progress: Progress,
): Promise<RunOutcome> {
  const study = await readStudy(places.study);
  const executor = places.executor ?? defaultExecutor(places.workers);
  const cache = cacheIn(join(places.study, "cache"), engineFingerprint());
  try {
    const { methods, models, ...result } = await runStudy(
      { folder: places.study, study, executor, cache, progress },
      options,
    );
    const run: RunRecord = {
      format: runFormat,
      version,
      finished: true,
      seed: options.seed,
      configuration: { ...options },
      inputs: [study.hash],
      environment: {
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        engine: "embedded: worker threads",
      },
      methods,
    };
    const content: RunFolder = { run, ...result };
    const drawn = await cache.step({ kind: "report", content: hashOf(hashable(content)) }, async () =>
      draw(content),
    );
    const extra = new Map([
      ...Object.entries(drawn),
      ...[...models].map(([name, model]): [string, string] => [name, jsonText(model)]),
    ]);
    await writeRun(places.out, content, extra);
    return { content, stepsRun: cache.made(), report: join(places.out, "report.html") };
  } finally {
    await executor.close();
  }
}

/** The report and its figures, by file name. */
export function draw(content: RunFolder): Record<string, string> {
  const document = drawingDocument();
  const drawn = [...figures(content, document)].map(([name, svg]): [string, string] => [
    `figures/${name}`,
    svg,
  ]);
  return Object.fromEntries([...drawn, ["report.html", reportHtml(content, document)]]);
}

/** Tables stand for themselves in a hash by the bytes of their columns. */
function hashable(content: RunFolder): unknown {
  const plain = (table: RunFolder["trials"]) =>
    table.columns.map(({ name, values }) => [name, hashOf(Array.from(values as ArrayLike<unknown>))]);
  return { ...content, trials: plain(content.trials), predictions: plain(content.predictions) };
}
