import type { Matrix } from "../matrix.ts";
import type { Fitted } from "../model.ts";
import { checkColumns } from "./fitted-json.ts";
import { voteScores } from "./one-versus-one.ts";
import { writeSoftmax } from "./softmax.ts";

/** The machine that tells one class from another. */
export interface PairMachine {
  /** One for each of the machine's vectors; 0 for those that are not its support vectors. */
  readonly coefficients: Float64Array;
  readonly bias: number;
}

/** A trained support vector machine: a pair machine for every two present classes. */
export interface Machine {
  readonly vectors: Matrix;
  readonly gamma: number;
  readonly classes: number;
  /** Classes that training had. */
  readonly present: Int32Array;
  /** Factor of the class scores before softmax. */
  readonly temperature: number;
  readonly pairs: readonly PairMachine[];
}

/** The kernel between new rows and a machine's vectors, `rows x vectors`. */
export type CrossKernel = (features: Matrix) => Float64Array;

/**
 * Decision values of every pair of classes.
 *
 * @returns `rows x pairs`; positive means the pair's first class
 */
export function decisionValues({ vectors, pairs }: Machine, kernel: Float64Array): Float64Array {
  const rows = vectors.rows === 0 ? 0 : kernel.length / vectors.rows;
  const decisions = new Float64Array(rows * pairs.length);
  for (let row = 0; row < rows; row++) {
    const at = row * vectors.rows;
    for (let p = 0; p < pairs.length; p++) {
      const { coefficients, bias } = pairs[p];
      let sum = 0;
      for (let v = 0; v < coefficients.length; v++) sum += coefficients[v] * kernel[at + v];
      decisions[row * pairs.length + p] = sum + bias;
    }
  }
  return decisions;
}

/** The fitted model of a machine. */
export function fittedMachine(name: string, machine: Machine, crossKernel: CrossKernel): Fitted {
  const { vectors, classes, present, temperature, pairs } = machine;
  return {
    probabilities: (features) => {
      checkColumns(features, vectors.columns);
      const decisions = decisionValues(machine, crossKernel(features));
      const result = new Float64Array(features.rows * classes);
      const scores = new Float64Array(present.length);
      for (let row = 0; row < features.rows; row++) {
        voteScores(decisions.subarray(row * pairs.length, (row + 1) * pairs.length), scores);
        for (let k = 0; k < scores.length; k++) scores[k] *= temperature;
        writeSoftmax(scores, present, result.subarray(row * classes, (row + 1) * classes));
      }
      return result;
    },
    toJSON: () => written(name, machine),
  };
}

/** Only rows that are a support vector of some pair are written; leaving out zeros does not change a sum. */
function written(model: string, { vectors, gamma, classes, present, temperature, pairs }: Machine): unknown {
  const used = Array.from({ length: vectors.rows }, (_, v) => v).filter((v) =>
    pairs.some(({ coefficients }) => coefficients[v] !== 0),
  );
  const { columns } = vectors;
  return {
    model,
    columns,
    classes,
    present: Array.from(present),
    gamma,
    temperature,
    supportVectors: used.length,
    values: used.flatMap((v) => Array.from(vectors.values.subarray(v * columns, (v + 1) * columns))),
    pairs: pairs.map(({ coefficients, bias }) => ({ coefficients: used.map((v) => coefficients[v]), bias })),
  };
}
