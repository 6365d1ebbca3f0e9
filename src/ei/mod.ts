export { analyseEi, type EiInput } from "./analyse.ts";
export { type EiGroup, type MedianSplit, medianSplit } from "./median-split.ts";
export { orientEi } from "./orient.ts";
export { type EiPredictions, participantAccuracies, type TrialsRight } from "./participant-accuracy.ts";
export type { EiResult, EiRow, Estimate, GroupAccuracy, ParticipantAccuracy } from "./result.ts";
