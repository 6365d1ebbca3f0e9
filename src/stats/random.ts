/** A stream of pseudo-random numbers that a seed fixes. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  readonly uniform: () => number;
  /** A whole number from 0 to `below` - 1, without modulo bias. */
  readonly integer: (below: number) => number;
  /** Standard normal. */
  readonly normal: () => number;
}

/**
 * A seed from any values, so that each fold, tree and permutation draws from a stream of its own whichever worker
 * runs it (FNV-1a over the values' text, finished by a murmur3 mix).
 *
 * @example
 * ```ts
 * import { seedOf } from "heartface";
 * seedOf(42, "fold", 3) === seedOf(42, "fold", 3); // true
 * ```
 */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = parts.join("\u0000");
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return mix(hash);
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A generator of the sfc32 family (Doty-Humphrey 2010, PractRand), seeded by a 32-bit number.
 *
 * @param seed - any whole number; see {@link seedOf}
 */
export function random(seed: number): Random {
  let a = mix(seed ^ 0x9e3779b9);
  let b = mix(seed + 0x243f6a88);
  let c = mix(seed ^ 0xb7e15162);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  const integer = (below: number): number => {
    const limit = 4294967296 - (4294967296 % below);
    for (;;) {
      const value = next();
      if (value < limit) return value % below;
    }
  };
  const normal = (): number => {
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const s = x * x + y * y;
      if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
    }
  };
  return { uniform, integer, normal };
}

/** Shuffles the given stretch of an array in place (Fisher and Yates). */
export function shuffle(values: { [index: number]: number; readonly length: number }, by: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = by.integer(i + 1);
    const held = values[i];
    values[i] = values[j];
    values[j] = held;
  }
}
