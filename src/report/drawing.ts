import { type PlotOptions, plot } from "@observablehq/plot";
import { escaped, shortened } from "./format.ts";
import { light } from "./palette.ts";

/** A node that the drawing document made. */
export interface DrawnNode {
  readonly outerHTML: string;
}

/**
 * What figures are drawn with: a browser's `document`, or linkedom's in Node. Only these two methods are named here,
 * but what they return must be real nodes.
 */
export interface DrawingDocument {
  readonly createElement: (name: string) => object;
  readonly createElementNS: (namespace: string, name: string) => object;
}

/** One drawing of a figure: it reads at its own size, so that panels can stand beside or below one another. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  /** An `svg` element without namespace declaration, its words escaped. */
  readonly markup: string;
}

/** A figure: panels that belong together. */
export interface Figure {
  /** Its name in the run's `figures` folder, such as `scores.svg`. */
  readonly file: string;
  readonly title: string;
  /** What is shown and how to read it, in one to three sentences. */
  readonly caption: string;
  readonly panels: readonly Panel[];
}

/** What all figures of a report have in common. */
export interface Drawing {
  readonly document: DrawingDocument;
  /** Whether the data are simulated: every panel says so. */
  readonly simulated: boolean;
}

/** The words in figures: whatever sans the reader's machine has. */
export const fontStack = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
/** Width of a panel in CSS pixels: it fits a phone, and two stand side by side on a desk. */
export const panelWidth = 372;
const heading = 26;
const gap = 28;

const rounded = (markup: string): string =>
  markup.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))),
  );

/** Seven shapes would do; these four tell arms apart where colour does not. */
export const armSymbol: Readonly<Record<string, string>> = {
  ecg: "circle",
  face: "square",
  joined: "diamond",
  mean: "triangle",
};

/** The colour of an arm. */
export function armColour(arm: string): string {
  return arm === "ecg" ? light.ecg : arm === "face" ? light.face : light.both;
}

/**
 * Draws one panel: a heading, the mark of simulated data, and a plot below.
 *
 * @param drawing - what all figures have in common
 * @param title - the heading, free text
 * @param colour - the heading's colour
 * @param options - the plot with its height, without document and class
 */
export function panel(
  drawing: Drawing,
  title: string,
  colour: string,
  options: PlotOptions & { readonly height: number },
): Panel {
  const width = options.width ?? panelWidth;
  const drawn = plot({
    ...options,
    width,
    className: "plot",
    document: drawing.document as never,
  }) as unknown as DrawnNode;
  // Plot's own style sheet is for pages; ours has the same rules, and a figure needs none
  const inner = rounded(drawn.outerHTML.replaceAll("&#160;", "\u00a0"))
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/ aria-label="[^"]*"/g, "");
  const height = options.height;
  const note = drawing.simulated
    ? `<text x="${width}" y="15" text-anchor="end" font-size="11" font-weight="600" fill="${light.mark}">Simulated data</text>`
    : "";
  return {
    width,
    height: height + heading,
    markup:
      `<svg width="${width}" height="${height + heading}" viewBox="0 0 ${width} ${height + heading}" color="${light.ink}" font-family="${fontStack}" role="img">` +
      `<title>${escaped(title)}</title>` +
      `<text x="0" y="15" font-size="13" font-weight="600" fill="${colour}">${escaped(title)}</text>${note}` +
      `${inner.replace("<svg ", `<svg y="${heading}" `)}</svg>`,
  };
}

/**
 * Puts a figure's panels onto one white sheet: SVG that stands alone.
 *
 * @param figure - the figure
 * @param simulated - whether the title says that the data are simulated
 */
export function standalone({ title, panels }: Figure, simulated: boolean): string {
  const columns = panels.length > 1 && panels.every(({ width }) => width <= panelWidth) ? 2 : 1;
  const margin = 20;
  const top = 44;
  let y = top;
  let placed = "";
  for (let i = 0; i < panels.length; i += columns) {
    const row = panels.slice(i, i + columns);
    row.forEach(({ markup }, j) => {
      placed += markup.replace("<svg ", `<svg x="${margin + j * (panelWidth + gap)}" y="${y}" `);
    });
    y += Math.max(...row.map(({ height }) => height)) + gap;
  }
  const widest = Math.max(...panels.map(({ width }) => width));
  const width = 2 * margin + (columns === 2 ? 2 * panelWidth + gap : widest);
  const height = y - gap + margin;
  const full = simulated ? `${title} (simulated data)` : title;
  // some 9 pixels a character at this size: a long title must not run off the sheet
  const shown = shortened(
    full.length * 9 > width - 2 * margin ? title : full,
    Math.floor((width - 2 * margin) / 9),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fontStack}" role="img">` +
    `<title>${escaped(full)}</title><rect width="${width}" height="${height}" fill="${light.paper}"/>` +
    `<text x="${margin}" y="28" font-size="15" font-weight="600" fill="${light.ink}">${escaped(shown)}</text>${placed}</svg>\n`
  );
}
