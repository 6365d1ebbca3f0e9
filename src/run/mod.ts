export {
  headersOf,
  type ImportOutcome,
  type ImportSettings,
  importConfigured,
  importGuessed,
  type Mapped,
  type ReadFile,
  readConfig,
  readConfiguredTables,
  readOptionsOf,
  readTables,
  type TableFile,
} from "./import-tables.ts";
export { defaultOptions, fittingValidations, type RunOptions } from "./options.ts";
export { type Progress, silent } from "./progress.ts";
export { draw, type RunOutcome, type RunPlaces, runIntoFolder } from "./run-into-folder.ts";
export { type RunContext, type RunResult, runStudy } from "./run-study.ts";
export { type Task, taskRunner } from "./task.ts";
export { version } from "./version.ts";
