import { rectY, ruleX, ruleY, text } from "@observablehq/plot";
import type { ScoreRow } from "../learn/mod.ts";
import { armColour, type Drawing, type Panel, panel, panelWidth } from "./drawing.ts";
import { chanceLevel, percentage, pValue, shortened } from "./format.ts";
import { light } from "./palette.ts";
import { panelTitle } from "./terms.ts";

const bins = 28;

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly permutations: number;
}

function binned(values: readonly number[], low: number, high: number): readonly Bin[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]++;
  const width = (high - low) / bins;
  return counts
    .map((permutations, i) => ({ from: low + i * width, to: low + (i + 1) * width, permutations }))
    .filter(({ permutations }) => permutations > 0);
}

/** Balanced accuracies under permuted labels, with the observed one as a line. */
export function nullPanel(drawing: Drawing, row: ScoreRow): Panel {
  const { value, chance, permuted, p, permutations } = row.scores.balancedAccuracy;
  const sample = row.nullSample.filter(Number.isFinite).map((share) => share * 100);
  const all = [...sample, value * 100, chance * 100];
  const least = all.reduce((a, b) => Math.min(a, b));
  const most = all.reduce((a, b) => Math.max(a, b));
  const room = Math.max(0.5, (most - least) * 0.05);
  const [low, high] = [least - room, most + room];
  const drawn = binned(sample, low, high);
  const tallest = drawn.reduce((a, { permutations: n }) => Math.max(a, n), 1);
  const anchor = value * 100 > (low + high) / 2 ? "end" : "start";
  const colour = armColour(row.arm);
  return panel(drawing, shortened(panelTitle(row), 34), colour, {
    width: panelWidth,
    height: 168,
    marginLeft: 34,
    marginRight: 6,
    marginTop: 24,
    marginBottom: 42,
    style: { fontSize: "11px" },
    x: {
      domain: [low, high],
      ticks: 6,
      label: `Balanced accuracy (%)${permuted === null ? "" : `; permuted ${percentage(permuted)} on average`}`,
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 36,
      tickSize: 4,
    },
    y: {
      domain: [0, tallest],
      ticks: 3,
      tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : ""),
      label: null,
      tickSize: 0,
      grid: true,
    },
    marks: [
      rectY(drawn, {
        x1: "from",
        x2: "to",
        y: "permutations",
        fill: light.dummy,
        fillOpacity: 0.55,
        inset: 0.5,
      }),
      ruleX([chance * 100], { stroke: light.quiet, strokeDasharray: "3 3" }),
      permuted === null ? null : ruleX([permuted * 100], { stroke: light.quiet }),
      ruleX([value * 100], { stroke: colour, strokeWidth: 2.5 }),
      ruleY([0], { stroke: light.quiet }),
      text([value * 100], {
        x: (d: number) => d,
        frameAnchor: "top",
        dy: -15,
        dx: anchor === "end" ? 4 : -4,
        textAnchor: anchor,
        text: () =>
          `observed ${percentage(value)}, ${pValue(p, permutations)} (chance ${chanceLevel(chance)})`,
        fill: colour,
        fontWeight: 600,
        fontSize: 11,
      }),
    ],
  });
}
