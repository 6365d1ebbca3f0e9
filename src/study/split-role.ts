/**
 * What a split is for by its name, null for a name that says nothing or that names training and test at once. A name such
 * as `trainval` is of rows that were trained on.
 */
export function splitRole(name: string): "train" | "test" | "validation" | null {
  const trains = /train/i.test(name);
  const tests = /test|hold/i.test(name);
  if (trains) return tests ? null : "train";
  if (tests) return "test";
  return /val|dev/i.test(name) ? "validation" : null;
}

/** Whether splits of these names can be scored as they were given: some rows to train on, others to test. */
export function canScoreGiven(names: readonly string[]): boolean {
  const roles = names.map(splitRole);
  return roles.includes("train") && (roles.includes("test") || roles.includes("validation"));
}
