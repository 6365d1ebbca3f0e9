import { finiteValues, meanAndDeviation } from "./column-statistics.ts";
import { type ColumnNumbers, checkRows, mapColumns, readColumns, writeColumns } from "./fitted-columns.ts";
import type { FittedStep, Step, StepInfo } from "./step.ts";

const info: StepInfo = {
  name: "standardise",
  title: "Standardisation",
  description:
    "Every feature is brought to mean 0 and standard deviation 1 of the training rows; columns that are constant in training are left out.",
  parameters: [],
  source: "Hastie, Tibshirani & Friedman 2009, section 3.4, doi:10.1007/978-0-387-84858-7",
  transductive: false,
};

/** Subtracts the training mean and divides by the training standard deviation (divisor n); missing values stay so. */
export const standardise: Step = {
  info,
  fit: (train) => {
    const kept: number[] = [];
    const means: number[] = [];
    const deviations: number[] = [];
    for (let c = 0; c < train.columns; c++) {
      const { mean, sd } = meanAndDeviation(finiteValues(train, c));
      if (!(sd > 0 && Number.isFinite(sd))) continue;
      kept.push(c);
      means.push(mean);
      deviations.push(sd);
    }
    return fitted({
      step: info.name,
      columns: train.columns,
      keptColumns: Int32Array.from(kept),
      numbers: { means: Float64Array.from(means), deviations: Float64Array.from(deviations) },
    });
  },
  restore: (json) => fitted(readColumns(json, info.name, ["means", "deviations"])),
};

function fitted(learnt: ColumnNumbers): FittedStep {
  const { columns, keptColumns } = learnt;
  const { means, deviations } = learnt.numbers;
  return {
    keptColumns,
    apply: (rows, participants) => {
      checkRows(rows, participants, columns);
      return mapColumns(rows, keptColumns, (value, k) =>
        Number.isFinite(value) ? (value - means[k]) / deviations[k] : Number.NaN,
      );
    },
    toJSON: () => writeColumns(learnt),
  };
}
