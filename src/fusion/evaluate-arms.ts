import {
  type Arm,
  armModality,
  type Dataset,
  type Fold,
  hasColumns,
  type Normalisation,
  outOfFold,
  recipeFor,
} from "../learn/mod.ts";
import { fail } from "../problem/mod.ts";
import { seedOf } from "../stats/mod.ts";
import { meanOfProbabilities } from "./mean-of-probabilities.ts";

/** The arms that a dataset's features allow: fusion needs both modalities. */
export function possibleArms(data: Pick<Dataset, "featureNames">): readonly Arm[] {
  const ecg = hasColumns(data, "ecg");
  const face = hasColumns(data, "face");
  return [
    ...(ecg ? (["ecg"] as const) : []),
    ...(face ? (["face"] as const) : []),
    ...(ecg && face ? (["joined", "mean"] as const) : []),
  ];
}

/**
 * Out-of-fold probabilities of several arms with one model, under one or many labellings. All arms see the same folds
 * and labellings, and the mean of probabilities uses the same fits as the single modalities, so they can be compared.
 *
 * @param data - the task's trials
 * @param arms - what is compared; see {@link possibleArms}
 * @param model - the model's name
 * @param normalise - how features are normalised
 * @param folds - training and test rows
 * @param labellings - class index of each row, the true labels or permuted ones
 * @param seed - seed of whatever the model draws
 * @returns for each arm and labelling `rows x classes`
 * @throws InputError `features-absent` when the dataset has no features for an arm, `option-invalid` when there is no such
 *   model
 */
export function evaluateArms(
  data: Dataset,
  arms: readonly Arm[],
  model: string,
  normalise: Normalisation,
  folds: readonly Fold[],
  labellings: readonly Int32Array[],
  seed: number,
): ReadonlyMap<Arm, readonly Float64Array[]> {
  const possible = possibleArms(data);
  const impossible = arms.filter((arm) => !possible.includes(arm));
  if (impossible.length > 0) fail("features-absent", `there are no features for ${impossible.join(", ")}`);
  const fitted = new Map<string, readonly Float64Array[]>();
  const fit = (arm: "ecg" | "face" | "joined"): readonly Float64Array[] => {
    let result = fitted.get(arm);
    if (!result) {
      const recipe = recipeFor(armModality[arm], model, normalise);
      result = outOfFold(data, recipe, folds, labellings, seedOf(seed, arm));
      fitted.set(arm, result);
    }
    return result;
  };
  return new Map(
    arms.map((arm) => {
      if (arm !== "mean") return [arm, fit(arm)];
      const [ecg, face] = [fit("ecg"), fit("face")];
      return [arm, labellings.map((_, i) => meanOfProbabilities([ecg[i], face[i]]))];
    }),
  );
}
