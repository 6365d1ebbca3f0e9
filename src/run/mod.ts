export {
  headersOf,
  importConfigured,
  importGuessed,
  type ImportOutcome,
  type ImportSettings,
  readConfig,
  readConfiguredTables,
  type ReadFile,
  readTables,
  type TableFile,
} from "./import-tables.ts";
export { defaultOptions, fittingValidations, type RunOptions } from "./options.ts";
export { type Progress, silent } from "./progress.ts";
export { draw, runIntoFolder, type RunOutcome, type RunPlaces } from "./run-into-folder.ts";
export { runStudy, type RunContext, type RunResult } from "./run-study.ts";
export { type Task, taskRunner } from "./task.ts";
export { version } from "./version.ts";
