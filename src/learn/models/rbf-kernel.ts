import type { Matrix } from "../matrix.ts";

/** Rows of a symmetric kernel matrix, asked for one at a time; a row stays valid until four others were asked for. */
export interface KernelRows {
  readonly count: number;
  readonly row: (index: number) => Float32Array;
}

/** How much of a kernel matrix is kept in memory. */
export interface KernelLimits {
  /** Up to this many rows the whole matrix is kept. */
  readonly fullRows: number;
  /** Entries kept of a larger one. */
  readonly cachedEntries: number;
}

/** 144 MB for a whole matrix, 256 MB for the rows kept of a larger one. */
const usualLimits: KernelLimits = { fullRows: 6000, cachedEntries: 64 * 1024 * 1024 };
/** Rows that are kept at the least: those that a step of the solver holds at the same time, twice over. */
const leastKeptRows = 8;
/** Side of the tiles in which the symmetric matrix is filled, so that both tiles stay in the processor's cache. */
const tile = 64;

/** Squared Euclidean distance of two rows that begin at `a` and `b`. */
function squaredDistance(x: Float64Array, a: number, y: Float64Array, b: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const difference = x[a + c] - y[b + c];
    sum += difference * difference;
  }
  return sum;
}

/**
 * The kernel exp(-gamma |x - x'|^2) among the rows of a matrix: all of it at once for up to 6000 rows, otherwise rows
 * on demand, the least recently used making room.
 *
 * @param features - `rows x columns`
 * @param gamma - inverse squared width, in units of the features
 */
export function rbfKernelRows(features: Matrix, gamma: number, limits = usualLimits): KernelRows {
  return features.rows <= limits.fullRows
    ? fullKernel(features, gamma)
    : kernelOnDemand(features, gamma, limits.cachedEntries);
}

function fullKernel({ rows: n, columns, values }: Matrix, gamma: number): KernelRows {
  const kernel = new Float32Array(n * n);
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left <= top; left += tile) {
      const right = Math.min(left + tile, n);
      for (let i = top; i < bottom; i++) {
        const end = Math.min(right, i + 1);
        for (let j = left; j < end; j++) {
          const entry = Math.exp(-gamma * squaredDistance(values, i * columns, values, j * columns, columns));
          kernel[i * n + j] = entry;
          kernel[j * n + i] = entry;
        }
      }
    }
  }
  const rows = Array.from({ length: n }, (_, i) => kernel.subarray(i * n, (i + 1) * n));
  return { count: n, row: (index) => rows[index] };
}

function kernelOnDemand({ rows: n, columns, values }: Matrix, gamma: number, entries: number): KernelRows {
  return cachedRows(n, entries, (index, row) => {
    for (let j = 0; j < n; j++) {
      row[j] = Math.exp(-gamma * squaredDistance(values, index * columns, values, j * columns, columns));
    }
  });
}

/** Keeps rows that are costly to make; a Map remembers insertion order, which makes it a least-recently-used list. */
function cachedRows(
  count: number,
  entries: number,
  fill: (index: number, row: Float32Array) => void,
): KernelRows {
  const kept = new Map<number, Float32Array>();
  const capacity = Math.max(leastKeptRows, Math.floor(entries / count));
  return {
    count,
    row: (index) => {
      let row = kept.get(index);
      if (row) {
        kept.delete(index);
      } else {
        const oldest = kept.size < capacity ? undefined : kept.keys().next().value;
        row = oldest === undefined ? new Float32Array(count) : (kept.get(oldest) as Float32Array);
        if (oldest !== undefined) kept.delete(oldest);
        fill(index, row);
      }
      kept.set(index, row);
      return row;
    },
  };
}

/** A block of memory that one sub-kernel after the other is gathered into. */
export interface Scratch {
  values: Float32Array;
}

/**
 * The kernel among some rows only, gathered into neighbouring memory; valid until the scratch is used again.
 *
 * @param rows - indices into the kernel
 */
export function subKernel(
  kernel: KernelRows,
  rows: Int32Array,
  scratch: Scratch,
  limits = usualLimits,
): KernelRows {
  const m = rows.length;
  if (m === kernel.count) return kernel;
  const gather = (index: number, into: Float32Array): void => {
    const row = kernel.row(rows[index]);
    for (let t = 0; t < m; t++) into[t] = row[rows[t]];
  };
  if (m > limits.fullRows) return cachedRows(m, limits.cachedEntries, gather);
  if (scratch.values.length < m * m) scratch.values = new Float32Array(m * m);
  const views: Float32Array[] = [];
  return {
    count: m,
    row: (index) => {
      const known = views[index];
      if (known) return known;
      const made = scratch.values.subarray(index * m, (index + 1) * m);
      gather(index, made);
      views[index] = made;
      return made;
    },
  };
}

/**
 * The kernel between new rows and training rows, in double precision.
 *
 * @returns `left.rows x right.rows`, row by row
 */
export function rbfKernelBetween(left: Matrix, right: Matrix, gamma: number): Float64Array {
  const { columns } = left;
  const kernel = new Float64Array(left.rows * right.rows);
  for (let i = 0; i < left.rows; i++) {
    for (let j = 0; j < right.rows; j++) {
      const distance = squaredDistance(left.values, i * columns, right.values, j * columns, columns);
      kernel[i * right.rows + j] = Math.exp(-gamma * distance);
    }
  }
  return kernel;
}

/** scikit-learn's gamma "scale": 1 / (columns x variance of all entries), or 1 where nothing varies. */
export function scaleGamma({ columns, values }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  const gamma = 1 / (columns * (squares / values.length));
  return gamma > 0 && Number.isFinite(gamma) ? gamma : 1;
}
