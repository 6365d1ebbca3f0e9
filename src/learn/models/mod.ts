import type { Model } from "../model.ts";
import { dummy } from "./dummy.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { svmRbf } from "./svm-rbf.ts";

export { dummy } from "./dummy.ts";
export { logisticRegression } from "./logistic-regression.ts";
export { svmRbf } from "./svm-rbf.ts";

/** The classifiers by name. */
export const models: ReadonlyMap<string, Model> = new Map(
  [dummy, logisticRegression, svmRbf].map((model) => [model.info.name, model]),
);
