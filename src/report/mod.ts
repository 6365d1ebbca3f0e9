export type { DrawingDocument } from "./drawing.ts";
export { figures } from "./figures.ts";
export { reportHtml } from "./report-html.ts";
export type { RunFolder, RunRecord } from "./run-folder.ts";
export { triedSentence, type Verdict, type VerdictKind, verdict } from "./verdict.ts";
