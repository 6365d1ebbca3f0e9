import { escaped } from "./format.ts";

/** Markup that is safe to put into a page; only {@link html} and {@link trusted} make it. */
export interface Html {
  readonly markup: string;
}

/** What may stand in an {@link html} template: text is escaped, markup is not; nothing is left for null and false. */
export type Content = string | number | Html | null | undefined | false | readonly Content[];

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (typeof content === "string") return escaped(content);
  if (typeof content === "number") return String(content);
  return "markup" in content ? content.markup : content.map(render).join("");
}

/** Makes markup of a template; every text put into it is escaped, so that no data can become markup. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  let markup = parts[0];
  contents.forEach((content, i) => {
    markup += render(content) + parts[i + 1];
  });
  return { markup };
}

/** Markup that was made elsewhere and is known to be escaped, such as a drawing. */
export function trusted(markup: string): Html {
  return { markup };
}

/** Text in which every DOI is a link to doi.org. */
export function withDoiLinks(text: string): Html {
  const parts: Content[] = [];
  let from = 0;
  for (const match of text.matchAll(
    /(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?\b(10\.\d{4,9}\/[^\s<>"']+)/gi,
  )) {
    let doi = match[1].replace(/[.,;:\]}]+$/, "");
    // a DOI may hold brackets; one that was opened before it does not belong to it
    while (doi.endsWith(")") && doi.split(")").length > doi.split("(").length) doi = doi.slice(0, -1);
    parts.push(text.slice(from, match.index));
    const href = `https://doi.org/${encodeURI(doi)}`;
    parts.push(html`<a href="${href}">doi:${doi}</a>`);
    from = match.index + match[0].indexOf(match[1]) + doi.length;
  }
  parts.push(text.slice(from));
  return html`${parts}`;
}
