#!/usr/bin/env node
// Draws docs/architecture.svg from the code's own imports. `npm run check:house` fails when it is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { floors } from "./floors.mjs";
import { floorOf, importsOf, isTest, sourcePaths } from "./house/sources.mjs";
import { root } from "./steps.mjs";

const path = "docs/architecture.svg";

/** Which floors import which, from every import of every module that is no test. */
function importedFloors() {
  const edges = new Map(floors.map(({ name }) => [name, new Set()]));
  for (const module of sourcePaths().filter((module) => !isTest(module))) {
    for (const { target } of importsOf(module)) {
      const from = floorOf(module);
      const to = target === null ? undefined : floorOf(target);
      if (to !== undefined && to !== from) edges.get(from)?.add(to);
    }
  }
  return edges;
}

const row = 36;
const room = { x: 168, width: 352, height: 30 };
const pipe = { first: 548, gap: 18 };
const top = 124;
const hues = ["#c2410c", "#0369a1", "#4d7c0f", "#a21caf", "#b45309", "#0f766e", "#be123c", "#4f46e5"];
const huesInTheDark = [
  "#fb923c",
  "#38bdf8",
  "#a3e635",
  "#e879f9",
  "#fbbf24",
  "#2dd4bf",
  "#fb7185",
  "#a5b4fc",
];

const style = `
  text { font: 12px ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #57534e; }
  .name { font: 600 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1c1917; }
  .card { fill: #fffdfa; stroke: #e7e5e4; }
  .title { font-size: 17px; font-weight: 650; fill: #1c1917; }
  .gutter { text-anchor: end; }
  .strong { font-weight: 600; fill: #1c1917; }
  .room { fill: #fff7ed; stroke: #d6b48c; }
  .room.on-node { fill: #eff6ff; stroke: #93b4d9; }
  .room.planned { fill: none; stroke: #a8a29e; stroke-dasharray: 4 3; }
  .planned-text { fill: #78716c; }
  .frame, .ground { fill: none; stroke: #57534e; stroke-width: 1.5; stroke-linejoin: round; }
  .brace { fill: none; stroke: #a8a29e; }
  .pipe { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
  .supply { stroke: #a8a29e; stroke-width: 1.25; }
  .arrow { fill: #78716c; }
${hues.map((hue, i) => `  .p${i} { stroke: ${hue}; } .d${i} { fill: ${hue}; }`).join("\n")}
  @media (prefers-color-scheme: dark) {
    text, .planned-text { fill: #d6d3d1; }
    .card { fill: #1c1917; stroke: #44403c; }
    .name, .title, .strong { fill: #fafaf9; }
    .room { fill: #3b2a1a; stroke: #8a6a45; }
    .room.on-node { fill: #172a42; stroke: #4a6d97; }
    .room.planned { fill: none; stroke: #78716c; }
    .frame, .ground { stroke: #d6d3d1; }
    .brace, .supply { stroke: #78716c; }
    .arrow { fill: #a8a29e; }
${huesInTheDark.map((hue, i) => `    .p${i} { stroke: ${hue}; } .d${i} { fill: ${hue}; }`).join("\n")}
  }`;

