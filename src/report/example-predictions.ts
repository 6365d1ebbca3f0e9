import type { ScoreRow } from "../learn/mod.ts";
import { type Column, fromColumns, type Table } from "../table/mod.ts";
import type { Predicted } from "./example-scores.ts";

/** The table of predictions of the example: every row of the leaderboard with every trial. */
export function examplePredictions(
  scores: readonly ScoreRow[],
  parts: readonly Predicted[],
  who: readonly string[],
  what: readonly string[],
): Table {
  const text = (name: string, of: (row: ScoreRow, made: Predicted) => readonly string[]): Column => ({
    kind: "text",
    name,
    values: scores.flatMap((row, i) => of(row, parts[i])),
  });
  const number = (name: string, of: (row: ScoreRow, made: Predicted, i: number) => number): Column => ({
    kind: "number",
    name,
    values: Float64Array.from(scores.flatMap((row, k) => who.map((_, i) => of(row, parts[k], i)))),
  });
  const same = (name: "task" | "arm" | "model" | "validation") =>
    text(name, (row) => who.map(() => row[name]));
  const classes = [...new Set(scores.flatMap((row) => row.classes))];
  return fromColumns([
    same("task"),
    text("recipe", (row) => who.map(() => `${row.arm}:${row.model}`)),
    same("arm"),
    same("model"),
    same("validation"),
    number("repeat", () => 0),
    number("fold", (_, { people }, i) => people[i]),
    number("inner_fold", () => Number.NaN),
    text("participant", () => who),
    text("trial", () => what),
    text("truth", (row, { labels }) => Array.from(labels, (label) => row.classes[label])),
    text("predicted", (row, made) => Array.from(made.predicted, (label) => row.classes[label])),
    ...classes.map((one) =>
      number(`p.${one}`, (row, { probabilities }, i) => {
        const c = row.classes.indexOf(one);
        return c < 0 ? Number.NaN : probabilities[i * row.classes.length + c];
      }),
    ),
  ]);
}
