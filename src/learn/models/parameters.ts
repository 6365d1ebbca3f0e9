import { fail } from "../../problem/mod.ts";
import type { ModelInfo, ModelParameters, Parameter } from "../model.ts";
import { type ClassWeighting, classWeightings } from "./class-weight.ts";

/** The parameter that classifiers share. */
export const classWeightParameter: Parameter = {
  name: "classWeight",
  default: "balanced",
  description: '"balanced" makes every class weigh the same in training, "none" every row',
};

/** Reads the given parameters of a model; what is left out takes its default. */
export interface ParameterReader {
  /** A number above 0. */
  readonly positive: (name: string) => number;
  /** A whole number of 1 or more. */
  readonly whole: (name: string) => number;
  /** A number above 0, or null where the given word stands in its place. */
  readonly positiveOr: (name: string, word: string) => number | null;
  readonly classWeight: () => ClassWeighting;
}

/**
 * A reader of parameters for one model.
 *
 * @throws InputError `option-invalid` when a parameter has no such name or cannot have that value
 */
export function readParameters(info: ModelInfo, given: ModelParameters): ParameterReader {
  for (const name of Object.keys(given)) {
    if (!info.parameters.some((parameter) => parameter.name === name)) {
      const names = info.parameters.map((parameter) => parameter.name).join(", ") || "none";
      fail("option-invalid", `the model ${info.name} has no parameter "${name}" (it has: ${names})`);
    }
  }
  const value = (name: string): number | string =>
    given[name] ?? (info.parameters.find((parameter) => parameter.name === name) as Parameter).default;
  const refuse = (name: string, wanted: string): never =>
    fail("option-invalid", `${name} of ${info.name} must be ${wanted}, not ${JSON.stringify(value(name))}`);
  const isPositive = (of: number | string): of is number =>
    typeof of === "number" && of > 0 && Number.isFinite(of);
  return {
    positive: (name) => {
      const is = value(name);
      return isPositive(is) ? is : refuse(name, "a number above 0");
    },
    whole: (name) => {
      const is = value(name);
      return isPositive(is) && Number.isInteger(is) ? is : refuse(name, "a whole number of 1 or more");
    },
    positiveOr: (name, word) => {
      const is = value(name);
      if (is === word) return null;
      return isPositive(is) ? is : refuse(name, `"${word}" or a number above 0`);
    },
    classWeight: () => {
      const is = value("classWeight");
      return (
        classWeightings.find((weighting) => weighting === is) ??
        refuse("classWeight", classWeightings.map((weighting) => `"${weighting}"`).join(" or "))
      );
    },
  };
}
