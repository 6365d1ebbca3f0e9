import type { EiResult, EiRow } from "../ei/mod.ts";
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

function group({ participants, accuracy, low, high }: EiRow["high"]): Html {
  return html`<td class="n">${percentage(accuracy)}<small>${interval(low, high)}</small><small>${counted(participants, "participant")}</small></td>`;
}

function row(of: EiRow, permutations: number): Html {
  const { difference, correlation } = of;
  const p = (value: number): string => (permutations > 0 ? pCell(value, permutations) : "–");
  return html`<tr class="${of.primary && "primary"}"><th scope="row" class="name"><span class="${armModality[of.arm as Arm] ?? "both"}">${titleOf(of.arm)}</span><small>${of.model}</small>${of.primary && html`<small class="tag">fixed beforehand</small>`}</th>${group(of.high)}${group(of.low)}<td class="n">${points(difference.value)}<small>${points(difference.low)} to ${points(difference.high)}</small></td><td class="n">${p(difference.p)}</td><td class="n">${decimal(of.hedgesG)}</td><td class="n">${coefficient(correlation.value)}<small>${coefficient(correlation.low)} to ${coefficient(correlation.high)}</small></td><td class="n">${p(correlation.p)}</td></tr>
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
