const voidElements = new Set(["meta", "link", "br", "hr", "img", "input"]);

/**
 * Reads markup strictly and says what is wrong with it: tags that do not close in order, attributes without quotes or
 * given twice, a bare `<` or `&`, control characters. Style sheets are passed over.
 */
export function faults(markup: string, html: boolean): readonly string[] {
  const found: string[] = [];
  const open: string[] = [];
  const text = (part: string): void => {
    if (/[<>]/.test(part)) found.push(`bare bracket in ${JSON.stringify(part.slice(0, 60))}`);
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(part))
      found.push(`bare & in ${JSON.stringify(part.slice(0, 60))}`);
    if (/[^\P{Cc}\t\n]/u.test(part)) found.push("control character");
  };
  const source = markup.replace(/^<!doctype html>/, "").replace(/<style>[^<]*<\/style>/g, "");
  let at = 0;
  for (const match of source.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    text(source.slice(at, match.index));
    at = match.index + match[0].length;
    const [, closing, name, attributes, selfClosing] = match;
    const names = [...attributes.matchAll(/\s([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(value)) found.push(`bare & in attribute ${key}`);
      return key;
    });
    if (new Set(names).size < names.length) found.push(`attribute twice in ${match[0]}`);
    if (closing) {
      const last = open.pop();
      if (last !== name) found.push(`</${name}> closes <${last}>`);
    } else if (!selfClosing && !(html && voidElements.has(name))) open.push(name);
  }
  text(source.slice(at));
  if (open.length) found.push(`never closed: ${open.join(", ")}`);
  return found;
}
