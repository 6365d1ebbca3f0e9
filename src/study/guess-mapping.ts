import type { SourceTable } from "../formats/mod.ts";
import { fail } from "../problem/mod.ts";
import { asTexts, find, keys, type Modality } from "../table/mod.ts";
import { best, fit } from "./column-roles.ts";
import { emptyMapping, type StudyConfig, type TableMapping } from "./config.ts";
import { parseQuadrant } from "./quadrant.ts";
import { guessTrialKey, mayBeKey } from "./trial-key.ts";

/** A table as read, with what is known of it beforehand. */
export interface Source {
  readonly source: SourceTable;
  /** The file's name, for messages on standard error and as a hint to split and modality. */
  readonly file: string;
  readonly modality?: Exclude<Modality, "both">;
  readonly splitName?: string;
}

/** What the user says of the columns; each overrules the guess in every table that has them. */
export interface Overrides {
  readonly participant?: readonly string[];
  readonly trial?: readonly string[];
  readonly rowsAreTrials?: boolean;
  readonly window?: string;
  readonly stimulus?: string;
  readonly split?: string;
  readonly labels?: readonly string[];
  readonly arousal?: string;
  readonly valence?: string;
  readonly ratings?: readonly string[];
  readonly ei?: string;
  readonly eiInverse?: boolean;
  readonly eiSubscales?: readonly string[];
  readonly covariates?: readonly string[];
  readonly factors?: readonly string[];
  readonly ignore?: readonly string[];
  /** Columns by name, `*` standing for anything. */
  readonly ecgColumns?: readonly string[];
  readonly faceColumns?: readonly string[];
  readonly participantsUnknown?: boolean;
}

/** A guessed configuration, and the columns of each table that no role was found for. */
export interface Guess {
  readonly config: StudyConfig;
  readonly unused: readonly (readonly string[])[];
}

/**
 * Guesses what the columns of a study's tables are, from their headers and from which of them tell rows apart.
 *
 * @param sources - the tables, reshaped to one row a trial (or window)
 * @param overrides - what the user said
 * @throws InputError when a named column is in no table, or no participant column is found
 */
export function guessMapping(sources: readonly Source[], overrides: Overrides = {}): Guess {
  checkNames(sources, overrides);
  const participant = sources.map((entry) => participantColumns(entry, overrides));
  const perPerson = personTables(sources, participant);
  const byTrial = sources.map((_, i) => participant[i].length > 0 && !perPerson[i]);
  if (!overrides.participantsUnknown && !participant.some((names) => names.length > 0)) {
    fail("participant-unknown", "no column tells participants apart", { file: sources[0].file });
  }
  const partial = sources.map((entry, i): Partial<TableMapping> => {
    const headers = entry.source.table.columns.map(({ name }) => name);
    const free = headers.filter((name) => !participant[i].includes(name) && !overrides.ignore?.includes(name));
    return labelsAndRatings(entry, free, overrides, perPerson[i]);
  });
  const anyLabels = partial.some((part) => part.labels?.length);
  const windows = sources.map((entry, i) => {
    if (perPerson[i]) return undefined;
    if (overrides.window !== undefined) {
      return overrides.window === "row" || has(entry, overrides.window) ? overrides.window : undefined;
    }
    return best(
      entry.source.table.columns.map(({ name }) => name),
      "window",
    );
  });
  const key = trialKey(sources, participant, byTrial, windows, overrides);
  const tables = sources.map((entry, i): TableMapping => {
    const given = emptyMapping();
    const taken = new Set<string>([...participant[i], ...(overrides.ignore ?? [])]);
    const claim = (name: string | undefined): string | undefined => {
      if (name !== undefined) taken.add(name);
      return name;
    };
    const headers = entry.source.table.columns.map(({ name }) => name);
    const free = (): string[] => headers.filter((name) => !taken.has(name));
    const trial = perPerson[i] ? [] : key.columns.filter((name) => has(entry, name));
    const window = windows[i];
    for (const name of trial) taken.add(name);
    if (window !== undefined && window !== "row") claim(window);
    const stimulus = perPerson[i] ? undefined : stimulusColumn(entry, overrides, headers);
    claim(stimulus);
    const split = overrides.split !== undefined ? named(entry, overrides.split) : best(free(), "split");
    claim(split);
    const splitName = split === undefined ? (entry.splitName ?? splitOfFile(entry.file)) : undefined;
    const labels = anyLabels ? (partial[i].labels ?? []) : [];
    const { arousal, valence, ratings = [] } = partial[i];
    for (const name of [...labels, arousal, valence, ...ratings]) claim(name);
    const personal = personColumns(entry, free(), overrides, perPerson[i]);
    for (const name of [personal.ei, ...personal.subscales, ...personal.covariates]) claim(name);
    const factors = factorColumns(entry, free(), overrides, perPerson[i]);
    for (const name of factors) claim(name);
    const features = perPerson[i] && byTrial.some(Boolean) ? { ecg: [], face: [] } : featureColumns(entry, free(), overrides);
    return {
      ...given,
      participant: [...participant[i]],
      trial: [...trial],
      rowsAreTrials: byTrial[i] && key.rowsAreTrials,
      ...(window === undefined ? {} : { window }),
      ...(stimulus === undefined ? {} : { stimulus }),
      ...(split === undefined ? {} : { split }),
      ...(splitName === undefined ? {} : { splitName }),
      labels: [...labels],
      ...(arousal === undefined ? {} : { arousal }),
      ...(valence === undefined ? {} : { valence }),
      ratings: [...ratings],
      ...(personal.ei === undefined ? {} : { ei: personal.ei }),
      eiSubscales: personal.subscales,
      covariates: personal.covariates,
      factors,
      ...features,
    };
  });
  const single = oneScore(tables);
  const scoreName = single.find((mapping) => mapping.ei !== undefined)?.ei;
  return {
    config: {
      tables: single,
      labels: { rule: "midpoint" },
      eiInverse: overrides.eiInverse ?? (scoreName !== undefined && fit(scoreName, "eiInverse") !== undefined),
      keepIds: false,
      participantsUnknown: overrides.participantsUnknown ?? false,
      simulated: false,
    },
    unused: sources.map((entry, i) => unusedColumns(entry, single[i])),
  };
}

