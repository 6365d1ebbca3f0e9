import type { Matrix } from "../matrix.ts";

/** Columns that are taken together in a loop: four independent sums keep the processor's adders busy. */
const together = 4;

/** Centred features, column by column, padded with zero columns to a multiple of four. */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  readonly padded: number;
  readonly means: Float64Array;
  readonly values: Float64Array;
}

/** Centres the features: the intercept takes up their means, and the Hessian's intercept part stands alone. */
export function centredDesign({ rows, columns, values }: Matrix): Design {
  const padded = Math.ceil(columns / together) * together;
  const centred = new Float64Array(rows * padded);
  const means = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += values[r * columns + c];
    means[c] = sum / rows;
    for (let r = 0; r < rows; r++) centred[c * rows + r] = values[r * columns + c] - means[c];
  }
  return { rows, columns, padded, means, values: centred };
}

/** Adds the design times a vector of `padded` entries to `into`. */
export function addProduct(
  { rows: n, padded, values }: Design,
  vector: Float64Array,
  into: Float64Array,
): void {
  for (let c = 0; c < padded; c += together) {
    const a = vector[c];
    const b = vector[c + 1];
    const d = vector[c + 2];
    const e = vector[c + 3];
    const first = values.subarray(c * n, (c + 1) * n);
    const second = values.subarray((c + 1) * n, (c + 2) * n);
    const third = values.subarray((c + 2) * n, (c + 3) * n);
    const fourth = values.subarray((c + 3) * n, (c + 4) * n);
    for (let r = 0; r < n; r++) into[r] += a * first[r] + b * second[r] + (d * third[r] + e * fourth[r]);
  }
}

/** Writes the transposed design times a vector of `rows` entries into `padded` entries. */
export function transposedProduct(
  { rows: n, padded, values }: Design,
  vector: Float64Array,
  into: Float64Array,
): void {
  for (let c = 0; c < padded; c += together) {
    const first = values.subarray(c * n, (c + 1) * n);
    const second = values.subarray((c + 1) * n, (c + 2) * n);
    const third = values.subarray((c + 2) * n, (c + 3) * n);
    const fourth = values.subarray((c + 3) * n, (c + 4) * n);
    let a = 0;
    let b = 0;
    let d = 0;
    let e = 0;
    for (let r = 0; r < n; r++) {
      const v = vector[r];
      a += v * first[r];
      b += v * second[r];
      d += v * third[r];
      e += v * fourth[r];
    }
    into[c] = a;
    into[c + 1] = b;
    into[c + 2] = d;
    into[c + 3] = e;
  }
}

/** Above this many columns only the diagonal of the products is computed: all pairs would cost more than they save. */
const mostPaired = 384;

/**
 * The products of all pairs of columns, `padded x padded`; above 384 columns each column with itself alone, `padded`.
 */
export function gram(design: Design): Float64Array {
  const { rows, padded, values } = design;
  const column = (c: number): Float64Array => values.subarray(c * rows, (c + 1) * rows);
  if (padded > mostPaired) {
    return Float64Array.from({ length: padded }, (_, c) => column(c).reduce((sum, v) => sum + v * v, 0));
  }
  const products = new Float64Array(padded * padded);
  for (let c = 0; c < padded; c++) {
    transposedProduct(design, column(c), products.subarray(c * padded, (c + 1) * padded));
  }
  return products;
}
