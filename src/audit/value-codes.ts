/** A column of numbers as small whole numbers: rows of the same value have the same code. */
export interface Codes {
  /** Code of each row, from 0. Missing values have a code of their own. */
  readonly codes: Int32Array;
  /** Rows that hold each code. */
  readonly counts: Int32Array;
}

/** Codes by exact value; 0 and -0 are one value. */
export function exactCodes(values: Float64Array): Codes {
  return codesBy(values, (value) => value);
}

/** Codes by value to six significant digits: a copy that was once written with six digits is still found. */
export function roundedCodes(values: Float64Array): Codes {
  return codesBy(values, toSixDigits);
}

function codesBy(values: Float64Array, key: (value: number) => number): Codes {
  const seen = new Map<number, number>();
  const codes = Int32Array.from(values, (value) => {
    const of = key(value);
    const known = seen.get(of);
    if (known !== undefined) return known;
    seen.set(of, seen.size);
    return seen.size - 1;
  });
  const counts = new Int32Array(seen.size);
  for (const code of codes) counts[code]++;
  return { codes, counts };
}

/** A number that two values share when they agree to six significant digits (half way is rounded away from 0). */
export function toSixDigits(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const size = Math.abs(value);
  let exponent = Math.floor(Math.log10(size));
  const shift = 5 - exponent;
  // 10 to a negative power is not exact, and beyond 308 it does not exist: divide, or take two steps.
  let digits = Math.round(
    shift < 0 ? size / 10 ** -shift : shift > 300 ? size * 1e300 * 10 ** (shift - 300) : size * 10 ** shift,
  );
  if (digits >= 1_000_000) {
    digits = Math.round(digits / 10);
    exponent++;
  } else if (digits < 100_000) {
    digits *= 10;
    exponent--;
  }
  // The exponent of a number is between -324 and 308: together they fit into 53 bits.
  return Math.sign(value) * (digits * 1024 + exponent + 400);
}
