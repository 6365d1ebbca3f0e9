export { drawingDocument } from "./drawing-document.ts";
export {
  explain,
  inside,
  jsonText,
  readBytes,
  readJson,
  removeFile,
  unfinishedFiles,
  writeAtomically,
} from "./files.ts";
export { hashOf, sha256 } from "./hash.ts";
export { leaderboard } from "./leaderboard.ts";
export { type FolderKind, refuseForeignFile, refuseForeignFolder } from "./output-folder.ts";
export { readRun, runFormat, writeRun } from "./run-folder.ts";
export { readStudy, type StoredStudy, writeStudy } from "./study-folder.ts";
export { type Answer, type Executor, inline, workerPool } from "./worker-pool.ts";
