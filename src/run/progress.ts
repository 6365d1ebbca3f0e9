/** Told of each piece of work that is done. */
export interface Progress {
  /** More pieces of work were found. */
  readonly expect: (pieces: number) => void;
  /** Some pieces are done. */
  readonly advance: (pieces: number, label: string) => void;
}

/** Progress that nobody watches. */
export const silent: Progress = { expect: () => undefined, advance: () => undefined };
