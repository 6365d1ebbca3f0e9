import type { Arm, Metric, ScoreRow } from "../learn/mod.ts";
import { arms } from "../learn/mod.ts";

/** The order in which arms are shown. */
export const armOrder: readonly string[] = arms;

/** What an arm is called over a column or a drawing. */
export const armTitle: Readonly<Record<Arm, string>> = {
  ecg: "Heart",
  face: "Face",
  joined: "Both, features joined",
  mean: "Both, mean of probabilities",
};

/** How a sentence about an arm begins. */
export const armPhrase: Readonly<Record<Arm, string>> = {
  ecg: "from the heart alone",
  face: "from the face alone",
  joined: "from heart and face together (features joined)",
  mean: "from heart and face together (mean of the probabilities)",
};

/** What a metric is called. */
export const metricTitle: Readonly<Record<Metric, string>> = {
  balancedAccuracy: "Balanced accuracy",
  accuracy: "Accuracy",
  macroF1: "Macro F1",
  auc: "AUC",
};

/** What a modality is called. */
export const modalityTitle = { ecg: "Heart (ECG)", face: "Face", both: "Both" } as const;

/** The title of an arm, whichever name it has. */
export function titleOf(arm: string): string {
  return armTitle[arm as Arm] ?? arm;
}

/** How a sentence about an arm begins, whichever name it has. */
export function phraseOf(arm: string): string {
  return armPhrase[arm as Arm] ?? `from ${arm}`;
}

/** The validation that needs no mention. */
export const usualValidation = "leave-one-participant-out";

/** Whether a row is one of a model that does not look at the features. */
export function isDummy({ model }: { readonly model: string }): boolean {
  return /^dummy\b/.test(model);
}

const validationTitles: Readonly<Record<string, string>> = {
  "given-split": "given split",
  "stratified-5-fold": "five folds of rows",
};

const validationPhrases: Readonly<Record<string, string>> = {
  "given-split": "the split that the files came in",
  "stratified-5-fold": "five folds of rows drawn regardless of participants",
};

/** What a validation is called over a column or a drawing. */
export function validationTitle(validation: string): string {
  return validationTitles[validation] ?? validation;
}

/** What a validation is called in a sentence. */
export function validationPhrase(validation: string): string {
  return validationPhrases[validation] ?? validation;
}

/** A sentence's first letter in upper case. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Rows in the order in which they are shown: the usual validation first, others as they came; each by arm. */
export function inOrder<Row extends { readonly arm: string; readonly validation?: string }>(
  rows: readonly Row[],
): readonly Row[] {
  const validations = [
    ...new Set([usualValidation, ...rows.map(({ validation }) => validation ?? usualValidation)]),
  ];
  const place = ({ arm, validation }: Row): number => {
    const at = armOrder.indexOf(arm);
    return validations.indexOf(validation ?? usualValidation) * 100 + (at < 0 ? 99 : at);
  };
  return [...rows].sort((a, b) => place(a) - place(b));
}

/** The names of all tasks: those of the study, then any that only the scores know. */
export function taskNames(
  study: readonly { readonly name: string }[],
  rows: readonly { readonly task: string }[],
): readonly string[] {
  const scored = new Set(rows.map(({ task }) => task));
  const known = study.map(({ name }) => name).filter((name) => scored.has(name));
  return [...new Set([...known, ...scored])];
}

/** The rows of the recipe that was fixed beforehand, for one task, in the order in which they are shown. */
export function primaryRows(rows: readonly ScoreRow[], task: string): readonly ScoreRow[] {
  return inOrder(rows.filter((row) => row.task === task && row.primary));
}

/** The title of a row among others: its arm, and the validation where that is not the usual one. */
export function panelTitle({ arm, validation }: ScoreRow): string {
  return validation === usualValidation ? titleOf(arm) : `${titleOf(arm)}, ${validationTitle(validation)}`;
}
