import type { ScoreRow } from "../learn/mod.ts";
import { confusionPanel, countsTo, deepestShare, percentagesTo } from "./confusion-figure.ts";
import { type Drawing, type DrawingDocument, type Figure, standalone } from "./drawing.ts";
import { eiPanel } from "./ei-figure.ts";
import { primaryEiRows } from "./ei-verdict.ts";
import { fileNamePart, listed, percent } from "./format.ts";
import { nullPanel } from "./null-figure.ts";
import { participantAccuracies } from "./participant-accuracy.ts";
import { participantsPanel } from "./participants-figure.ts";
import type { RunFolder } from "./run-folder.ts";
import { scoresPanel } from "./scores-figure.ts";
import { primaryRows, taskNames } from "./terms.ts";

/** The figures of one task; those that the run has no values for are null. */
export interface TaskFigures {
  readonly task: string;
  readonly nulls: Figure | null;
  readonly confusion: Figure | null;
  readonly participants: Figure | null;
  readonly ei: Figure | null;
}

/** All figures of a run. */
export interface Figures {
  readonly scores: Figure | null;
  readonly tasks: readonly TaskFigures[];
}

/** Draws all figures of a run as panels. */
export function drawFigures(folder: RunFolder, document: DrawingDocument): Figures {
  const drawing: Drawing = { document, simulated: folder.study.simulated };
  const names = taskNames(folder.study.tasks, folder.scores);
  const taken = new Set<string>();
  const drawn = folder.study.participants === 0 ? "trials, as participants are unknown" : "participants";
  const scores: Figure = {
    file: "scores.svg",
    title: "Balanced accuracy of every arm and model",
    caption: `Marks are balanced accuracies on the pooled out-of-fold predictions, bars their 95 % intervals (bootstrap over ${drawn}), the dashed line is chance. Filled: the recipe that was fixed beforehand. Grey: a dummy that does not see the features.`,
    panels: names.map((task) =>
      scoresPanel(
        drawing,
        task,
        folder.scores.filter((row) => row.task === task),
      ),
    ),
  };
  return {
    scores: names.length ? scores : null,
    tasks: names.map((task) =>
      taskFigures(folder, drawing, task, fileNamePart(task, taken), names.length > 1),
    ),
  };
}

function taskFigures(
  folder: RunFolder,
  drawing: Drawing,
  task: string,
  part: string,
  several: boolean,
): TaskFigures {
  const rows = primaryRows(folder.scores, task);
  const of = several ? ` (${task})` : "";
  const model = listed([...new Set(rows.map((row) => row.model))]);
  const tested = rows.filter(
    ({
      nullSample,
      scores: {
        balancedAccuracy: { value, chance },
      },
    }) => nullSample.some(Number.isFinite) && Number.isFinite(value) && Number.isFinite(chance),
  );
  const scored = rows.filter(({ confusion, classes }) => classes.length > 0 && confusion.length > 0);
  const deepest = deepestShare(scored);
  const people = rows
    .filter(({ participants }) => participants > 0)
    .map((row) => ({ row, accuracies: participantAccuracies(folder.predictions, row) }))
    .filter(({ accuracies }) => accuracies.length > 0);
  const eiRows = folder.ei
    ? primaryEiRows(folder.ei, task).filter((row) =>
        row.participants.some(({ ei, accuracy }) => Number.isFinite(ei + accuracy)),
      )
    : [];
  return {
    task,
    nulls: figure(tested, (row) => nullPanel(drawing, row), {
      file: `null-${part}.svg`,
      title: `What permuted labels score${of}`,
      caption: `Balanced accuracy of ${model} after the labels were permuted (grey, at most 200 of the permutations drawn; thin line: mean of all drawn) and as observed (coloured line); the dashed line is chance. p is that of this one test, not corrected.`,
    }),
    confusion: figure(scored, (row) => confusionPanel(drawing, row, deepest), {
      file: `confusion-${part}.svg`,
      title: `Confusion${of}`,
      caption: `Which class ${model} took for which. Shade${cellWords(rows)}; the deepest shade is ${percent(deepest)}.`,
    }),
    participants: figure(
      people,
      ({ row, accuracies }) => participantsPanel(drawing, row, accuracies, span(people)),
      {
        file: `participants-${part}.svg`,
        title: `Accuracy of each participant${of}`,
        caption: `Share of each participant's trials that ${model} got right, out of fold, lowest first; the dashed line is chance. Each panel has its own order.`,
      },
    ),
    ei:
      folder.ei === null
        ? null
        : figure(eiRows, (row) => eiPanel(drawing, folder.ei!, row), {
            file: `ei-${part}.svg`,
            title: `Accuracy against emotional intelligence${of}`,
            caption: `Each mark is a participant under ${model}; further right means more emotional intelligence. Filled: High, hollow: Low, crossed: in neither group; the dashed line is the cut.`,
          }),
  };
}

function figure<Item>(
  items: readonly Item[],
  draw: (item: Item) => Figure["panels"][number],
  about: Omit<Figure, "panels">,
): Figure | null {
  return items.length ? { ...about, panels: items.map(draw) } : null;
}

/** What a cell of the confusion figure says, as the caption puts it after "Shade". */
function cellWords(rows: readonly ScoreRow[]): string {
  const many = rows.reduce((most, { classes }) => Math.max(most, classes.length), 0);
  const row = "the share of the row, that is of the trials truly of that class";
  if (many <= countsTo) return ` and percentage are ${row}, below it the number of trials`;
  if (many <= percentagesTo) return ` and number (%) are ${row}; counts of trials are in the tables below`;
  return ` is ${row}; counts of trials are in the tables below`;
}

/** One scale for all panels: from just below the lowest accuracy or chance to just above the highest. */
function span(
  people: readonly { row: ScoreRow; accuracies: readonly { accuracy: number }[] }[],
): readonly [number, number] {
  let [low, high] = [1, 0];
  for (const { row, accuracies } of people) {
    for (const value of [row.scores.accuracy.chance, ...accuracies.map(({ accuracy }) => accuracy)]) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [Math.max(0, low - 0.05), Math.min(1, high + 0.05)];
}

/** All figures in the order in which they are shown. */
export function allFigures({ scores, tasks }: Figures): readonly Figure[] {
  return [
    scores,
    ...tasks.flatMap(({ nulls, confusion, participants, ei }) => [nulls, confusion, participants, ei]),
  ].filter((one) => one !== null);
}

/**
 * Draws the figures of a run as SVG files that stand alone: white background, own font, no reference to anything else.
 *
 * @param folder - the run folder
 * @param document - a browser's `document`, or linkedom's in Node
 * @returns file name (`scores.svg`, `null-<task>.svg`, `confusion-<task>.svg`, `participants-<task>.svg`,
 *   `ei-<task>.svg`) to SVG text; a figure that the run has no values for is left out
 */
export function figures(folder: RunFolder, document: DrawingDocument): ReadonlyMap<string, string> {
  return new Map(
    allFigures(drawFigures(folder, document)).map((one) => [
      one.file,
      standalone(one, folder.study.simulated),
    ]),
  );
}
