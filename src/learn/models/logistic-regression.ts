import type { Matrix } from "../matrix.ts";
import type { Fitted, Model, ModelInfo } from "../model.ts";
import { classWeights, countClasses } from "./class-weight.ts";
import { centredDesign, weightedGram } from "./design.ts";
import { constant, onlyClass } from "./dummy.ts";
import { checkColumns, openFitted } from "./fitted-json.ts";
import { multinomialLoss } from "./multinomial-loss.ts";
import { classWeightParameter, readParameters } from "./parameters.ts";
import { minimise } from "./preconditioned-lbfgs.ts";
import { type RidgeInverse, ridgeInverse } from "./ridge-inverse.ts";
import { writeSoftmax } from "./softmax.ts";

const info: ModelInfo = {
  name: "logistic-regression",
  title: "Logistic regression",
  description:
    "L2-penalised logistic regression, multinomial for more than two classes, with an unpenalised intercept.",
  parameters: [
    {
      name: "C",
      default: 1,
      description: "inverse strength of the penalty: C x loss + half the squared weights",
    },
    classWeightParameter,
  ],
  source: "Hastie, Tibshirani & Friedman 2009, section 4.4, doi:10.1007/978-0-387-84858-7",
};

/** A linear model: `outputs` weight vectors and intercepts over the present classes. */
interface Linear {
  readonly columns: number;
  readonly classes: number;
  /** Classes that have an output; two classes share one output, the log odds of the second. */
  readonly present: Int32Array;
  /** `outputs x columns`. */
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
}

/**
 * L2-penalised logistic regression: for two classes one weight vector, for more one a class (symmetric), the intercept
 * unpenalised; the same optimum as scikit-learn's `LogisticRegression(C=C, class_weight=...)`.
 *
 * Solved by L-BFGS preconditioned with the Hessian at zero weights, of which the features' part is computed once for
 * all labellings: on labels that are noise, where weights stay near zero, some five iterations do. A search that takes
 * longer gets the Hessian's blocks where it stands, which for two classes makes it Newton's method.
 *
 * @example
 * ```ts
 * import { models } from "heartface";
 * const model = models.get("logistic-regression")!;
 * const features = { rows: 4, columns: 1, values: Float64Array.of(-2, -1, 1, 2) };
 * const rows = { features, participants: Int32Array.of(0, 0, 1, 1), seed: 1 };
 * const fitted = model.prepare(rows, { C: 1 }).fit(Int32Array.of(0, 0, 1, 1), 2);
 * fitted.probabilities(features)[1] < 0.5; // true: the first row is hardly of class 1
 * ```
 */
export const logisticRegression: Model = {
  info,
  prepare: ({ features }, parameters) => {
    const read = readParameters(info, parameters);
    const strength = read.positive("C");
    const weighting = read.classWeight();
    const design = centredDesign(features);
    const products = weightedGram(design, new Float64Array(features.rows).fill(1));
    const inverses = new Map<number, RidgeInverse>();
    const inverseFor = (scale: number): RidgeInverse => {
      const made = inverses.get(scale) ?? ridgeInverse(products, design.padded, scale);
      inverses.clear();
      inverses.set(scale, made);
      return made;
    };
    return {
      fit: (labels, classes) => {
        const { present, place, counts } = countClasses(labels, classes);
        if (present.length === 1) return onlyClass(info.name, features.columns, present[0], classes);
        const weights = classWeights(counts, weighting).map((weight) => weight * strength);
        const total = strength * labels.length;
        const shares = counts.map((count, k) => (count * weights[k]) / total);
        const spread = shares.reduce((sum, share) => sum + share * (1 - share), 0);
        // Mean variance of a class indicator; a present class weighs 1 - 1/classes of it in each contrast.
        const variance = present.length === 2 ? spread / 2 : spread / (present.length - 1);
        const loss = multinomialLoss({
          design,
          labels: labels.map((label) => place[label]),
          classes: present.length,
          classWeights: weights,
          shares,
          total,
          inverse: inverseFor(strength * Number(variance.toPrecision(6))),
        });
        minimise(loss);
        return fitted(uncentred(loss.parameters, loss.outputs, design, present, classes));
      },
    };
  },
  restore: (json) => {
    const fields = openFitted(json, info.name);
    const columns = fields.number("columns");
    if (fields.has("frequencies")) return constant(info.name, columns, fields.numbers("frequencies"));
    const present = Int32Array.from(fields.numbers("present"));
    const outputs = present.length === 2 ? 1 : present.length;
    return fitted({
      columns,
      classes: fields.number("classes"),
      present,
      weights: fields.numbers("weights", outputs * columns),
      intercepts: fields.numbers("intercepts", outputs),
    });
  },
};

/** The weights on the features as they came: the intercepts take up the means. */
function uncentred(
  parameters: Float64Array,
  outputs: number,
  { columns, padded, means }: ReturnType<typeof centredDesign>,
  present: Int32Array,
  classes: number,
): Linear {
  const weights = new Float64Array(outputs * columns);
  const intercepts = new Float64Array(outputs);
  for (let o = 0; o < outputs; o++) {
    const at = o * (padded + 1);
    weights.set(parameters.subarray(at, at + columns), o * columns);
    intercepts[o] = parameters[at + padded];
    for (let c = 0; c < columns; c++) intercepts[o] -= parameters[at + c] * means[c];
  }
  return { columns, classes, present, weights, intercepts };
}

function fitted(linear: Linear): Fitted {
  const { columns, classes, present, weights, intercepts } = linear;
  return {
    probabilities: (features: Matrix) => {
      checkColumns(features, columns);
      const result = new Float64Array(features.rows * classes);
      const logs = new Float64Array(present.length);
      for (let row = 0; row < features.rows; row++) {
        for (let o = 0; o < intercepts.length; o++) {
          let sum = intercepts[o];
          for (let c = 0; c < columns; c++)
            sum += weights[o * columns + c] * features.values[row * columns + c];
          logs[present.length - intercepts.length + o] = sum;
        }
        writeSoftmax(logs, present, result.subarray(row * classes, (row + 1) * classes));
      }
      return result;
    },
    toJSON: () => ({
      model: info.name,
      columns,
      classes,
      present: Array.from(present),
      weights: Array.from(weights),
      intercepts: Array.from(intercepts),
    }),
  };
}
