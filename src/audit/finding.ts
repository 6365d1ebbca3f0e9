/** What an audit check is. */
export interface CheckInfo {
  /** Such as `shared-participants`. */
  readonly name: string;
  readonly title: string;
  /** What it looks for and why that fools people, in one or two sentences. */
  readonly description: string;
  /** Author, year, DOI, where there is one. */
  readonly source: string;
}

/** What one check found. */
export interface Finding {
  /** The check's name. */
  readonly check: string;
  readonly title: string;
  /** `leak` voids the scores it concerns, `warning` should be looked at, `passed` and `not-applicable` say so. */
  readonly verdict: "leak" | "warning" | "passed" | "not-applicable";
  /**
   * Which scores it concerns: `given-split`, those that were validated by the splits the tables came in; `all`, any
   * validation, leave-one-participant-out included.
   */
  readonly affects: "all" | "given-split";
  /** One plain sentence with the figures. */
  readonly summary: string;
  /** What to do, when there is something to do. */
  readonly remedy: string;
  /** The features, splits or trials concerned, by their published names; at most 50. */
  readonly items: readonly string[];
}

/** `audit.json`: all findings of a run, in the order of the checks. */
export interface AuditResult {
  readonly findings: readonly Finding[];
}
