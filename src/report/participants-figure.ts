import { dot, ruleY, text } from "@observablehq/plot";
import type { ScoreRow } from "../learn/mod.ts";
import { armColour, armSymbol, type Drawing, type Panel, panel, panelWidth } from "./drawing.ts";
import { chanceLevel, counted, percent, shortened } from "./format.ts";
import { light } from "./palette.ts";
import type { Accuracy } from "./participant-accuracy.ts";
import { panelTitle } from "./terms.ts";

/** One dot a participant, lowest accuracy first, with the chance line. */
export function participantsPanel(
  drawing: Drawing,
  row: ScoreRow,
  accuracies: readonly Accuracy[],
  domain: readonly [number, number],
): Panel {
  const { chance } = row.scores.accuracy;
  const above = accuracies.filter(({ accuracy }) => accuracy > chance).length;
  return panel(drawing, shortened(panelTitle(row), 34), armColour(row.arm), {
    width: panelWidth,
    height: 190,
    marginLeft: 34,
    marginRight: 8,
    marginTop: 22,
    marginBottom: 32,
    style: { fontSize: "11px" },
    x: { domain: [0, accuracies.length + 1], axis: null },
    y: { domain: [domain[0] * 100, domain[1] * 100], ticks: 5, grid: true, tickSize: 0, label: null },
    marks: [
      ruleY([chance * 100], { stroke: light.quiet, strokeDasharray: "3 3" }),
      text([chance * 100], {
        y: (d: number) => d,
        frameAnchor: "right",
        textAnchor: "end",
        dy: 8,
        text: () => `chance ${chanceLevel(chance)}`,
        fill: light.quiet,
        fontSize: 11,
      }),
      dot(accuracies, {
        x: (_: Accuracy, i: number) => i + 1,
        y: ({ accuracy }: Accuracy) => accuracy * 100,
        symbol: (armSymbol[row.arm] ?? "circle") as "circle",
        r: accuracies.length > 100 ? 2.2 : 3.5,
        fill: armColour(row.arm),
        fillOpacity: 0.8,
        title: ({ participant, accuracy, trials }: Accuracy) =>
          `${participant}: ${percent(accuracy)} of ${trials}`,
      }),
      text([`${counted(accuracies.length, "participant")}, lowest to highest; ${above} above chance`], {
        frameAnchor: "bottom",
        dy: 20,
        fill: light.quiet,
        fontSize: 11,
      }),
      text(["Accuracy (%)"], {
        frameAnchor: "top-left",
        dx: -30,
        dy: -18,
        textAnchor: "start",
        fill: light.quiet,
        fontSize: 11,
      }),
    ],
  });
}
