import type { EiResult, EiRow, Estimate } from "../ei/mod.ts";
import type { Arm } from "../learn/mod.ts";
import { armModality } from "../learn/mod.ts";
import { scoreName } from "./ei-verdict.ts";
import type { Figures } from "./figures.ts";
import {
  coefficient,
  count,
  counted,
  decimal,
  interval,
  listed,
  pCell,
  percentage,
  points,
} from "./format.ts";
import { termNumber } from "./glossary.ts";
import { type Html, html } from "./html.ts";
import { footnote, heading, scrolling, shownFigure } from "./page-parts.ts";
import type { RunFolder } from "./run-folder.ts";
import { inOrder, taskNames, titleOf } from "./terms.ts";

function group(of: EiRow["high"]): Html {
  if (!of) return undefinedCell;
  return html`<td class="n">${percentage(of.accuracy)}<small>${interval(of.low, of.high)}</small><small>${counted(of.participants, "participant")}</small></td>`;
}

/** Where a group is empty, or nothing varies: there is no number to tell. */
const undefinedCell = html`<td class="n">–<small>not defined</small></td>`;

function estimate(of: Estimate | null, format: (value: number) => string, permutations: number): Html {
  if (!of) return html`${undefinedCell}<td class="n">–</td>`;
  return html`<td class="n">${format(of.value)}<small>${format(of.low)} to ${format(of.high)}</small></td><td class="n">${permutations > 0 ? pCell(of.p, permutations) : "–"}</td>`;
}

function row(of: EiRow, permutations: number): Html {
  return html`<tr class="${of.primary && "primary"}"><th scope="row" class="name"><span class="${armModality[of.arm as Arm] ?? "both"}">${titleOf(of.arm)}</span><small>${of.model}</small>${of.primary && html`<small class="tag">fixed beforehand</small>`}</th>${group(of.high)}${group(of.low)}${estimate(of.difference, points, permutations)}${of.hedgesG === null ? undefinedCell : html`<td class="n">${decimal(of.hedgesG)}</td>`}${estimate(of.correlation, coefficient, permutations)}</tr>
`;
}

function table(rows: readonly EiRow[], permutations: number): Html {
  return scrolling(html`<table class="scores full"><thead><tr><th scope="col">Arm</th><th scope="col" class="n">High (%)</th><th scope="col" class="n">Low (%)</th><th scope="col" class="n">Difference</th><th scope="col" class="n">p${footnote(termNumber("p"))}</th><th scope="col" class="n">Hedges g${footnote(termNumber("hedges"))}</th><th scope="col" class="n">ρ${footnote(termNumber("spearman"))}</th><th scope="col" class="n">p</th></tr></thead><tbody>
${rows.map((one) => row(one, permutations))}</tbody></table>`);
}

function setUp(ei: EiResult): string {
  const ties = ei.ties
    ? ` ${counted(ei.ties, "participant")} ${ei.ties === 1 ? "lies" : "lie"} exactly at the cut.`
    : "";
  const permuted =
    ei.permutations > 0
      ? ` EI scores were permuted ${counted(ei.permutations, "time")} across participants${ei.strata.length ? `, within the levels of ${listed(ei.strata)}` : ""}.`
      : " No permutation test was asked for.";
  return (
    `${counted(ei.participants, "participant")} with a score of ${scoreName(ei)}${ei.missing ? `, ${count(ei.missing)} without` : ""}. ` +
    `Groups: ${ei.rule.replace(/[.]?$/, "")}; cut at ${decimal(ei.cut, Number.isInteger(ei.cut) ? 0 : 2)}.${ties}${permuted} p values in this table are not corrected for the number of rows.`
  );
}

/** How accuracy depends on emotional intelligence, or why that is not known. */
export function eiSection(folder: RunFolder, figures: Figures): Html {
  const { ei, study } = folder;
  if (ei === null) {
    const why =
      study.ei === null
        ? "No emotional-intelligence score was given, so nothing can be said about it."
        : `A score (${study.ei.score}) was given, but this run holds no analysis of it.`;
    return html`<section aria-labelledby="ei">${heading("ei", "Emotional intelligence", study.simulated)}
<p>${why} To add it, import the study again and name the column that holds one score a participant with <code>--ei COLUMN</code>; then run again.</p></section>
`;
  }
  const names = taskNames(study.tasks, ei.rows);
  return html`<section aria-labelledby="ei">${heading("ei", "Emotional intelligence", study.simulated)}
<p>${setUp(ei)}</p>
${names.map((task) => {
  const drawn = figures.tasks.find((one) => one.task === task)?.ei ?? null;
  return html`${
    names.length > 1 &&
    html`<h3>${task}</h3>
`
  }${table(inOrder(ei.rows.filter((one) => one.task === task)), ei.permutations)}${shownFigure(drawn, study.simulated)}`;
})}</section>
`;
}
