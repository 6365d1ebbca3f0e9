export { imputeMedian } from "./impute-median.ts";
export {
  type FittedPreprocessing,
  fitPreprocessing,
  type PreprocessingName,
  preprocessing,
  preprocessingNames,
  restorePreprocessing,
} from "./preprocessing.ts";
export { standardise } from "./standardise.ts";
export { standardiseWithinParticipant } from "./standardise-within-participant.ts";
export type { FittedStep, Step, StepInfo } from "./step.ts";
