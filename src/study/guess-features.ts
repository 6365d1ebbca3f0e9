import { find } from "../table/mod.ts";
import { fit } from "./column-roles.ts";
import { looseNumber } from "./features-in.ts";
import { sameForEachPerson } from "./guess-person.ts";
import { matcher, type Overrides, type Source } from "./source.ts";

/** Whether a column merely counts rows: 1, 2, 3 … says where a row stood in the file and nothing of the body. */
export function isCounter(values: Float64Array): boolean {
  if (values.length < 3 || (values[0] !== 0 && values[0] !== 1)) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1] + 1) return false;
  return true;
}

/** Guesses which columns are features, and of which modality. */
export function featureColumns(
  entry: Source,
  participant: readonly string[],
  free: readonly string[],
  overrides: Overrides,
): { readonly ecg: string[]; readonly face: string[] } {
  const { table } = entry.source;
  const said = { ecg: matcher(overrides.ecgColumns ?? []), face: matcher(overrides.faceColumns ?? []) };
  const candidates = free.filter((name) => {
    const column = find(table, name)!;
    if (said.ecg(name) || said.face(name)) return true;
    if (fit(name, "counter") !== undefined || fit(name, "rating") !== undefined) return false;
    // A text column that is mostly numbers holds a stray text; importing it names the cell.
    return column.kind === "number" ? !isCounter(column.values) : mostlyNumbers(column.values);
  });
  const ecg: string[] = [];
  const face: string[] = [];
  const unknown: string[] = [];
  const fileHint = entry.modality ?? fileModality(entry.file);
  for (const name of candidates) {
    const asked = said.ecg(name) ? "ecg" : said.face(name) ? "face" : undefined;
    const modality = asked ?? guessed(name, entry.modality, fileHint);
    if (asked === undefined && modality === "ecg" && overrides.ecgColumns) continue;
    if (asked === undefined && modality === "face" && overrides.faceColumns) continue;
    if (modality === "ecg") ecg.push(name);
    else if (modality === "face") face.push(name);
    else if (!sameForEachPerson(entry, participant, name)) unknown.push(name);
  }
  // A table of one modality may hold features whose names say nothing; its other columns speak for them.
  const alone = ecg.length > 0 !== face.length > 0 ? (ecg.length > 0 ? "ecg" : "face") : undefined;
  const modality = alone ?? (ecg.length + face.length === 0 ? fileHint : undefined);
  const chosen = overrides.ecgColumns !== undefined || overrides.faceColumns !== undefined;
  if (modality !== undefined && !chosen) {
    const order = (names: readonly string[]): string[] => candidates.filter((name) => names.includes(name));
    return modality === "ecg"
      ? { ecg: order([...ecg, ...unknown]), face }
      : { ecg, face: order([...face, ...unknown]) };
  }
  return { ecg, face };
}

function guessed(
  name: string,
  told: "ecg" | "face" | undefined,
  fileHint: "ecg" | "face" | undefined,
): "ecg" | "face" | undefined {
  if (told !== undefined) return told;
  const heart = fit(name, "ecg") !== undefined;
  const facial = fit(name, "face") !== undefined;
  if (heart && facial) return fileHint ?? "ecg";
  return heart ? "ecg" : facial ? "face" : undefined;
}

function fileModality(file: string): "ecg" | "face" | undefined {
  const base = (file.split(/[\\/]/).at(-1) ?? "").replace(/\.[^.]*$/, "");
  if (fit(base, "ecg") !== undefined) return "ecg";
  return fit(base, "face") === undefined ? undefined : "face";
}

/** Whether most cells are meant as numbers, stray texts, per cent signs and thousands marks aside. */
function mostlyNumbers(values: readonly (string | null)[]): boolean {
  const filled = values.filter((value) => value !== null);
  const numeric = filled.filter(
    (value) => !Number.isNaN(looseNumber(value)) || /^[-+]?\d[\d.,' ]*\s*%?$/.test(value.trim()),
  );
  return filled.length > 0 && numeric.length * 2 > filled.length;
}