function has(entry: Source, name: string): boolean {
  return find(entry.source.table, name) !== undefined;
}

function named(entry: Source, name: string): string | undefined {
  return has(entry, name) ? name : undefined;
}

function matcher(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "u"),
  );
  return (name) => expressions.some((expression) => expression.test(name));
}

/** Every column that the user named must be in one of the tables. */
function checkNames(sources: readonly Source[], overrides: Overrides): void {
  const said = [
    ...(overrides.participant ?? []),
    ...(overrides.trial ?? []),
    ...(overrides.labels ?? []),
    ...(overrides.ratings ?? []),
    ...(overrides.eiSubscales ?? []),
    ...(overrides.covariates ?? []),
    ...(overrides.factors ?? []),
    ...(overrides.ignore ?? []),
    ...(overrides.window === "row" ? [] : [overrides.window]),
    overrides.stimulus,
    overrides.split,
    overrides.arousal,
    overrides.valence,
    overrides.ei,
  ].filter((name) => name !== undefined);
  const headers = [...new Set(sources.flatMap(({ source }) => source.table.columns.map(({ name }) => name)))];
  const list = `the columns are ${headers.slice(0, 30).join(", ")}${headers.length > 30 ? " …" : ""}`;
  for (const name of said) {
    if (!headers.includes(name)) fail("column-not-found", `no table has a column "${name}"; ${list}`);
  }
  for (const pattern of [...(overrides.ecgColumns ?? []), ...(overrides.faceColumns ?? [])]) {
    if (!headers.some(matcher([pattern]))) fail("column-not-found", `no column fits "${pattern}"; ${list}`);
  }
}

function participantColumns(entry: Source, overrides: Overrides): readonly string[] {
  if (overrides.participantsUnknown) return [];
  if (overrides.participant) {
    return overrides.participant.every((name) => has(entry, name)) ? overrides.participant : [];
  }
  const column = best(
    entry.source.table.columns.map(({ name }) => name),
    "participant",
  );
  return column === undefined ? [] : [column];
}

/** Which tables have one row a participant while another has several. */
function personTables(sources: readonly Source[], participant: readonly (readonly string[])[]): boolean[] {
  const unique = sources.map(({ source }, i) => {
    if (participant[i].length === 0) return false;
    const ids = keys(source.table, participant[i]);
    return new Set(ids).size === ids.length;
  });
  const several = sources.some((_, i) => participant[i].length > 0 && !unique[i]);
  return unique.map((is) => is && several);
}

