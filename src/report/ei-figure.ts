import { dot, ruleX, text } from "@observablehq/plot";
import type { EiResult, EiRow, ParticipantAccuracy } from "../ei/mod.ts";
import { armColour, type Drawing, type Panel, panel, panelWidth } from "./drawing.ts";
import { scoreName } from "./ei-verdict.ts";
import { coefficient, percent, pValue, shortened } from "./format.ts";
import { light } from "./palette.ts";
import { titleOf } from "./terms.ts";

/** Accuracy of each participant against the EI score: High filled, Low hollow, neither crossed. */
export function eiPanel(drawing: Drawing, ei: EiResult, row: EiRow): Panel {
  const colour = armColour(row.arm);
  const of = (group: ParticipantAccuracy["group"]) => row.participants.filter((one) => one.group === group);
  const at = {
    x: "ei",
    y: ({ accuracy }: ParticipantAccuracy) => accuracy * 100,
    title: ({ participant, ei: score, accuracy, group }: ParticipantAccuracy) =>
      `${participant}: score ${score}, ${percent(accuracy)}${group ? `, ${group}` : ""}`,
  };
  const { correlation } = row;
  const test = correlation && ei.permutations > 0 ? `, ${pValue(correlation.p, ei.permutations)}` : "";
  const spearman = correlation ? `= ${coefficient(correlation.value)}${test}` : "not defined";
  const low = of("low");
  const high = of("high");
  return panel(drawing, shortened(titleOf(row.arm), 34), colour, {
    width: panelWidth,
    height: 228,
    marginLeft: 34,
    marginRight: 8,
    marginTop: 36,
    marginBottom: 42,
    style: { fontSize: "11px" },
    x: {
      ticks: 6,
      inset: 8,
      tickSize: 4,
      label: shortened(`EI score (${scoreName(ei)})`, 52),
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 36,
    },
    y: { ticks: 5, inset: 6, grid: true, tickSize: 0, label: null },
    marks: [
      Number.isFinite(ei.cut) ? ruleX([ei.cut], { stroke: light.quiet, strokeDasharray: "3 3" }) : null,
      Number.isFinite(ei.cut)
        ? text([ei.cut], {
            x: (d: number) => d,
            frameAnchor: "top",
            dy: -10,
            dx: -6,
            textAnchor: "end",
            text: () => `○ Low (${low.length})`,
            fill: light.quiet,
            fontSize: 11,
          })
        : null,
      Number.isFinite(ei.cut)
        ? text([ei.cut], {
            x: (d: number) => d,
            frameAnchor: "top",
            dy: -10,
            dx: 6,
            textAnchor: "start",
            text: () => `● High (${high.length})`,
            fill: light.quiet,
            fontSize: 11,
          })
        : null,
      dot(low, { ...at, r: 3.5, stroke: colour, strokeWidth: 1.5 }),
      dot(high, { ...at, r: 4, fill: colour, fillOpacity: 0.85 }),
      dot(of(null), { ...at, r: 3.5, symbol: "times", stroke: light.dummy, strokeWidth: 1.5 }),
      text(["Accuracy (%)"], {
        frameAnchor: "top-left",
        dx: -30,
        dy: -32,
        textAnchor: "start",
        fill: light.quiet,
        fontSize: 11,
      }),
      text([`Spearman ρ ${spearman}`], {
        frameAnchor: "top-right",
        dy: -32,
        textAnchor: "end",
        fill: light.quiet,
        fontSize: 11,
      }),
    ],
  });
}
