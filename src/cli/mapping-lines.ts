import { basename } from "node:path";
import type { Mapped } from "../run/mod.ts";

const shownNames = 8;

function list(names: readonly string[], all: boolean): string {
  if (all) return names.join(", ");
  const shown = names.slice(0, shownNames).join(", ");
  return names.length > shownNames ? `${shown} … (${names.length} in all)` : shown;
}

/**
 * The mapping for the reader: for each table what its columns were taken for. For standard error only.
 *
 * @param all - name every column, however many there are
 */
export function mappingLines({ sources, config, unused }: Mapped, all = false): readonly string[] {
  const lines = sources.flatMap(({ source, file }, i) => {
    const mapping = config.tables[i];
    const one = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);
    const roles: readonly (readonly [string, readonly string[]])[] = [
      ["participant", mapping.participant],
      ["trial", mapping.rowsAreTrials ? ["each row"] : mapping.trial],
      ["window", one(mapping.window)],
      ["stimulus", one(mapping.stimulus)],
      ["split", mapping.splitName === undefined ? one(mapping.split) : [`all ${mapping.splitName}`]],
      ["class", mapping.labels],
      ["arousal rating", one(mapping.arousal)],
      ["valence rating", one(mapping.valence)],
      ["other ratings", mapping.ratings],
      [config.eiInverse ? "EI (inverse)" : "EI", one(mapping.ei)],
      ["EI subscales", mapping.eiSubscales],
      ["covariates", mapping.covariates],
      ["factors", mapping.factors],
      ["ECG features", mapping.ecg],
      ["face features", mapping.face],
      ["not used", unused[i]],
    ];
    const notes = source.notes.length ? `; ${source.notes.join(", ")}` : "";
    return [
      `${basename(file)}: ${source.table.rowCount.toLocaleString("en")} rows (${source.format}${notes})`,
      ...roles
        .filter(([, names]) => names.length)
        .map(([role, names]) => `  ${role.padEnd(15)} ${list(names, all)}`),
    ];
  });
  return [
    ...lines,
    "  (Correct this with options, see heartface import --help, or in heartface.json; --dry-run shows every column.)",
  ];
}
