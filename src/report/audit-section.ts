import type { AuditResult, Finding } from "../audit/mod.ts";
import { count } from "./format.ts";
import { type Html, html } from "./html.ts";
import { folded, heading } from "./page-parts.ts";

const marks: Readonly<Record<Finding["verdict"], readonly [sign: string, word: string]>> = {
  leak: ["✕", "Leak"],
  warning: ["!", "Warning"],
  passed: ["✓", "Passed"],
  "not-applicable": ["–", "Not applicable"],
};

const scope: Readonly<Record<Finding["affects"], string>> = {
  all: "concerns scores of any validation, leave-one-participant-out included.",
  "given-split": "concerns scores by the given split, not those by leave-one-participant-out.",
};

/** What each check found, and what to do about it. */
export function auditSection(audit: AuditResult, simulated: boolean): Html {
  return html`<section aria-labelledby="audit">${heading("audit", "Audit", simulated)}
${audit.findings.length === 0 && html`<p>No check was run.</p>`}
<ul class="findings">${audit.findings.map(({ check, title, verdict, affects, summary, remedy, items }) => {
    const [sign, word] = marks[verdict];
    return html`<li><div class="mark ${verdict}"><i aria-hidden="true">${sign}</i>${word}</div><div><p><b>${title}.</b> ${summary}</p>${
      (verdict === "leak" || verdict === "warning") &&
      html`<p class="note">Check <code>${check}</code>: ${scope[affects]}</p>`
    }${remedy && html`<p class="note">${remedy}</p>`}${
      items.length > 0 &&
      folded(
        `${count(items.length)} concerned`,
        html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`,
      )
    }</div></li>
`;
  })}</ul></section>
`;
}