function labelsAndRatings(
  entry: Source,
  free: readonly string[],
  overrides: Overrides,
  perPerson: boolean,
): Pick<Partial<TableMapping>, "labels" | "arousal" | "valence" | "ratings"> {
  if (perPerson) return {};
  const { table } = entry.source;
  const numeric = (name: string): boolean => find(table, name)?.kind === "number";
  const rating = (role: "arousal" | "valence"): string | undefined => {
    const said = overrides[role];
    if (said !== undefined) return named(entry, said);
    if (overrides.labels) return undefined;
    return best(
      free.filter((name) => numeric(name) && !isFeatureName(name)),
      role,
    );
  };
  const arousal = rating("arousal");
  const valence = rating("valence");
  const pair = { ...(arousal === undefined ? {} : { arousal }), ...(valence === undefined ? {} : { valence }) };
  const ratings = overrides.ratings
    ? overrides.ratings.filter((name) => has(entry, name))
    : free.filter((name) => fit(name, "rating") !== undefined && name !== arousal && name !== valence && numeric(name));
  if (overrides.labels) return { labels: overrides.labels.filter((name) => has(entry, name)), ...pair, ratings };
  const candidates = free.filter((name) => {
    if (name === arousal || name === valence || ratings.includes(name)) return false;
    const texts = asTexts(find(table, name)!);
    const distinct = new Set(texts.filter((text) => text !== null));
    return distinct.size >= 2 && distinct.size <= Math.min(20, texts.length / 2);
  });
  const quadrant = candidates.find((name) => {
    const texts = asTexts(find(table, name)!).filter((text) => text !== null);
    return texts.every((text) => parseQuadrant(text) !== undefined);
  });
  const label = quadrant ?? best(candidates, "label");
  return { labels: label === undefined ? [] : [label], ...pair, ratings };
}

function trialKey(
  sources: readonly Source[],
  participant: readonly (readonly string[])[],
  byTrial: readonly boolean[],
  windows: readonly (string | undefined)[],
  overrides: Overrides,
): { readonly columns: readonly string[]; readonly rowsAreTrials: boolean } {
  if (overrides.rowsAreTrials || overrides.participantsUnknown) return { columns: [], rowsAreTrials: true };
  if (overrides.trial) return { columns: overrides.trial, rowsAreTrials: false };
  const inTrials = sources.map((_, i) => i).filter((i) => byTrial[i]);
  if (inTrials.length === 0) return { columns: [], rowsAreTrials: false };
  const pool = sources[inTrials[0]].source.table.columns
    .map(({ name }) => name)
    .filter(
      (name) =>
        inTrials.every((i) => mayBeKey(sources[i].source.table, name)) &&
        inTrials.every((i) => !participant[i].includes(name) && windows[i] !== name) &&
        !overrides.ignore?.includes(name) &&
        fit(name, "counter") === undefined &&
        fit(name, "split") === undefined &&
        fit(name, "covariate") === undefined &&
        (fit(name, "trial") !== undefined ||
          fit(name, "label") !== undefined ||
          overrides.labels?.includes(name) ||
          inTrials.every((i) => find(sources[i].source.table, name)?.kind === "text")),
    )
    .sort((a, b) => (fit(a, "trial") ?? 9) - (fit(b, "trial") ?? 9));
  const tables = inTrials.map((i) => withoutSplitRepeats(sources[i]));
  const found = guessTrialKey(
    tables,
    inTrials.map((i) => participant[i]),
    inTrials.map((i) => windows[i]),
    pool,
  );
  if (found) return { columns: found, rowsAreTrials: false };
  // Without any column to tell trials apart, a single table's rows can still be trials; two tables could not be matched.
  const named = pool.filter((name) => fit(name, "trial") !== undefined);
  const distinct = new Set(inTrials.map((i) => sources[i].modality ?? "any"));
  if (named.length === 0 && (inTrials.length === 1 || (distinct.size === 1 && severalSplits(sources)))) {
    return { columns: [], rowsAreTrials: true };
  }
  return { columns: named.length ? named : pool.slice(0, 1), rowsAreTrials: false };
}

function severalSplits(sources: readonly Source[]): boolean {
  return sources.some((entry) => (entry.splitName ?? splitOfFile(entry.file)) !== undefined);
}

function withoutSplitRepeats(entry: Source): SourceTable {
  return entry.source;
}

function stimulusColumn(entry: Source, overrides: Overrides, headers: readonly string[]): string | undefined {
  if (overrides.stimulus !== undefined) return named(entry, overrides.stimulus);
  return best(headers, "stimulus");
}

/** The split that a file's name tells: a word such as train, validation or test in it. */
export function splitOfFile(file: string): string | undefined {
  const base = file.split(/[\\/]/).at(-1) ?? "";
  const word = /(?:^|[^a-z])(train(?:ing)?|valid(?:ation)?|val|dev|test|holdout)(?:[^a-z]|$)/i.exec(base)?.[1].toLowerCase();
  if (word === undefined) return undefined;
  if (word.startsWith("train")) return "train";
  return word === "test" || word === "holdout" ? "test" : "validation";
}

