import { type Metric, metrics, type ScoreRow } from "../learn/mod.ts";
import { type Column, fromColumns, type Table } from "../table/mod.ts";

const columnNames: Readonly<Record<Metric, string>> = {
  balancedAccuracy: "balanced_accuracy",
  accuracy: "accuracy",
  macroF1: "macro_f1",
  auc: "auc",
};

/** The leaderboard as a flat table, one row a task, arm and model: for R, Python and Excel. */
export function leaderboard(rows: readonly ScoreRow[]): Table {
  const text = (name: string, of: (row: ScoreRow) => string): Column => ({
    kind: "text",
    name,
    values: rows.map(of),
  });
  const number = (name: string, of: (row: ScoreRow) => number | null): Column => ({
    kind: "number",
    name,
    values: Float64Array.from(rows, (row) => of(row) ?? Number.NaN),
  });
  return fromColumns([
    text("task", (row) => row.task),
    text("arm", (row) => row.arm),
    text("model", (row) => row.model),
    text("validation", (row) => row.validation),
    text("subject_independent", (row) => String(row.subjectIndependent)),
    text("primary", (row) => String(row.primary)),
    number("participants", (row) => row.participants),
    number("trials", (row) => row.trials),
    number("classes", (row) => row.classes.length),
    ...metrics.flatMap((metric) => {
      const name = columnNames[metric];
      return [
        number(name, (row) => row.scores[metric].value),
        number(`${name}_chance`, (row) => row.scores[metric].chance),
        number(`${name}_permuted`, (row) => row.scores[metric].permuted),
        number(`${name}_low`, (row) => row.scores[metric].low),
        number(`${name}_high`, (row) => row.scores[metric].high),
        number(`${name}_p`, (row) => row.scores[metric].p),
        number(`${name}_permutations`, (row) => row.scores[metric].permutations),
      ];
    }),
    number("p_holm", (row) => row.pHolm),
  ]);
}
