/** Multiplies a vector by (scale G + I)^-1, in place. */
export type RidgeInverse = (vector: Float64Array) => void;

/**
 * Solves (scale G + I) x = v by Cholesky's factor, or directly when G is diagonal.
 *
 * @param gram - G, positive semidefinite: `size x size`, or `size` entries of its diagonal when it is to count as diagonal
 * @param scale - factor of G, at least 0
 */
export function ridgeInverse(gram: Float64Array, size: number, scale: number): RidgeInverse {
  if (gram.length === size) {
    const diagonal = gram.map((entry) => scale * entry + 1);
    return (vector) => {
      for (let i = 0; i < size; i++) vector[i] /= diagonal[i];
    };
  }
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = scale * gram[i * size + j] + (i === j ? 1 : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k];
      // The ridge keeps the pivot at 1 or more but for rounding.
      factor[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 0.5)) : sum / factor[j * size + j];
    }
  }
  return (vector) => {
    for (let i = 0; i < size; i++) {
      let sum = vector[i];
      for (let k = 0; k < i; k++) sum -= factor[i * size + k] * vector[k];
      vector[i] = sum / factor[i * size + i];
    }
    for (let i = size - 1; i >= 0; i--) {
      const value = vector[i] / factor[i * size + i];
      vector[i] = value;
      for (let k = 0; k < i; k++) vector[k] -= factor[i * size + k] * value;
    }
  };
}
