import type { Arm } from "../learn/mod.ts";
import { armModality } from "../learn/mod.ts";
import { eiSentence } from "./ei-verdict.ts";
import { percent } from "./format.ts";
import { type Html, html } from "./html.ts";
import { simulatedBadge } from "./page-parts.ts";
import type { RunFolder } from "./run-folder.ts";
import { panelTitle, primaryRows, taskNames } from "./terms.ts";
import { distrust, fusionSentence, triedSentence, type VerdictKind, verdict } from "./verdict.ts";

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
  const untrusted = distrust(folder.audit).trim();
  return html`<section aria-labelledby="verdict"><h2 id="verdict">Verdict${simulatedBadge(folder.study.simulated)}</h2>
${untrusted && html`<p class="distrust"><strong>Leak found.</strong> Information about the test trials reached the training: read the <a href="#audit">audit</a> first.</p>`}
${names.length === 0 && html`<p>No score was computed, so there is nothing to judge.</p>`}
${names.map((name) => taskVerdict(folder, name, names.length > 1))}</section>
`;
}

function taskVerdict(folder: RunFolder, task: string, several: boolean): Html {
  const all = folder.scores.filter((row) => row.task === task);
  const rows = primaryRows(folder.scores, task);
  const items = rows.map((row) => {
    const { kind, sentence } = verdict(row, folder.audit);
    const modality = armModality[row.arm as Arm] ?? "both";
    return html`<li data-verdict="${kind}"><div class="big"><small class="${modality}">${panelTitle(row)}</small>${percent(row.scores.balancedAccuracy.value)}<span>${distrust(folder.audit) ? "✕ not to be trusted" : kindMark[kind]}</span></div><p>${sentence}</p></li>
`;
  });
  const fusion = fusionSentence(rows.filter(({ validation }) => validation === rows[0].validation));
  const ei = folder.ei && eiSentence(folder.ei, task);
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
    html`<p><b>Both together.</b> ${distrust(folder.audit)}${fusion}</p>
`
  }${
    ei &&
    html`<p><b>Emotional intelligence.</b> ${distrust(folder.audit)}${ei}</p>
`
  }<p class="note">${triedSentence(all)}</p>
`;
}
