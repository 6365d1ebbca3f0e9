import type { Matrix } from "../matrix.ts";
import { isConstant, meanAndDeviation } from "./column-statistics.ts";
import { type ColumnNumbers, checkRows, mapColumns, readColumns, writeColumns } from "./fitted-columns.ts";
import type { FittedStep, Step, StepInfo } from "./step.ts";

const info: StepInfo = {
  name: "standardise-within-participant",
  title: "Standardisation within participants",
  description:
    "Every participant's rows are brought to mean 0 and standard deviation 1 of that participant's own rows; this is transductive: it uses all rows of a test participant, though none of their labels.",
  parameters: [],
  source: "Lykken & Venables 1971, doi:10.1111/j.1469-8986.1971.tb00501.x",
  transductive: true,
};

/**
 * Standardises each participant's rows by their own mean and standard deviation (divisor n); a participant whose
 * values do not differ, or who has one row, gets zeros. Columns in which no training participant varies are dropped.
 */
export const standardiseWithinParticipant: Step = {
  info,
  fit: (train, participants) => {
    const rowsOf = rowsOfParticipants(participants);
    const kept: number[] = [];
    for (let c = 0; c < train.columns; c++) {
      if (rowsOf.some((rows) => !isConstant(finiteOf(train, c, rows)))) kept.push(c);
    }
    return fitted({
      step: info.name,
      columns: train.columns,
      keptColumns: Int32Array.from(kept),
      numbers: {},
    });
  },
  restore: (json) => fitted(readColumns(json, info.name, [])),
};

function fitted(learnt: ColumnNumbers): FittedStep {
  const { columns, keptColumns } = learnt;
  return {
    keptColumns,
    apply: (rows, participants) => {
      checkRows(rows, participants, columns);
      const width = keptColumns.length;
      const made = mapColumns(rows, keptColumns, (value) => (Number.isFinite(value) ? value : Number.NaN));
      for (const own of rowsOfParticipants(participants)) {
        for (let k = 0; k < width; k++) {
          const { mean, sd } = meanAndDeviation(finiteOf(made, k, own));
          for (const r of own) {
            const value = made.values[r * width + k];
            if (!Number.isNaN(value)) made.values[r * width + k] = sd > 0 ? (value - mean) / sd : 0;
          }
        }
      }
      return made;
    },
    toJSON: () => writeColumns(learnt),
  };
}

function rowsOfParticipants(participants: Int32Array): readonly (readonly number[])[] {
  const rows = new Map<number, number[]>();
  participants.forEach((participant, row) => {
    const own = rows.get(participant);
    if (own) own.push(row);
    else rows.set(participant, [row]);
  });
  return [...rows.values()];
}

function finiteOf({ columns, values }: Matrix, column: number, rows: readonly number[]): readonly number[] {
  return rows.map((row) => values[row * columns + column]).filter(Number.isFinite);
}
