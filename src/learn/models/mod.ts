import type { Model } from "../model.ts";
import { dummy } from "./dummy.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { randomForest } from "./random-forest.ts";
import { svmRbf } from "./svm-rbf.ts";

export { dummy } from "./dummy.ts";
export { logisticRegression } from "./logistic-regression.ts";
export { randomForest } from "./random-forest.ts";
export { svmRbf } from "./svm-rbf.ts";

/** The classifiers by name. */
export const models: ReadonlyMap<string, Model> = new Map(
  [dummy, logisticRegression, svmRbf, randomForest].map((model) => [model.info.name, model]),
);
