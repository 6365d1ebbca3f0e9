import type { Arm } from "../learn/mod.ts";
import { armModality } from "../learn/mod.ts";
import { eiSentence } from "./ei-verdict.ts";
import { percent } from "./format.ts";
import { type Html, html } from "./html.ts";
import { simulatedBadge } from "./page-parts.ts";
import type { RunFolder } from "./run-folder.ts";
import { panelTitle, primaryRows, taskNames } from "./terms.ts";
import { distrust, type Leak, leaksFound } from "./trust.ts";
import { fusionSentence, triedSentence, type VerdictKind, verdict } from "./verdict.ts";

const kindMark: Readonly<Record<VerdictKind, string>> = {
  above: "▲ above chance",
  chance: "○ not distinguishable from chance",
  below: "▼ below chance",
  untested: "– not tested",
  undetermined: "– no score",
};

/** The first thing to read: one plain sentence for each task and arm, then fusion, then emotional intelligence. */
export function verdictSection(folder: RunFolder): Html {
  const names = taskNames(folder.study.tasks, folder.scores);
  return html`<section aria-labelledby="verdict"><h2 id="verdict">Verdict${simulatedBadge(folder.study.simulated)}</h2>
${leakNotice(leaksFound(folder.scores, folder.audit))}
${names.length === 0 && html`<p>No score was computed, so there is nothing to judge.</p>`}
${names.map((name) => taskVerdict(folder, name, names.length > 1))}</section>
`;
}

/** Says every leak once, with the scores it concerns; softly when it concerns none. */
function leakNotice(leaks: readonly Leak[]): Html | null {
  if (leaks.length === 0) return null;
  const items = leaks.map(
    ({ finding: { check, summary }, scope }) =>
      html`<li>${summary.replace(/[.]?$/, ".")} <b>${scope}</b> <span class="note">Check ${check}.</span></li>`,
  );
  return leaks.some(({ concerns }) => concerns)
    ? html`<div class="distrust"><p><strong>Leak found.</strong> Information about the test trials was open to the training: the scores that this concerns cannot be trusted, and are marked below. Read the <a href="#audit">audit</a> first.</p><ul>${items}</ul></div>`
    : html`<div class="note"><p>The <a href="#audit">audit</a> found a leak, in what no score here was computed from:</p><ul>${items}</ul></div>`;
}

function taskVerdict(folder: RunFolder, task: string, several: boolean): Html {
  const all = folder.scores.filter((row) => row.task === task);
  const rows = primaryRows(folder.scores, task);
  const items = rows.map((row) => {
    const { kind, sentence } = verdict(row, folder.audit);
    const modality = armModality[row.arm as Arm] ?? "both";
    return html`<li data-verdict="${kind}"><div class="big"><small class="${modality}">${panelTitle(row)}</small>${percent(row.scores.balancedAccuracy.value)}<span>${distrust(row, folder.audit) ? "✕ not to be trusted (see above)" : kindMark[kind]}</span></div><p>${sentence}</p></li>
`;
  });
  const fusion = fusionSentence(rows.filter(({ validation }) => validation === rows[0].validation));
  const ei = folder.ei && eiSentence(folder.ei, task);
  // the EI analysis rests on the first validation of the run, if it is subject-independent
  const eiFrom = all.find(({ primary, subjectIndependent }) => primary && subjectIndependent);
  return html`${
    several &&
    html`<h3>${task}</h3>
`
  }${
    items.length > 0 &&
    html`<ul class="verdicts">${items}</ul>
`
  }${
    fusion &&
    html`<p><b>Both together.</b> ${distrust(rows[0], folder.audit)}${fusion}</p>
`
  }${
    ei &&
    html`<p><b>Emotional intelligence.</b> ${eiFrom && distrust(eiFrom, folder.audit)}${ei}</p>
`
  }<p class="note">${triedSentence(all)}</p>
`;
}
