import type { Arm, Metric, Score, ScoreRow } from "../learn/mod.ts";
import { armModality, metrics } from "../learn/mod.ts";
import type { Figures, TaskFigures } from "./figures.ts";
import { chanceLevel, count, counted, interval, pCell, percent, percentage } from "./format.ts";
import { termNumber } from "./glossary.ts";
import { type Html, html } from "./html.ts";
import { folded, footnote, heading, scrolling, shownFigure } from "./page-parts.ts";
import type { RunFolder } from "./run-folder.ts";
import { inOrder, isDummy, metricTitle, panelTitle, primaryRows, usualValidation } from "./terms.ts";

function scoreCell({ value, low, high, chance, permuted, p, permutations }: Score, main: boolean): Html {
  const range = interval(low, high);
  return html`<td class="n">${percentage(value)}<small>${range}</small><small>chance ${chanceLevel(chance)}</small>${permuted !== null && html`<small>permuted ${percent(permuted)}</small>`}${
    !main && p !== null && html`<small>p ${pCell(p, permutations)}</small>`
  }</td>`;
}

function tableRow(row: ScoreRow): Html {
  const { p, permutations, exceedances } = row.scores.balancedAccuracy;
  const kind = row.primary ? "primary" : isDummy(row) ? "dummy" : "";
  return html`<tr class="${kind}"><th scope="row" class="name">${row.model}${row.primary && html`<small class="tag">fixed beforehand</small>`}${
    isDummy(row) && html`<small>sees no feature</small>`
  }</th>${metrics.slice(0, 1).map((metric) => scoreCell(row.scores[metric], true))}<td class="n">${pCell(p, permutations)}${
    p !== null && html`<small>b = ${count(exceedances)}</small><small>m = ${count(permutations)}</small>`
  }</td><td class="n">${pCell(row.pHolm, permutations)}</td>${metrics.slice(1).map((metric) => scoreCell(row.scores[metric], false))}<td class="n">${row.participants ? count(row.participants) : "unknown"}<small>${counted(row.trials, "trial")}</small></td></tr>
`;
}

const column = (metric: Metric): Html =>
  html`<th scope="col" class="n">${metricTitle[metric]}${footnote(termNumber(metric))}</th>`;

/** What a heading says of a validation that does not speak of new people. */
function caution({ participants, subjectIndependent }: ScoreRow): string {
  if (participants === 0) return " (participants unknown: the same may be in training and test)";
  return subjectIndependent ? "" : " (the same participants in training and test)";
}

/** All rows of one task's leaderboard. */
export function scoresTable(rows: readonly ScoreRow[]): Html {
  const groups = new Map<string, ScoreRow[]>();
  for (const row of inOrder(rows)) {
    const title = panelTitle(row) + caution(row);
    const group = groups.get(title);
    if (group) group.push(row);
    else groups.set(title, [row]);
  }
  const body = Array.from(
    groups,
    ([title, group]) =>
      html`<tr class="arm"><th scope="rowgroup" colspan="8" class="${armModality[group[0].arm as Arm] ?? "both"}">${title}</th></tr>
${group.map(tableRow)}`,
  );
  return scrolling(html`<table class="scores full"><thead><tr><th scope="col">Model</th>${column("balancedAccuracy")}<th scope="col" class="n">p${footnote(termNumber("p"))}</th><th scope="col" class="n">Holm p${footnote(termNumber("holm"))}</th>${metrics.slice(1).map(column)}<th scope="col" class="n">Participants</th></tr></thead><tbody>
${body}</tbody></table>`);
}

function confusionTable({ classes, confusion }: ScoreRow): Html {
  return scrolling(
    html`<table><thead><tr><th scope="col">Truth \\ predicted</th>${classes.map((one) => html`<th scope="col" class="n">${one}</th>`)}<th scope="col" class="n">Trials</th></tr></thead><tbody>${confusion.map(
      (counts, i) => {
        const all = counts.reduce((sum, n) => sum + n, 0);
        return html`<tr><th scope="row" class="name">${classes[i]}</th>${counts.map((n) => html`<td class="n">${count(n)}<small>${percent(n / all)}</small></td>`)}<td class="n">${count(all)}</td></tr>`;
      },
    )}</tbody></table>`,
  );
}

function taskPart(
  folder: RunFolder,
  { task, nulls, confusion, participants }: TaskFigures,
  several: boolean,
): Html {
  const rows = folder.scores.filter((row) => row.task === task);
  const { simulated } = folder.study;
  const untested = rows.every(({ scores }) => scores.balancedAccuracy.p === null);
  const counts = primaryRows(folder.scores, task).map(
    (row) => html`<h3>${panelTitle(row)}</h3>${confusionTable(row)}`,
  );
  return html`${
    several &&
    html`<h3>${task}</h3>
`
  }${scoresTable(rows)}${shownFigure(nulls, simulated)}${
    nulls === null &&
    html`<p class="note">${untested ? "No permutation test was asked for, so there is no null distribution to show." : "There is no null distribution to show."}</p>
`
  }${shownFigure(confusion, simulated)}${counts.length > 0 && folded("Confusion as tables of counts", counts)}${shownFigure(participants, simulated)}`;
}

/** All scores, with the figures that explain those of the recipe fixed beforehand. */
export function scoresSection(folder: RunFolder, figures: Figures): Html {
  const { simulated } = folder.study;
  const shown = figures.tasks;
  const usual = folder.scores.some(({ validation }) => validation === usualValidation);
  const validations = usual
    ? html`; every row was validated by leave-one-participant-out${footnote(termNumber("independent"))} unless its heading says otherwise`
    : folder.scores.length > 0 && "; each heading says how its rows were validated";
  return html`<section aria-labelledby="scores">${heading("scores", "Scores", simulated)}
<p class="lead">${counted(folder.scores.length, "row")}. Values are percentages with their 95 % interval${footnote(termNumber("interval"))}, chance and what permuted labels score on average${footnote(termNumber("permuted"))} below${validations}.</p>
${shownFigure(figures.scores, simulated)}${shown.map((one) => taskPart(folder, one, shown.length > 1))}</section>
`;
}
