import { finiteValues, isConstant, median } from "./column-statistics.ts";
import { type ColumnNumbers, checkRows, mapColumns, readColumns, writeColumns } from "./fitted-columns.ts";
import type { FittedStep, Step, StepInfo } from "./step.ts";

const info: StepInfo = {
  name: "impute-median",
  title: "Median imputation",
  description:
    "Missing and infinite values are replaced by the median of the training rows; columns without two different training values are left out.",
  parameters: [],
  source: "Little & Rubin 2019, Statistical analysis with missing data, doi:10.1002/9781119482260",
  transductive: false,
};

/** Fills missing values with the training median of their column, and drops columns that say nothing in training. */
export const imputeMedian: Step = {
  info,
  fit: (train) => {
    const kept: number[] = [];
    const medians: number[] = [];
    for (let c = 0; c < train.columns; c++) {
      const values = finiteValues(train, c);
      if (isConstant(values)) continue;
      kept.push(c);
      medians.push(median(values));
    }
    return fitted({
      step: info.name,
      columns: train.columns,
      keptColumns: Int32Array.from(kept),
      numbers: { medians: Float64Array.from(medians) },
    });
  },
  restore: (json) => fitted(readColumns(json, info.name, ["medians"])),
};

function fitted(learnt: ColumnNumbers): FittedStep {
  const { columns, keptColumns } = learnt;
  const { medians } = learnt.numbers;
  return {
    keptColumns,
    apply: (rows, participants) => {
      checkRows(rows, participants, columns);
      return mapColumns(rows, keptColumns, (value, k) => (Number.isFinite(value) ? value : medians[k]));
    },
    toJSON: () => writeColumns(learnt),
  };
}
