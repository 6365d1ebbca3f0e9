/** heartface on Node: study and run folders on disk, worker threads, and the pipeline that a command line drives. */
export * from "./node/mod.ts";
export * from "./run/mod.ts";
