import type { Coverage, StudySummary, Task } from "../study/mod.ts";
import { count, counted, listed, people, percent, quoted } from "./format.ts";
import { type Html, html } from "./html.ts";
import { folded, heading, scrolling } from "./page-parts.ts";
import { modalityTitle } from "./terms.ts";

/** More classes, or features, than these are folded away. */
const openRows = 12;

/** Says what each modality covers and what they have in common. */
export function coverageSentence({ coverage, common, participants: all }: StudySummary): string {
  const covers = coverage.map(
    ({ modality, participants, trials }) =>
      `${modalityTitle[modality]} covers ${all === 0 ? "" : `${counted(participants, "participant")} and `}${counted(trials, "trial")}`,
  );
  if (coverage.length === 0) return "No modality has features.";
  if (coverage.length === 1)
    return `${covers[0]}${all === 0 ? " (participants unknown)" : ""}; there is no other modality to compare it with.`;
  return `${covers.join(", ")}; compared on the ${counted(common.trials, "common trial")}${all === 0 ? "; participants unknown" : ` of ${counted(common.participants, "participant")}`}.`;
}

function coverageTable(coverage: readonly Coverage[], known: boolean): Html {
  return scrolling(
    html`<table><thead><tr><th scope="col">Modality</th><th scope="col" class="n">Participants</th><th scope="col" class="n">Trials</th><th scope="col" class="n">Windows</th><th scope="col" class="n">Features</th></tr></thead><tbody>${coverage.map(
      ({ modality, participants, trials, windows, features }) =>
        html`<tr><th scope="row" class="${modality}">${modalityTitle[modality]}</th><td class="n">${known ? count(participants) : "unknown"}</td><td class="n">${count(trials)}</td><td class="n">${windows ? count(windows) : "–"}</td><td class="n">${count(features.length)}</td></tr>`,
    )}</tbody></table>`,
  );
}

function task({ name, classes, rule, counts, ties, unlabelled }: Task): Html {
  const all = counts.reduce((sum, n) => sum + n, 0);
  const rows = html`<table><thead><tr><th scope="col">Class</th><th scope="col" class="n">Trials</th><th scope="col" class="n">Share</th></tr></thead><tbody>${classes.map(
    (one, i) =>
      html`<tr><th scope="row" class="name">${one}</th><td class="n">${count(counts[i])}</td><td class="n">${percent(counts[i] / all)}</td></tr>`,
  )}</tbody></table>`;
  const table = scrolling(rows);
  return html`<h3>Task: ${name}</h3>
<p>${rule.replace(/[.]?$/, ".")} ${ties ? `${counted(ties, "trial")} at the threshold ${ties === 1 ? "was" : "were"} dropped as ${ties === 1 ? "a tie" : "ties"}.` : "No trial was dropped as a tie."} ${unlabelled ? `${counted(unlabelled, "trial")} without a label ${unlabelled === 1 ? "was" : "were"} not used.` : "Every trial has a label."}</p>
${classes.length > openRows ? folded(`${count(classes.length)} classes and their trials`, table) : table}`;
}

function fact(value: number, one: string): Html {
  return html`<li><b>${count(value)}</b> ${value === 1 ? one : `${one}s`}</li>`;
}

/** Names from the data in a row. */
function named(names: readonly string[]): string {
  return listed(quoted(names));
}

/** What was studied: people, trials, coverage, tasks, EI and covariates. */
export function studySection(study: StudySummary): Html {
  const { ei, key, covariates, factors, splits } = study;
  const features = study.coverage.filter((one) => one.features.length > 0);
  return html`<section aria-labelledby="study">${heading("study", "What was studied", study.simulated)}
<ul class="facts">${study.participants === 0 ? html`<li><b>–</b> ${people(0)}</li>` : fact(study.participants, "participant")}${fact(study.trials, "trial")}${fact(study.tasks.length, "task")}${fact(
    features.reduce((sum, one) => sum + one.features.length, 0),
    "feature",
  )}</ul>
<p>${coverageSentence(study)}</p>
${study.coverage.length > 0 && coverageTable(study.coverage, study.participants > 0)}
<p>${key.length ? `A trial is known by ${named(key)}.` : "Each row is a trial."}${covariates.length > 0 && ` Covariates: ${named(covariates)}.`}${factors.length > 0 && ` Within-person factors: ${named(factors)}.`}${splits.length > 0 && ` The files came in the splits ${named(splits)}.`}</p>
<p>${
    ei === null
      ? "No emotional-intelligence score was given."
      : `Emotional intelligence: ${ei.score}, ${ei.inverse ? "an inverse measure, turned round so that higher means more" : "higher means more"}${ei.subscales.length ? `; subscales ${named(ei.subscales)}` : ""}; ${ei.missing ? `missing for ${counted(ei.missing, "participant")}` : "no participant lacks it"}.`
  }</p>
${
  features.length > 0 &&
  folded(
    "Features by modality",
    features.map(
      (one) =>
        html`<p class="note"><b class="${one.modality}">${modalityTitle[one.modality]}</b>: ${quoted(one.features).join(", ")}</p>`,
    ),
  )
}
${study.tasks.map(task)}</section>
`;
}
