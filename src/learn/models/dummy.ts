import type { Matrix } from "../matrix.ts";
import type { Fitted, Model, ModelInfo } from "../model.ts";
import { countClasses } from "./class-weight.ts";
import { checkColumns, openFitted } from "./fitted-json.ts";
import { readParameters } from "./parameters.ts";

const info: ModelInfo = {
  name: "dummy",
  title: "Class frequencies",
  description:
    "A baseline that ignores the features: it gives every trial the class frequencies of the training trials, and so predicts their most frequent class.",
  parameters: [],
  source: "Combrisson & Jerbi 2015, doi:10.1016/j.jneumeth.2015.01.010",
};

/**
 * Predicts the class frequencies of the training rows whatever the features; on ties the first class wins.
 *
 * @example
 * ```ts
 * import { models } from "heartface";
 * const model = models.get("dummy")!;
 * const features = { rows: 3, columns: 1, values: Float64Array.of(1, 2, 3) };
 * const rows = { features, participants: Int32Array.of(0, 0, 1), seed: 1 };
 * model.prepare(rows, {}).fit(Int32Array.of(0, 1, 1), 2).probabilities(features); // 1/3, 2/3, 1/3, 2/3, 1/3, 2/3
 * ```
 */
export const dummy: Model = {
  info,
  prepare: ({ features }, parameters) => {
    readParameters(info, parameters);
    return {
      fit: (labels, classes) => {
        const { present, counts } = countClasses(labels, classes);
        const frequencies = new Float64Array(classes);
        present.forEach((k, i) => {
          frequencies[k] = counts[i] / labels.length;
        });
        return constant(info.name, features.columns, frequencies);
      },
    };
  },
  restore: (json) => {
    const fields = openFitted(json, info.name);
    return constant(info.name, fields.number("columns"), fields.numbers("frequencies"));
  },
};

/**
 * A fitted model that gives every row the same probabilities; any model is this when training has one class only.
 *
 * @param model - the name of the model whose JSON this is
 * @param frequencies - probability of each class
 */
export function constant(model: string, columns: number, frequencies: Float64Array): Fitted {
  return {
    probabilities: (features: Matrix) => {
      checkColumns(features, columns);
      const result = new Float64Array(features.rows * frequencies.length);
      for (let row = 0; row < features.rows; row++) result.set(frequencies, row * frequencies.length);
      return result;
    },
    toJSON: () => ({ model, columns, frequencies: Array.from(frequencies) }),
  };
}

/** The model of training rows that are all of one class: certainty of that class. */
export function onlyClass(model: string, columns: number, which: number, classes: number): Fitted {
  const frequencies = new Float64Array(classes);
  frequencies[which] = 1;
  return constant(model, columns, frequencies);
}
