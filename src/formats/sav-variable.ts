/** How a numeric variable's user-missing values are told. */
export interface MissingValues {
  readonly values: readonly number[];
  /** Lowest and highest of a range, or undefined. */
  readonly range: readonly [number, number] | undefined;
}

/** A variable of an SPSS file, its segments joined when it is a very long string. */
export interface SavVariable {
  /** Name in the file's encoding. */
  name: Uint8Array;
  /** 0 for a number, else the width of the string in bytes. */
  width: number;
  /** Position of its first 8-byte element in a case. */
  readonly element: number;
  /** Print format's type, such as 20 for a date. */
  readonly format: number;
  missing: MissingValues;
  /** User-missing strings, padded or not. */
  missingStrings: Uint8Array[];
  /** Value labels: 8 bytes of the value (or, for long strings, all of it) and the label. */
  labels: { readonly value: Uint8Array; readonly label: Uint8Array }[];
}

/** The dictionary of an SPSS file: everything before the cases. */
export interface SavDictionary {
  readonly variables: SavVariable[];
  /** 8-byte elements in a case. */
  readonly elements: number;
  /** 0 none, 1 bytecode, 2 zlib. */
  readonly compression: number;
  readonly bias: number;
  /** Cases, or -1 when the file does not say. */
  readonly cases: number;
  readonly weighted: boolean;
  readonly systemMissing: number;
  /** Name of the encoding, or number of the code page, as the file gives it. */
  readonly encoding: string | undefined;
}
