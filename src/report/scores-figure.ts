import { dot, ruleX, ruleY, text } from "@observablehq/plot";
import type { ScoreRow } from "../learn/mod.ts";
import { armColour, armSymbol, type Drawing, type Panel, panel, panelWidth } from "./drawing.ts";
import { chanceLevel, percentage, shortened } from "./format.ts";
import { light } from "./palette.ts";
import { inOrder, isDummy, panelTitle } from "./terms.ts";

const labelWidth = 142;
const valueWidth = 34;
const rowHeight = 17;

interface Line {
  readonly y: number;
  readonly row: ScoreRow;
}

/** Balanced accuracy of every arm and model of one task, with its interval and the chance line. */
export function scoresPanel(drawing: Drawing, task: string, all: readonly ScoreRow[]): Panel {
  const headings: { y: number; title: string; colour: string }[] = [];
  const lines: Line[] = [];
  let y = 0;
  let before = "";
  for (const row of inOrder(all)) {
    const title = panelTitle(row);
    if (title !== before) {
      if (before) y += 0.45;
      headings.push({ y: y++, title: shortened(title, 48), colour: armColour(row.arm) });
      before = title;
    }
    lines.push({ y: y++, row });
  }
  const scored = lines.filter(({ row }) => Number.isFinite(row.scores.balancedAccuracy.value));
  const score = ({ row }: Line) => row.scores.balancedAccuracy;
  const ends = scored.flatMap((line) => [
    score(line).value,
    score(line).low,
    score(line).high,
    score(line).chance,
  ]);
  const finite = ends.filter(Number.isFinite).map((share) => share * 100);
  const least = finite.reduce((a, b) => Math.min(a, b), 100);
  const most = finite.reduce((a, b) => Math.max(a, b), 0);
  const room = Math.max(2, (most - least) * 0.06);
  const low = Math.max(0, least - room);
  const high = Math.min(100, Math.max(most, low) + room);
  const chance = scored.length ? score(scored[0]).chance : Number.NaN;
  const colour = ({ row }: Line) => (isDummy(row) ? light.dummy : armColour(row.arm));
  const dots = scored.map((line) =>
    dot([line], {
      x: score(line).value * 100,
      y: line.y,
      symbol: (armSymbol[line.row.arm] ?? "circle") as "circle",
      r: line.row.primary ? 4.5 : 3.5,
      stroke: colour(line),
      fill: line.row.primary ? colour(line) : light.paper,
      strokeWidth: 1.5,
    }),
  );
  return panel(drawing, shortened(task, 34), light.ink, {
    height: Math.round(Math.max(1, y) * rowHeight + 66),
    marginLeft: labelWidth,
    marginRight: valueWidth,
    marginTop: 22,
    marginBottom: 44,
    style: { fontSize: "11px" },
    x: {
      domain: [low, high],
      ticks: 5,
      label: "Balanced accuracy (%)",
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 36,
      tickSize: 4,
      nice: false,
    },
    y: { domain: [y - 0.4, -0.6], axis: null },
    marks: [
      ruleY(headings, {
        y: "y",
        dy: rowHeight / 2 - 1,
        stroke: light.line,
        insetLeft: -labelWidth,
        insetRight: -valueWidth,
      }),
      Number.isFinite(chance) ? ruleX([chance * 100], { stroke: light.quiet, strokeDasharray: "3 3" }) : null,
      Number.isFinite(chance)
        ? text([chance * 100], {
            x: (d: number) => d,
            frameAnchor: "top",
            dy: -14,
            text: () => `chance ${chanceLevel(chance)}`,
            fill: light.quiet,
            fontSize: 11,
          })
        : null,
      text(headings, {
        x: low,
        dx: -labelWidth,
        y: "y",
        textAnchor: "start",
        text: "title",
        fill: (d) => d.colour,
        fontWeight: 600,
        stroke: light.paper,
        strokeWidth: 5,
        fontSize: 12,
      }),
      text(lines, {
        x: low,
        dx: -10,
        y: "y",
        textAnchor: "end",
        text: ({ row }: Line) => shortened(row.model, 19),
        fill: ({ row }: Line) => (isDummy(row) ? light.quiet : light.ink),
        fontSize: 12,
      }),
      ruleY(
        scored.filter((line) => Number.isFinite(score(line).low)),
        {
          y: "y",
          x1: (line: Line) => score(line).low * 100,
          x2: (line: Line) => score(line).high * 100,
          stroke: colour,
          strokeWidth: 2,
        },
      ),
      ...dots,
      text(lines, {
        x: high,
        dx: valueWidth,
        y: "y",
        textAnchor: "end",
        text: (line: Line) => percentage(score(line).value),
        fontVariant: "tabular-nums",
        fontSize: 12,
        fill: ({ row }: Line) => (isDummy(row) ? light.quiet : light.ink),
      }),
    ],
    width: panelWidth,
  });
}
