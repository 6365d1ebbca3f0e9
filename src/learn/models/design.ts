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

/** Whether the products of all pairs of columns are worth their cost. */
export function isPaired({ padded }: Design): boolean {
  return padded <= mostPaired;
}

/**
 * The weighted products of all pairs of columns, of which only the lower triangle counts, `padded x padded`; above 384
 * columns each column with itself alone, `padded` entries.
 *
 * @param weights - one a row
 */
export function weightedGram(design: Design, weights: Float64Array): Float64Array {
  const { rows: n, padded, values } = design;
  const weighted = new Float64Array(n);
  const weigh = (c: number): void => {
    const column = values.subarray(c * n, (c + 1) * n);
    for (let r = 0; r < n; r++) weighted[r] = weights[r] * column[r];
  };
  if (!isPaired(design)) {
    return Float64Array.from({ length: padded }, (_, c) => {
      weigh(c);
      let sum = 0;
      for (let r = 0; r < n; r++) sum += weighted[r] * values[c * n + r];
      return sum;
    });
  }
  const products = new Float64Array(padded * padded);
  for (let c = 0; c < padded; c++) {
    weigh(c);
    // Up to the group of four that holds the diagonal.
    const width = (Math.floor(c / together) + 1) * together;
    const lower = { ...design, padded: width };
    transposedProduct(lower, weighted, products.subarray(c * padded, c * padded + width));
  }
  return products;
}
