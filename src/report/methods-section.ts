import type { Problem } from "../problem/mod.ts";
import { describe, withoutFile } from "../problem/mod.ts";
import { counted } from "./format.ts";
import { type Html, html, withDoiLinks } from "./html.ts";
import { folded, heading } from "./page-parts.ts";
import type { RunFolder, RunRecord } from "./run-folder.ts";
import { capital } from "./terms.ts";

const words = {
  error: ["✕", "Error", "leak"],
  warning: ["!", "Warning", "warning"],
  note: ["i", "Note", "not-applicable"],
} as const;

/** Each problem once, whichever files it was met in: the page names none. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const kinds = problems.map(withoutFile).map((one): [string, Problem] => {
    const { row, column, byte } = one.place;
    return [JSON.stringify([one.code, one.message, row, column, byte]), one];
  });
  return [...new Map(kinds).values()];
}

/** What was met in the data and what was done about it. */
export function problemsSection(problems: readonly Problem[], simulated: boolean): Html {
  const items = distinct(problems).map((one) => {
    const [sign, word, colour] = words[one.severity];
    return html`<li><div class="mark ${colour}"><i aria-hidden="true">${sign}</i>${word}</div><p>${capital(describe(one))}</p></li>
`;
  });
  return html`<section aria-labelledby="problems">${heading("problems", "Problems met in the data", simulated)}
${items.length ? html`<ul class="findings">${items}</ul>` : html`<p>None.</p>`}</section>
`;
}

/** What was done, in the words of a methods section. */
export function methodsSection({ methods }: RunRecord): Html {
  return html`<section aria-labelledby="methods">${heading("methods", "Methods")}
${methods.map(
  ({ name, text, source }) => html`<h3>${name}</h3>
<p>${withDoiLinks(text)}${source && html` <span class="note">${withDoiLinks(source)}</span>`}</p>
`,
)}</section>
`;
}

const again = `heartface run       # takes up what is missing; with nothing missing, no step runs
heartface report    # writes this page anew from the run folder`;

const r = `# install.packages("nanoparquet")
predictions <- nanoparquet::read_parquet("predictions.parquet")
leaderboard <- read.csv("leaderboard.csv")`;

const python = `# pip install pandas pyarrow
import pandas as pd
predictions = pd.read_parquet("predictions.parquet")
leaderboard = pd.read_csv("leaderboard.csv")`;

const excel = `Data > From Text/CSV > predictions.csv, File Origin 65001: Unicode (UTF-8)`;

const files: readonly (readonly [string, string])[] = [
  [
    "trials.parquet, .csv",
    "One row a trial: participant, labels, ratings, EI score, covariates, exclusion and its reason.",
  ],
  ["features.parquet, .csv", "One row a trial or window: the features, each named by its modality."],
  [
    "predictions.parquet, .csv",
    "One row a trial under a model, out of fold: truth, prediction, probability of each class. Rows with an inner_fold belong to tuning; leave them out when counting.",
  ],
  ["leaderboard.csv", "The table of scores."],
  ["ei.json, audit.json, study.json, run.json", "What this report says, for programs."],
  ["figures/", "Every figure of this report as SVG."],
];

/** How to run again, and how to open the tables of the run folder. */
export function againSection(folder: RunFolder): Html {
  const { run } = folder;
  const { node, platform, engine } = run.environment;
  return html`<section aria-labelledby="again">${heading("again", "How to run it again")}
<p>heartface ${run.version}, seed ${String(run.seed)}, Node ${node} on ${platform}, engine ${engine}.${!run.finished && html` <strong>This run had not finished when the report was made.</strong>`} The same inputs, configuration and seed give the same numbers.</p>
<pre>${again}</pre>
${folded("Configuration, defaults filled in", html`<pre>${JSON.stringify(run.configuration, null, 2)}</pre>`)}
${folded(`SHA-256 of ${counted(run.inputs.length, "input")}`, html`<ol class="hashes">${run.inputs.map((hash) => html`<li>${hash}</li>`)}</ol>`)}
<h3>The tables beside this file</h3>
<div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">What it holds</th></tr></thead><tbody>${files.map(([name, text]) => html`<tr><th scope="row"><code>${name}</code></th><td>${text}</td></tr>`)}</tbody></table></div>
<p class="note">This run: ${counted(folder.trials.rowCount, "row")} of trials, ${counted(folder.predictions.rowCount, "row")} of predictions.</p>
<p>In R:</p>
<pre>${r}</pre>
<p>In Python:</p>
<pre>${python}</pre>
<p>In Excel:</p>
<pre>${excel}</pre></section>
`;
}
