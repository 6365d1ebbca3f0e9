import { fail } from "../problem/mod.ts";
import { find, keys } from "../table/mod.ts";
import { best, fit } from "./column-roles.ts";
import { emptyMapping, type StudyConfig, type TableMapping } from "./config.ts";
import { featureColumns } from "./guess-features.ts";
import { labelsAndRatings } from "./guess-labels.ts";
import { factorColumns, personColumns } from "./guess-person.ts";
import { guessSplitNames } from "./guess-split.ts";
import { has, matcher, named, type Overrides, type Source } from "./source.ts";
import { guessTrialKey, mayBeKey } from "./trial-key.ts";

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
    const free = headers.filter(
      (name) => !participant[i].includes(name) && !overrides.ignore?.includes(name),
    );
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
  // The same trial may stand in two splits; that is for the audit to find.
  const splits = sources.map((entry) => splitColumn(entry, overrides));
  const splitNames = guessSplitNames(sources, perPerson);
  const key = trialKey(sources, participant, byTrial, windows, splits, splitNames, overrides);
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
    const [split] = splits[i];
    claim(split);
    const splitName = split === undefined ? splitNames[i] : undefined;
    const labels = anyLabels ? (partial[i].labels ?? []) : [];
    const { arousal, valence, ratings = [] } = partial[i];
    for (const name of [...labels, arousal, valence, ...ratings]) claim(name);
    const personal = personColumns(entry, participant[i], free(), overrides, perPerson[i]);
    for (const name of [personal.ei, ...personal.subscales, ...personal.covariates]) claim(name);
    const factors = factorColumns(entry, participant[i], free(), overrides, perPerson[i]);
    for (const name of factors) claim(name);
    const features =
      perPerson[i] && byTrial.some(Boolean)
        ? { ecg: [], face: [] }
        : featureColumns(entry, participant[i], free(), overrides);
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
  refuseTaken(tables, overrides);
  const single = oneScore(tables);
  const scoreName = single.find((mapping) => mapping.ei !== undefined)?.ei;
  return {
    config: {
      tables: single,
      labels: { rule: "midpoint" },
      eiInverse:
        overrides.eiInverse ?? (scoreName !== undefined && fit(scoreName, "eiInverse") !== undefined),
      keepIds: false,
      participantsUnknown: overrides.participantsUnknown ?? false,
      simulated: false,
    },
    unused: sources.map((entry, i) => unusedColumns(entry, single[i])),
  };
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

/** A column that the user named as a feature must not have been named as something else besides. */
function refuseTaken(tables: readonly TableMapping[], overrides: Overrides): void {
  for (const [modality, names] of [
    ["ecg", overrides.ecgColumns ?? []],
    ["face", overrides.faceColumns ?? []],
  ] as const) {
    const features = new Set(tables.flatMap((mapping) => mapping[modality]));
    const taken = names.find((name) => !name.includes("*") && !features.has(name));
    if (taken === undefined) continue;
    fail("option-invalid", `the column "${taken}" is something else already and cannot be a feature too`, {
      column: taken,
    });
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

function trialKey(
  sources: readonly Source[],
  participant: readonly (readonly string[])[],
  byTrial: readonly boolean[],
  windows: readonly (string | undefined)[],
  splits: readonly (readonly string[])[],
  splitNames: readonly (string | undefined)[],
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
        !splits.some((names) => names.includes(name)) &&
        fit(name, "covariate") === undefined &&
        (fit(name, "trial") !== undefined ||
          fit(name, "label") !== undefined ||
          overrides.labels?.includes(name) ||
          inTrials.every((i) => find(sources[i].source.table, name)?.kind === "text")),
    )
    .sort((a, b) => (fit(a, "trial") ?? 9) - (fit(b, "trial") ?? 9));
  const found = guessTrialKey(
    inTrials.map((i) => sources[i].source),
    inTrials.map((i) => [...participant[i], ...splits[i]]),
    inTrials.map((i) => windows[i]),
    pool,
  );
  if (found) return { columns: found, rowsAreTrials: false };
  // Without any column to tell trials apart, a single table's rows can still be trials; two tables could not be matched.
  const named = pool.filter((name) => fit(name, "trial") !== undefined);
  const distinct = new Set(inTrials.map((i) => sources[i].modality ?? "any"));
  if (
    named.length === 0 &&
    (inTrials.length === 1 || (distinct.size === 1 && splitNames.some((name) => name !== undefined)))
  ) {
    return { columns: [], rowsAreTrials: true };
  }
  return { columns: named.length ? named : pool.slice(0, 1), rowsAreTrials: false };
}

function stimulusColumn(entry: Source, overrides: Overrides, headers: readonly string[]): string | undefined {
  if (overrides.stimulus !== undefined) return named(entry, overrides.stimulus);
  return best(headers, "stimulus");
}

function splitColumn(entry: Source, overrides: Overrides): readonly string[] {
  const headers = entry.source.table.columns.map(({ name }) => name);
  const column = overrides.split === undefined ? best(headers, "split") : named(entry, overrides.split);
  return column === undefined ? [] : [column];
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
