import { fail } from "../problem/mod.ts";
import type { Modality } from "../table/mod.ts";
import type { ModelParameters } from "./model.ts";
import { models } from "./models/mod.ts";

/** How a prediction is made, as data: it validates, hashes, travels to a worker and prints in the report. */
export interface Recipe {
  /** Which features are taken; `both` joins those of heart and face. */
  readonly modality: Modality;
  /** Steps fitted on the training rows of each fold, in order. */
  readonly preprocess: readonly PreprocessName[];
  readonly model: string;
  /** Parameters of the model; what is left out takes its default. */
  readonly parameters: ModelParameters;
}

/** Steps that can stand in a recipe. */
export const preprocessNames = ["impute-median", "standardise", "standardise-within-participant"] as const;

/** The name of a preprocessing step. */
export type PreprocessName = (typeof preprocessNames)[number];

/** How features are normalised: by the training rows, or by each participant's own rows. */
export const normalisations = ["standard", "participant"] as const;

/** The name of a normalisation. */
export type Normalisation = (typeof normalisations)[number];

/**
 * The recipe of a model on a modality.
 *
 * @throws InputError `option-invalid` when there is no such model
 */
export function recipeFor(modality: Modality, model: string, normalise: Normalisation): Recipe {
  const known = models.get(model);
  if (!known)
    fail("option-invalid", `there is no model "${model}"; the models are ${[...models.keys()].join(", ")}`);
  return {
    modality,
    preprocess:
      normalise === "participant"
        ? ["standardise-within-participant", "impute-median"]
        : ["impute-median", "standardise"],
    model,
    parameters: {},
  };
}
