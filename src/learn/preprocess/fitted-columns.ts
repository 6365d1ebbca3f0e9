import type { Matrix } from "../matrix.ts";

/** Numbers learnt for each kept column: the JSON of every step here. */
export interface ColumnNumbers {
  readonly step: string;
  /** Columns of the input. */
  readonly columns: number;
  readonly keptColumns: Int32Array;
  /** Named lists of one number a kept column. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
}

/** The JSON value of learnt numbers. */
export function writeColumns({ step, columns, keptColumns, numbers }: ColumnNumbers): unknown {
  const lists = Object.entries(numbers).map(([name, values]) => [name, Array.from(values)]);
  return { step, columns, keptColumns: Array.from(keptColumns), ...Object.fromEntries(lists) };
}

/**
 * Reads back what {@link writeColumns} gave.
 *
 * @param names - the lists that the step needs
 * @throws RangeError when it is something else
 */
export function readColumns(json: unknown, step: string, names: readonly string[]): ColumnNumbers {
  const record = json as Readonly<Record<string, unknown>> | null;
  if (typeof record !== "object" || record === null || record.step !== step) {
    throw new RangeError(`not a fitted step of kind ${step}`);
  }
  const { columns, keptColumns } = record;
  const wholes = numberList(keptColumns);
  if (
    !isWhole(columns) ||
    !wholes?.every((column, i) => isWhole(column) && column < columns && column > (wholes[i - 1] ?? -1))
  ) {
    throw new RangeError(`the columns of a fitted ${step} are missing or damaged`);
  }
  const numbers = names.map((name) => {
    const list = numberList(record[name]);
    if (list?.length !== wholes.length) {
      throw new RangeError(`the field "${name}" of a fitted ${step} is missing or damaged`);
    }
    return [name, Float64Array.from(list)];
  });
  return { step, columns, keptColumns: Int32Array.from(wholes), numbers: Object.fromEntries(numbers) };
}

function numberList(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "number" && Number.isFinite(item))
    ? value
    : undefined;
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** Throws a RangeError when rows do not have the columns, or participants the rows, that a step expects. */
export function checkRows(rows: Matrix, participants: Int32Array, columns: number): void {
  if (rows.columns !== columns) {
    throw new RangeError(`the preprocessing was fitted on ${columns} columns, not ${rows.columns}`);
  }
  if (participants.length !== rows.rows) {
    throw new RangeError(`${rows.rows} rows have ${participants.length} participants`);
  }
}

/** Makes the kept columns anew, value by value. */
export function mapColumns(
  { rows, columns, values }: Matrix,
  keptColumns: Int32Array,
  transform: (value: number, kept: number, row: number) => number,
): Matrix {
  const width = keptColumns.length;
  const made = new Float64Array(rows * width);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < width; k++) {
      made[r * width + k] = transform(values[r * columns + keptColumns[k]], k, r);
    }
  }
  return { rows, columns: width, values: made };
}
