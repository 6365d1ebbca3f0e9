import { auditSection } from "./audit-section.ts";
import type { DrawingDocument } from "./drawing.ts";
import { eiSection } from "./ei-section.ts";
import { drawFigures } from "./figures.ts";
import { counted, listed, people } from "./format.ts";
import { glossary } from "./glossary.ts";
import { type Html, html, trusted } from "./html.ts";
import { againSection, methodsSection, problemsSection } from "./methods-section.ts";
import { heading } from "./page-parts.ts";
import type { RunFolder } from "./run-folder.ts";
import { scoresSection } from "./scores-section.ts";
import { studySection } from "./study-section.ts";
import { style } from "./style.ts";
import { capital, modalityTitle } from "./terms.ts";
import { verdictSection } from "./verdict-section.ts";

const sections = [
  ["verdict", "Verdict"],
  ["study", "Study"],
  ["scores", "Scores"],
  ["ei", "Emotional intelligence"],
  ["audit", "Audit"],
  ["problems", "Problems"],
  ["methods", "Methods"],
  ["again", "Run it again"],
  ["glossary", "Glossary"],
] as const;

function title(folder: RunFolder): string {
  const what = folder.study.coverage.map(({ modality }) =>
    modalityTitle[modality].toLowerCase().replace("ecg", "ECG"),
  );
  return what.length ? `Emotion from ${listed(what)}` : "Emotion recognition";
}

function simulatedMark(simulated: boolean): Html | null {
  if (!simulated) return null;
  return html`<p class="simulated" role="note"><strong>Simulated data</strong>No person was recorded. The numbers show that the method runs, and say nothing about emotion.</p>
`;
}

/**
 * Writes the report of a run: one HTML file that needs no network and no script, with all figures inside, for screen
 * (light, dark, phone) and paper.
 *
 * @param folder - the run folder
 * @param document - what figures are drawn with: a browser's `document`, or linkedom's in Node
 * @returns the HTML, UTF-8
 * @example
 * ```ts
 * import { parseHTML } from "linkedom";
 * import { type RunFolder, reportHtml } from "heartface";
 * declare const folder: RunFolder;
 * const page = reportHtml(folder, parseHTML("<html></html>").document);
 * ```
 */
export function reportHtml(folder: RunFolder, document: DrawingDocument): string {
  const { study, run } = folder;
  const figures = drawFigures(folder, document);
  const name = title(folder);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="heartface ${run.version}">
<title>${study.simulated && "Simulated data: "}${name}</title>
<style>${trusted(style)}</style>
</head>
<body>
<div class="page">
<header>
${simulatedMark(study.simulated)}<p class="eyebrow">heartface report</p>
<h1>${name}</h1>
<p class="lead">${capital(people(study.participants))}, ${counted(study.trials, "trial")}, ${counted(study.tasks.length, "task")}.</p>
<nav aria-label="Sections">${sections.map(([id, text]) => html`<a href="#${id}">${text}</a>`)}</nav>
</header>
<main>
${verdictSection(folder)}${studySection(study)}${scoresSection(folder, figures)}${eiSection(folder, figures)}${auditSection(folder.audit, study.simulated)}${problemsSection(study.problems, study.simulated)}${methodsSection(run)}${againSection(folder)}
<section aria-labelledby="glossary">${heading("glossary", "What the numbers mean")}
${glossary()}</section>
</main>
<footer>Made by heartface ${run.version} from the run folder alone. ${study.simulated && "Simulated data."}</footer>
</div>
</body>
</html>
`;
  return page.markup;
}
