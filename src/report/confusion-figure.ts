import { axisX, axisY, cell, text } from "@observablehq/plot";
import type { ScoreRow } from "../learn/mod.ts";
import { armColour, type Drawing, type Panel, panel, panelWidth } from "./drawing.ts";
import { count, percentage, shortened } from "./format.ts";
import { light } from "./palette.ts";
import { panelTitle } from "./terms.ts";

/** Up to so many classes a cell holds percentage and count. */
export const countsTo = 5;
/** Up to so many classes a cell holds the percentage; with more it is shade alone. */
export const percentagesTo = 14;
/** The fullest cell is not painted fuller than this, so that words on it stay legible in light and dark. */
const fullest = 0.62;
const wide = 2 * panelWidth + 28;

interface Cell {
  readonly truth: number;
  readonly predicted: number;
  readonly trials: number;
  readonly share: number;
}

/** The share that is shaded most: 1, or with many classes the largest that occurs in any panel of the figure. */
export function deepestShare(rows: readonly ScoreRow[]): number {
  if (rows.every(({ classes }) => classes.length <= countsTo)) return 1;
  let deepest = 0;
  for (const { confusion } of rows) {
    for (const counts of confusion) {
      const all = counts.reduce((sum, n) => sum + n, 0);
      for (const n of counts) if (n > deepest * all) deepest = n / all;
    }
  }
  return deepest || 1;
}

/**
 * Which class was taken for which: shade and percentage by row, counts of trials.
 *
 * @param drawing - what all figures have in common
 * @param row - the line of the leaderboard
 * @param deepest - the share that is shaded most, see {@link deepestShare}
 */
export function confusionPanel(drawing: Drawing, row: ScoreRow, deepest: number): Panel {
  const { classes, confusion } = row;
  const many = classes.length;
  const cells: Cell[] = confusion.flatMap((counts, truth) => {
    const all = counts.reduce((sum, n) => sum + n, 0);
    return counts.map((trials, predicted) => ({
      truth,
      predicted,
      trials,
      share: all ? trials / all : Number.NaN,
    }));
  });
  const indices = classes.map((_, i) => i);
  // long or many names would run into one another under the columns: there the columns are numbered
  const numbered = many > 8 || classes.some((name) => Array.from(name).length > (many < 4 ? 12 : 8));
  const width = many > 6 ? wide : panelWidth;
  const labels = many > 6 ? 26 : 14;
  const rowLabel = (i: number): string => `${numbered ? `${i + 1}  ` : ""}${shortened(classes[i], labels)}`;
  const longest = indices.reduce((most, i) => Math.max(most, displayWidth(rowLabel(i))), 0);
  const marginLeft = Math.min(many > 6 ? 220 : 136, 26 + longest * 6.6);
  const side = (width - marginLeft - 4) / many;
  const rowHeight = Math.max(15, Math.min(side * 0.62, many > 6 ? 34 : 62));
  const fontSize = many <= 3 ? 13 : many <= countsTo ? 11 : Math.max(8, Math.min(11, side / 3.4));
  const shown = many <= percentagesTo ? cells.filter(({ share }) => Number.isFinite(share)) : [];
  return panel(drawing, shortened(panelTitle(row), many > 6 ? 80 : 34), armColour(row.arm), {
    width,
    height: Math.round(rowHeight * many + 46),
    marginLeft,
    marginRight: 4,
    marginTop: 40,
    marginBottom: 6,
    style: { fontSize: "11px" },
    x: { domain: indices, label: null, padding: 0, round: false },
    y: { domain: indices, label: null, padding: 0, round: false },
    marks: [
      cell(cells, {
        x: "predicted",
        y: "truth",
        fill: armColour(row.arm),
        inset: 1.5,
        fillOpacity: ({ share }: Cell) => (Number.isFinite(share) ? (share / deepest) * fullest : 0),
        stroke: light.line,
        strokeWidth: 1,
        title: ({ truth, predicted, trials, share }: Cell) =>
          `${classes[truth]} taken for ${classes[predicted]}: ${count(trials)} (${percentage(share)} %)`,
      }),
      ...[true, false].map((right) =>
        text(
          shown.filter(({ truth, predicted }) => (truth === predicted) === right),
          {
            x: "predicted",
            y: "truth",
            fill: light.ink,
            fontSize,
            fontVariant: "tabular-nums",
            fontWeight: right ? 600 : 400,
            text: ({ share }: Cell) =>
              many <= countsTo ? `${percentage(share)} %` : (share * 100).toFixed(0),
            dy: many <= countsTo ? -7 : 0,
          },
        ),
      ),
      many <= countsTo
        ? text(shown, {
            x: "predicted",
            y: "truth",
            fill: light.ink,
            fontSize: 11,
            fontVariant: "tabular-nums",
            dy: 9,
            text: ({ trials }: Cell) => count(trials),
          })
        : null,
      axisX({
        anchor: "top",
        tickSize: 0,
        label: null,
        fontSize: many > 20 ? 9 : 11,
        tickFormat: (i: number) => (numbered ? String(i + 1) : shortened(classes[i], 12)),
      }),
      axisY({ tickSize: 0, label: null, fontSize: many > 20 ? 10 : 11, tickFormat: rowLabel }),
      text(["Predicted →"], {
        frameAnchor: "top-left",
        dy: -38,
        fill: light.quiet,
        fontSize: 11,
        textAnchor: "start",
      }),
      text(["Truth ↓"], {
        frameAnchor: "top-left",
        dy: -38,
        dx: -marginLeft,
        fill: light.quiet,
        fontSize: 11,
        textAnchor: "start",
      }),
    ],
  });
}

/** Width of a text in Latin characters: those of East Asia are about twice as wide. */
function displayWidth(label: string): number {
  let width = 0;
  for (const character of label) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 1.8 : 1;
  return width;
}
