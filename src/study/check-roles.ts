import { fail } from "../problem/mod.ts";
import type { StudyConfig, TableMapping } from "./config.ts";
import { matcher, type Source } from "./source.ts";

/** The roles of a mapping that hold lists of columns, in which `*` may stand for anything. */
const listRoles = [
  "participant",
  "trial",
  "labels",
  "ratings",
  "eiSubscales",
  "covariates",
  "factors",
  "ecg",
  "face",
] as const;

/** The same mapping with each pattern such as `AU*` replaced by the columns that fit it. */
export function expandPatterns(mapping: TableMapping, { source, file }: Source): TableMapping {
  const headers = source.table.columns.map(({ name }) => name);
  const expanded = listRoles.map((role) => {
    const names = mapping[role].flatMap((name) => {
      if (!name.includes("*") || headers.includes(name)) return [name];
      const fitting = headers.filter(matcher([name]));
      if (fitting.length === 0) fail("column-not-found", `no column fits "${name}"`, { file });
      return fitting;
    });
    return [role, [...new Set(names)]];
  });
  return { ...mapping, ...Object.fromEntries(expanded) };
}

/**
 * Refuses a feature that is something else besides: whoever is both label and feature is recognised without fail.
 *
 * @throws InputError `config-invalid` that names the column and its two roles
 */
export function refuseDoubleRoles({ tables }: StudyConfig): void {
  for (const mapping of tables) {
    const both = mapping.labels.find((name) => mapping.participant.includes(name));
    if (both !== undefined)
      fail("config-invalid", "the column is class and participant at once", { column: both });
    const others: Readonly<Record<string, readonly (string | undefined)[]>> = {
      "the participant": mapping.participant,
      "the class": mapping.labels,
      "a rating": [mapping.arousal, mapping.valence, ...mapping.ratings],
      "the EI score": [mapping.ei, ...mapping.eiSubscales],
      "a covariate": mapping.covariates,
      "the split": [mapping.split],
      "the window": [mapping.window],
      "part of the trial's key": mapping.trial,
      "a factor": mapping.factors,
    };
    for (const modality of ["ecg", "face"] as const) {
      for (const name of mapping[modality]) {
        const other = Object.entries(others).find(([, names]) => names.includes(name));
        const twice = modality === "ecg" && mapping.face.includes(name) ? "a feature of the face" : undefined;
        const role = other?.[0] ?? twice;
        if (role !== undefined) {
          fail("config-invalid", `the column is a feature (${modality}) and ${role} at once`, {
            column: name,
          });
        }
      }
    }
  }
}
