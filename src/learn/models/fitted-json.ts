import type { Matrix } from "../matrix.ts";

/** The fields of a fitted model that was written as JSON; every reading throws a RangeError when it is not that. */
export interface FittedFields {
  readonly has: (name: string) => boolean;
  readonly number: (name: string) => number;
  readonly numbers: (name: string, length?: number) => Float64Array;
  readonly list: (name: string) => readonly FittedFields[];
}

/**
 * Opens the JSON value that a fitted model gave.
 *
 * @param json - what `toJSON` gave, as it came back
 * @param model - the name that it must carry in its field `model`
 */
export function openFitted(json: unknown, model: string): FittedFields {
  if (!isRecord(json) || json.model !== model) throw new RangeError(`not a fitted model of kind ${model}`);
  return fieldsOf(json, model);
}

function fieldsOf(record: Readonly<Record<string, unknown>>, model: string): FittedFields {
  const wrong = (name: string): never => {
    throw new RangeError(`the field "${name}" of a fitted ${model} is missing or damaged`);
  };
  return {
    has: (name) => record[name] !== undefined,
    number: (name) => {
      const is = record[name];
      return typeof is === "number" && Number.isFinite(is) ? is : wrong(name);
    },
    numbers: (name, length) => {
      const is = record[name];
      const fits =
        Array.isArray(is) &&
        (length === undefined || is.length === length) &&
        is.every((value) => typeof value === "number" && Number.isFinite(value));
      return fits ? Float64Array.from(is as number[]) : wrong(name);
    },
    list: (name) => {
      const is = record[name];
      return Array.isArray(is) && is.every(isRecord) ? is.map((item) => fieldsOf(item, model)) : wrong(name);
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Throws a RangeError when rows do not have the columns that a model was fitted on. */
export function checkColumns(features: Matrix, columns: number): void {
  if (features.columns !== columns) {
    throw new RangeError(`the model was fitted on ${columns} columns, not ${features.columns}`);
  }
}