function personColumns(
  entry: Source,
  free: readonly string[],
  overrides: Overrides,
  perPerson: boolean,
): { readonly ei?: string; readonly subscales: string[]; readonly covariates: string[] } {
  const ei =
    overrides.ei !== undefined
      ? named(entry, overrides.ei)
      : best(
          free.filter((name) => find(entry.source.table, name)?.kind === "number" && constantWithin(entry, name)),
          "ei",
        );
  const subscales = overrides.eiSubscales
    ? overrides.eiSubscales.filter((name) => has(entry, name))
    : free.filter(
        (name) =>
          name !== ei &&
          fit(name, "eiSubscale") !== undefined &&
          find(entry.source.table, name)?.kind === "number" &&
          (perPerson || constantWithin(entry, name)),
      );
  const covariates = overrides.covariates
    ? overrides.covariates.filter((name) => has(entry, name))
    : free.filter(
        (name) => name !== ei && fit(name, "covariate") !== undefined && (perPerson || constantWithin(entry, name)),
      );
  return { ...(ei === undefined ? {} : { ei }), subscales, covariates };
}

/** Whether a column has one value for each participant of the table (by the best participant column). */
function constantWithin(entry: Source, name: string): boolean {
  const { table } = entry.source;
  const participant = best(
    table.columns.map((column) => column.name),
    "participant",
  );
  if (participant === undefined) return true;
  const ids = keys(table, [participant]);
  const values = asTexts(find(table, name)!);
  const first = new Map<string, string | null>();
  return ids.every((id, row) => {
    if (id === null) return true;
    if (!first.has(id)) first.set(id, values[row]);
    return first.get(id) === values[row];
  });
}

function factorColumns(entry: Source, free: readonly string[], overrides: Overrides, perPerson: boolean): string[] {
  if (overrides.factors) return overrides.factors.filter((name) => has(entry, name));
  if (perPerson) return [];
  return free.filter((name) => {
    const column = find(entry.source.table, name)!;
    if (column.kind === "number") return fit(name, "trial") === 2 && mayBeKey(entry.source.table, name);
    const distinct = new Set(column.values);
    const numeric = column.values.filter((text) => text !== null && !Number.isNaN(Number(text))).length;
    return distinct.size <= 20 && numeric * 2 < column.values.length;
  });
}

function isFeatureName(name: string): boolean {
  return fit(name, "ecg") !== undefined || fit(name, "face") !== undefined;
}

/** Whether a column merely counts rows: 1, 2, 3 … says where a row stood in the file and nothing of the body. */
export function isCounter(values: Float64Array): boolean {
  if (values.length < 3) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1] + 1) return false;
  return true;
}

function featureColumns(
  entry: Source,
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
  const fileHint = fileModality(entry.file);
  const ecg: string[] = [];
  const face: string[] = [];
  for (const name of candidates) {
    if (said.ecg(name)) ecg.push(name);
    else if (said.face(name)) face.push(name);
    else if (entry.modality === "ecg" && !overrides.ecgColumns) ecg.push(name);
    else if (entry.modality === "face" && !overrides.faceColumns) face.push(name);
    else if (entry.modality === undefined) {
      const heart = fit(name, "ecg") !== undefined && !overrides.ecgColumns;
      const facial = fit(name, "face") !== undefined && !overrides.faceColumns;
      if (heart && (!facial || fileHint === "ecg")) ecg.push(name);
      else if (facial) face.push(name);
    }
  }
  return { ecg, face };
}

function fileModality(file: string): "ecg" | "face" | undefined {
  const base = (file.split(/[\\/]/).at(-1) ?? "").replace(/\.[^.]*$/, "");
  if (fit(base, "ecg") !== undefined) return "ecg";
  return fit(base, "face") === undefined ? undefined : "face";
}

function mostlyNumbers(values: readonly (string | null)[]): boolean {
  const filled = values.filter((value) => value !== null);
  const numeric = filled.filter((value) => !Number.isNaN(Number(value)));
  return filled.length > 0 && numeric.length * 2 > filled.length;
}

/** An EI score is taken from one table only: the one with a row a participant if there is one, else the first. */
function oneScore(tables: readonly TableMapping[]): TableMapping[] {
  const owners = tables.filter((mapping) => mapping.ei !== undefined);
  const owner = owners.find((mapping) => mapping.trial.length === 0 && !mapping.rowsAreTrials) ?? owners[0];
  return tables.map((mapping) => {
    if (mapping === owner || mapping.ei === undefined || mapping.ei === owner.ei) return mapping;
    const { ei: _, ...rest } = mapping;
    return rest;
  });
}

function unusedColumns(entry: Source, mapping: TableMapping): string[] {
  const used = new Set<string | undefined>([
    ...mapping.participant,
    ...mapping.trial,
    mapping.window,
    mapping.stimulus,
    mapping.split,
    ...mapping.labels,
    mapping.arousal,
    mapping.valence,
    ...mapping.ratings,
    mapping.ei,
    ...mapping.eiSubscales,
    ...mapping.covariates,
    ...mapping.factors,
    ...mapping.ecg,
    ...mapping.face,
  ]);
  return entry.source.table.columns.map(({ name }) => name).filter((name) => !used.has(name));
}
