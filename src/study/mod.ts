export { expandPatterns } from "./check-roles.ts";
export {
  configJsonSchema,
  emptyMapping,
  type LabelRule,
  parseConfig,
  type StudyConfig,
  type TableMapping,
} from "./config.ts";
export { commonKeys, coverageOf, featuresOf, trialKey, trialKeys, trialsWith } from "./coverage.ts";
export { type Guess, guessMapping } from "./guess-mapping.ts";
export { splitOfFile } from "./guess-split.ts";
export { type Imported, type ImportWishes, importStudy, reshape, type Study } from "./import-study.ts";
export { applyLabelRule, guessScale, type Level } from "./label-rule.ts";
export { canonicalId, givesAway, identifies, pseudonyms, type Telltales, telltalesOf } from "./pseudonyms.ts";
export { arousalOf, parseQuadrant, type Quadrant, quadrants, valenceOf } from "./quadrant.ts";
export { guessLong, isWide } from "./reshape.ts";
export { matcher as columnMatcher, type Overrides, type Source } from "./source.ts";
export { canScoreGiven, splitRole } from "./split-role.ts";
export { type Coverage, participantsKnown, type StudySummary, type Task } from "./summary.ts";
