import type { Figure } from "./drawing.ts";
import { panelWidth } from "./drawing.ts";
import { type Content, type Html, html, trusted } from "./html.ts";
import { themed } from "./palette.ts";

/** A figure in the page: caption above, panels that wrap on a narrow screen. */
export function shownFigure(figure: Figure | null, simulated: boolean): Html | null {
  if (figure === null) return null;
  const panels = figure.panels.map(({ markup, width }) => {
    const svg = trusted(themed(markup));
    return width > panelWidth ? html`<div class="wide" tabindex="0">${svg}</div>` : svg;
  });
  return html`<figure id="figure-${figure.file.replace(/\.svg$/, "")}"><figcaption><b>${figure.title}${simulatedBadge(simulated)}</b>${figure.caption}</figcaption><div class="panels">${panels}</div></figure>
`;
}

/** A small mark beside a heading, so that no part of the page passes for real data. */
export function simulatedBadge(simulated: boolean): Html | null {
  return simulated ? html` <span class="badge">Simulated data</span>` : null;
}

/** A heading of a section with its anchor. */
export function heading(id: string, title: string, simulated = false): Html {
  return html`<h2 id="${id}">${title}${simulatedBadge(simulated)}</h2>
`;
}

/** A table that scrolls by itself where the screen is narrower. */
export function scrolling(table: Html): Html {
  return html`<div class="scroll" tabindex="0">${table}</div>
`;
}

/** A reference to a line of the glossary. */
export function footnote(number: number): Html {
  return html`<sup><a href="#term-${number}" aria-label="Explanation ${number}">${number}</a></sup>`;
}

/** A `details` element, closed until asked for. */
export function folded(summary: Content, content: Content): Html {
  return html`<details><summary>${summary}</summary>${content}</details>
`;
}
