/**
 * Column names of the four tables say what a column is by a prefix, so that a table explains itself in R, Python and
 * Excel too.
 *
 * | table | columns |
 * |---|---|
 * | trials | `participant`, `trial`, `stimulus`, `split`, `label.<task>`, `rating.<name>`, `factor.<name>`, `ei`, `ei.<subscale>`, `covariate.<name>`, `excluded` |
 * | features | `participant`, `trial`, `window`, `ecg.<name>`, `face.<name>`, `both.<name>` |
 * | predictions | `task`, `recipe`, `arm`, `model`, `validation`, `repeat`, `fold`, `inner_fold`, `participant`, `trial`, `truth`, `predicted`, `p.<class>` |
 */
export const prefixes = {
  label: "label.",
  rating: "rating.",
  factor: "factor.",
  ei: "ei.",
  covariate: "covariate.",
  probability: "p.",
} as const;

/** What a feature was measured on. */
export const modalities = ["ecg", "face", "both"] as const;

/** What a feature was measured on: the heart, the face, or the two together. */
export type Modality = (typeof modalities)[number];

/** The modality that a feature column's name begins with, or undefined for any other column. */
export function modalityOf(column: string): Modality | undefined {
  return modalities.find((modality) => column.startsWith(`${modality}.`));
}
