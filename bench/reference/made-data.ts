import type { Matrix } from "../../src/learn/matrix.ts";

/** Parameters of a made data set, as bench/reference/models-sklearn.py makes them too. */
export interface MadeData {
  readonly kind: string;
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  readonly seed: number;
}

/** mulberry32 */
function uniforms(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Box and Muller's transform, one number for two uniform ones. */
function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => {
    const a = uniform();
    const b = uniform();
    return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b);
  };
}

/** Makes the data set, the same as the Python script but for the last bits. */
export function makeData({ kind, rows, columns, classes, seed }: MadeData): {
  readonly features: Matrix;
  readonly labels: Int32Array;
} {
  const normal = normals(seed);
  const values = Float64Array.from({ length: rows * columns }, normal);
  const extra = Float64Array.from({ length: rows }, normal);
  const labels = new Int32Array(rows);
  for (let r = 0; r < rows; r++) {
    const x = values.subarray(r * columns, (r + 1) * columns);
    let score = extra[r];
    if (kind === "circle") score = x[0] ** 2 + x[1] ** 2 - 1.5 + 0.3 * extra[r];
    else if (kind !== "noise") score = x[0] + 0.7 * x[1] + 0.5 * extra[r];
    labels[r] = Math.min(classes - 1, Math.max(0, Math.floor(score + 0.8)));
    for (let c = 0; c < columns; c++) {
      if (kind === "steps") x[c] = Math.floor(2 * x[c]) / 2;
      x[c] *= 1 + 0.25 * (c % 4);
    }
    if (columns > 1) x[1] += 0.5 * x[0];
  }
  return { features: { rows, columns, values }, labels };
}

/** The data set with its last `test` rows apart. */
export function makeSplit(data: MadeData & { readonly test: number }): {
  readonly train: Matrix;
  readonly trainLabels: Int32Array;
  readonly test: Matrix;
  readonly testLabels: Int32Array;
} {
  const { features, labels } = makeData(data);
  const cut = data.rows - data.test;
  const part = (from: number, to: number): Matrix => ({
    rows: to - from,
    columns: data.columns,
    values: features.values.slice(from * data.columns, to * data.columns),
  });
  return {
    train: part(0, cut),
    trainLabels: labels.slice(0, cut),
    test: part(cut, data.rows),
    testLabels: labels.slice(cut),
  };
}