/** The picture: rooms from the ground up, and a pipe from each room to the rooms above that import it. */
export function architectureSvg() {
  const imported = importedFloors();
  const isThere = ({ name }) => existsSync(join(root, "src", name, "mod.ts")) || name === "cli";
  const yOf = (level) => top + (floors.length - 1 - level) * row;
  const sources = floors.flatMap(({ name }, level) => {
    const users = floors.flatMap((floor, i) => (imported.get(floor.name).has(name) ? [i] : []));
    return users.length ? [{ name, level, users }] : [];
  });
  // Pipes of higher rooms stand further left, so that no room's own pipe crosses another on its way out.
  const xOf = new Map([...sources].reverse().map(({ name }, i) => [name, pipe.first + i * pipe.gap]));
  const right = pipe.first + (sources.length - 1) * pipe.gap + 20;
  const bottom = top + floors.length * row;
  const width = right + 24;
  const height = bottom + 64;

  const pipes = sources.map(({ name, level, users }) => {
    const hue = level % hues.length;
    const x = xOf.get(name);
    const highest = Math.max(...users);
    const dots = users.map((user) => `<circle class="d${hue}" cx="${x}" cy="${yOf(user) + 10}" r="3.2"/>`);
    const line = `M${room.x + room.width} ${yOf(level) + 22}H${x - 5}q5 0 5 -5V${yOf(highest) + 10}`;
    return `<g><title>${name} is imported by ${users.map((user) => floors[user].name).join(", ")}</title><path class="pipe p${hue}" d="${line}"/>${dots.join("")}</g>`;
  });
  const supplies = floors.flatMap(({ name }, level) => {
    const uses = [...imported.get(name)].map((other) => xOf.get(other));
    if (uses.length === 0) return [];
    const y = yOf(level) + 10;
    const edge = room.x + room.width;
    return [
      `<path class="supply" d="M${Math.max(...uses)} ${y}H${edge + 8}"/><path class="arrow" d="M${edge + 1} ${y}l9 -4v8z"/>`,
    ];
  });
  const rooms = floors.map((floor, level) => {
    const there = isThere(floor);
    const y = yOf(level);
    const kind = there ? (floor.node ? "room on-node" : "room") : "room planned";
    const tag = there
      ? ""
      : `<text class="planned-text" text-anchor="end" x="${room.x + room.width - 10}" y="${y + 20}">planned</text>`;
    return `<rect class="${kind}" x="${room.x}" y="${y}" width="${room.width}" height="${room.height}" rx="4"/><text class="name" x="${room.x + 12}" y="${y + 20}">${floor.name}</text><text${there ? "" : ' class="planned-text"'} x="${room.x + 96}" y="${y + 20}">${floor.what}</text>${tag}`;
  });
  const firstOnNode = floors.findIndex(({ node }) => node);
  const gutter = (low, high, lines) => {
    const [from, to] = [yOf(high) + 3, yOf(low) + room.height - 3];
    const middle = (from + to) / 2 - (lines.length - 1) * 8 + 4;
    const texts = lines.map(
      (line, i) =>
        `<text class="gutter${i === 0 ? " strong" : ""}" x="${room.x - 40}" y="${middle + i * 16}">${line}</text>`,
    );
    return `<path class="brace" d="M${room.x - 26} ${from}q-6 0 -6 6V${to - 6}q0 6 6 6"/>${texts.join("")}`;
  };
  const wall = room.x - 14;
  const peak = (wall + right) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The floors of heartface from the ground up, and which imports which">
<style>${style}
</style>
<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<path class="frame" d="M${wall} ${bottom}V${top - 12}L${peak} 14L${right} ${top - 12}V${bottom}"/>
<path class="frame" d="M${wall - 16} ${top - 8}L${wall} ${top - 12}H${right}L${right + 16} ${top - 8}"/>
<text class="title" text-anchor="middle" x="${peak}" y="76">heartface</text>
<text class="planned-text" text-anchor="middle" x="${peak}" y="97">under the roof: the studio (planned)</text>
<path class="ground" d="M16 ${bottom}H${width - 4}"/>
${supplies.join("\n")}
${pipes.join("\n")}
${rooms.join("\n")}
${gutter(0, firstOnNode - 1, [`"heartface"`, "runs in browsers,", "workers, Deno", "and Node"])}
${gutter(firstOnNode, firstOnNode + 1, [`"heartface/node"`, "Node only"])}
${gutter(floors.length - 1, floors.length - 1, ["npx heartface"])}
<text x="28" y="${bottom + 26}">A pipe carries what a room gives to the rooms above; a dot is an import, and its arrow points to the room that takes it.</text>
<text x="28" y="${bottom + 45}">Nothing flows down. Dashed rooms are planned. Drawn from the imports in src by scripts/architecture.mjs.</text>
</svg>
`;
}

/** One line when the picture does not show the code's own imports. */
export function architectureProblems() {
  const there = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
  return there === architectureSvg() ? [] : [`${path} is out of date; run node scripts/architecture.mjs`];
}

/** Writes the picture. */
export function writeArchitecture() {
  writeFileSync(join(root, path), architectureSvg());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeArchitecture();
