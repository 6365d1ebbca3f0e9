import { fail, InputError, type Problem, problem, withoutFile } from "../problem/mod.ts";
import { type Column, fromColumns, prefixes, type Table } from "../table/mod.ts";
import type { StudyConfig, TableMapping } from "./config.ts";
import { commonTrials, coverageOf } from "./coverage.ts";
import { type FeatureColumn, featureNumbers, informative } from "./features-in.ts";
import type { Source } from "./guess-mapping.ts";
import { broadcast, type Broadcast, numeric } from "./broadcast.ts";
import { identifies, pseudonyms } from "./pseudonyms.ts";
import { pivotLong, unpivotWide } from "./reshape.ts";
import { type KeyedTable, keyRows } from "./row-keys.ts";
import type { StudySummary } from "./summary.ts";
import { tasksOf } from "./tasks.ts";
import { indexTrials, type TrialIndex } from "./trial-index.ts";

/** A study as tables: what everything later reads. */
export interface Study {
  /** One row a trial; see `src/table/names.ts` for the columns. */
  readonly trials: Table;
  /** One row a trial, or a window of one. */
  readonly features: Table;
  readonly summary: StudySummary;
}

/** An imported study, and who is behind each pseudonym: for the user's eyes only, and only when asked for. */
export interface Imported extends Study {
  readonly originalIds: ReadonlyMap<string, string>;
}

/** What an import can do without: a table that is only to be predicted has no labels, and may be of one person. */
export interface ImportWishes {
  readonly labels?: "needed" | "optional";
}

/** A table in the shape that a mapping describes, with one row a trial, window, person or stimulus. */
export function reshape(entry: Source, mapping: Partial<Pick<TableMapping, "long" | "wide">>): Source {
  if (mapping.long) {
    return { ...entry, source: pivotLong(entry.source, mapping.long.name, mapping.long.value, entry.file) };
  }
  return mapping.wide === undefined
    ? entry
    : { ...entry, source: unpivotWide(entry.source, mapping.wide, entry.file) };
}

/**
 * Maps the tables that people have to the two tables of a study.
 *
 * @param sources - the tables as read and reshaped, in the order of the configuration's mappings
 * @param config - what their columns are; see `guessMapping`
 * @throws InputError for whatever cannot be used, with file, row and column
 */
export function importStudy(
  sources: readonly Source[],
  config: StudyConfig,
  { labels: wish = "needed" }: ImportWishes = {},
): Imported {
  const keyed = sources.map((entry, i) => keyRows(entry, config.tables[i], config.participantsUnknown));
  if (!keyed.some(({ mapping }) => mapping.ecg.length + mapping.face.length > 0)) {
    fail("features-absent", "no column is a feature of the heart or of the face");
  }
  const index = indexTrials(keyed);
  const context = broadcast(keyed, index);
  const ids = new Set(index.trials.map(({ id }) => id));
  refuseStrangers(keyed, config);
  const names = nameParticipants(ids, config);
  const problems: Problem[] = [];
  const { features, featureProblems } = featuresTable(keyed, index, names);
  problems.push(...featureProblems);
  const participants = index.trials.map(({ id }) => names.get(id)!);
  const labels = labelColumns(keyed, context, participants);
  const { tasks, problems: labelProblems } =
    wish === "optional" ? { tasks: [], problems: [] } : tasksOf(labels, config.labels);
  problems.push(...labelProblems);
  const idOfTrial = index.trials.map(({ id }) => id);
  const telling = (name: string, values: readonly (string | null)[]): boolean => {
    if (config.keepIds || config.participantsUnknown || !identifies(values, idOfTrial, ids)) return false;
    problems.push(problem("column-identifying", "the column holds participants' ids", { column: name }));
    return true;
  };
  const trialColumns: Column[] = [
    { kind: "text", name: "participant", values: participants },
    { kind: "text", name: "trial", values: index.names },
  ];
  const keep = (name: string, shown: string, values: readonly (string | null)[]): boolean => {
    if (values.every((value) => value === null) || telling(shown, values)) return false;
    trialColumns.push({ kind: "text", name, values });
    return true;
  };
  const stimulus = context.text("stimulus", ({ mapping }) => mapping.stimulus);
  if (stimulus) keep("stimulus", stimulus.name, stimulus.values);
  const splits = [...new Set(index.trials.map(({ split }) => split).filter((split) => split !== null))];
  if (splits.length) keep("split", "split", index.trials.map(({ split }) => split));
  for (const { task, labels: values } of tasks) {
    trialColumns.push({ kind: "text", name: `${prefixes.label}${task.name}`, values });
  }
  const key = keyed.find(({ level, mapping }) => level === "trial" && mapping.trial.length > 0)?.mapping.trial ?? [];
  const factors = factorColumns(keyed, context, index, key, labels.classes, stimulus?.name);
  const keptFactors = [...factors].filter(([name, values]) => keep(`${prefixes.factor}${name}`, name, values));
  for (const [name, values] of ratingColumns(keyed, context)) {
    trialColumns.push({ kind: "number", name: `${prefixes.rating}${name}`, values });
  }
  const personal = personColumns(keyed, context, config, telling, problems);
  trialColumns.push(...personal.columns);
  const labelled =
    wish === "optional"
      ? new Set(participants.keys())
      : new Set(tasks.flatMap((task) => task.labels.flatMap((value, i) => (value === null ? [] : [i]))));
  const covered = commonTrials(features, participants, index.names, labelled);
  problems.push(...covered.problems);
  const trials = fromColumns(trialColumns);
  const distinct = new Set(participants);
  if (distinct.size < 2 && wish === "needed") {
    fail("participants-too-few", distinct.size === 1 ? "there is only one participant" : "there is no participant");
  }
  const summary: StudySummary = {
    format: 1,
    simulated: config.simulated,
    participants: config.participantsUnknown ? 0 : distinct.size,
    trials: trials.rowCount,
    coverage: coverageOf(features),
    common: covered.common,
    key: [...key],
    tasks: tasks.map(({ task }) => task),
    ei: personal.ei,
    covariates: personal.covariates,
    factors: keptFactors.map(([name]) => name),
    splits,
    problems: problems.map(withoutFile),
  };
  const originalIds = new Map([...names].map(([id, name]) => [name, id]));
  return { trials, features, summary, originalIds };
}

function nameParticipants(ids: ReadonlySet<string>, config: StudyConfig): ReadonlyMap<string, string> {
  if (config.keepIds) return new Map([...ids].map((id) => [id, id]));
  return pseudonyms(ids);
}

/** Two files of different modality must be about the same people, else something is written differently in them. */
function refuseStrangers(keyed: readonly KeyedTable[], config: StudyConfig): void {
  if (config.participantsUnknown) return;
  const of = (holds: (table: KeyedTable) => boolean): Set<string> =>
    new Set(keyed.filter((table) => table.level !== "stimulus" && holds(table)).flatMap(({ ids }) => ids));
  const ecg = of(({ mapping }) => mapping.ecg.length > 0);
  const face = of(({ mapping }) => mapping.face.length > 0);
  const features = new Set([...ecg, ...face]);
  const pairs: (readonly [Set<string>, Set<string>, string])[] = [[ecg, face, "the ECG and the face table"]];
  for (const table of keyed) {
    const hasFeatures = table.mapping.ecg.length + table.mapping.face.length > 0;
    if (!hasFeatures && table.level !== "stimulus") {
      pairs.push([new Set(table.ids), features, "this table and the feature tables"]);
    }
  }
  for (const [left, right, words] of pairs) {
    if (left.size && right.size && ![...left].some((id) => right.has(id))) {
      fail("participants-not-shared", `${words} have no participant in common`);
    }
  }
}

function labelColumns(keyed: readonly KeyedTable[], context: Broadcast, participants: readonly string[]) {
  const names = [...new Set(keyed.flatMap(({ mapping }) => mapping.labels))];
  const classes = new Map(
    names.map((name) => [
      name,
      context.text("label", ({ mapping }) => (mapping.labels.includes(name) ? name : undefined))!.values,
    ]),
  );
  const arousal = context.text("rating", ({ mapping }) => mapping.arousal);
  const valence = context.text("rating", ({ mapping }) => mapping.valence);
  return {
    participants,
    classes,
    ...(arousal ? { arousal: numeric(arousal) } : {}),
    ...(valence ? { valence: numeric(valence) } : {}),
    names: { ...(arousal ? { arousal: arousal.name } : {}), ...(valence ? { valence: valence.name } : {}) },
  };
}

function factorColumns(
  keyed: readonly KeyedTable[],
  context: Broadcast,
  index: TrialIndex,
  key: readonly string[],
  classes: ReadonlyMap<string, unknown>,
  stimulus: string | undefined,
): ReadonlyMap<string, readonly (string | null)[]> {
  const columns = new Map<string, readonly (string | null)[]>();
  key.forEach((name, at) => {
    if (!classes.has(name) && name !== stimulus) {
      columns.set(
        name,
        index.trials.map(({ parts }) => parts[at] ?? null),
      );
    }
  });
  for (const name of new Set(keyed.flatMap(({ mapping }) => mapping.factors))) {
    const found = context.text("factor", ({ mapping }) => (mapping.factors.includes(name) ? name : undefined));
    if (found) columns.set(name, found.values);
  }
  return columns;
}

function ratingColumns(keyed: readonly KeyedTable[], context: Broadcast): ReadonlyMap<string, Float64Array> {
  const columns = new Map<string, Float64Array>();
  for (const role of ["arousal", "valence"] as const) {
    const found = context.text("rating", ({ mapping }) => mapping[role]);
    if (found) columns.set(role, numeric(found));
  }
  for (const name of new Set(keyed.flatMap(({ mapping }) => mapping.ratings))) {
    const found = context.text("rating", ({ mapping }) => (mapping.ratings.includes(name) ? name : undefined));
    if (found) columns.set(name, numeric(found));
  }
  return columns;
}

function personColumns(
  keyed: readonly KeyedTable[],
  context: Broadcast,
  config: StudyConfig,
  telling: (name: string, values: readonly (string | null)[]) => boolean,
  problems: Problem[],
): { readonly columns: readonly Column[]; readonly ei: StudySummary["ei"]; readonly covariates: readonly string[] } {
  const columns: Column[] = [];
  const sign = config.eiInverse ? -1 : 1;
  const oriented = (values: Float64Array): Float64Array => values.map((value) => (value === 0 ? 0 : sign * value));
  const ei = context.person("ei-conflict", ({ mapping }) => mapping.ei);
  let missing = 0;
  if (ei) {
    const values = numeric(ei);
    columns.push({ kind: "number", name: "ei", values: oriented(values) });
    missing = context.people(values).filter(Number.isNaN).length;
    if (missing) problems.push(problem("ei-missing", `${missing} participants have no EI score`));
  } else {
    problems.push(problem("ei-absent", "no column holds an emotional-intelligence score"));
  }
  const subscales = [...new Set(keyed.flatMap(({ mapping }) => mapping.eiSubscales))];
  for (const name of subscales) {
    const found = context.person("ei-conflict", ({ mapping }) =>
      mapping.eiSubscales.includes(name) ? name : undefined,
    );
    if (found) columns.push({ kind: "number", name: `${prefixes.ei}${name}`, values: oriented(numeric(found)) });
  }
  const covariates = [...new Set(keyed.flatMap(({ mapping }) => mapping.covariates))].filter((name) => {
    const found = context.person("label-conflict", ({ mapping }) =>
      mapping.covariates.includes(name) ? name : undefined,
    );
    if (!found || found.values.every((value) => value === null)) return false;
    const numbers = found.values.every((value) => value === null || !Number.isNaN(Number(value)));
    const people = context.people(found.values);
    const rare = !numbers && new Set(people).size > Math.max(2, people.length / 2);
    if (rare) problems.push(problem("column-identifying", "nearly everyone has a text of their own", { column: name }));
    if (rare || (!numbers && telling(name, found.values))) return false;
    columns.push(
      numbers
        ? { kind: "number", name: `${prefixes.covariate}${name}`, values: numeric(found) }
        : { kind: "text", name: `${prefixes.covariate}${name}`, values: found.values },
    );
    return true;
  });
  const summary = ei ? { score: ei.name, inverse: config.eiInverse, subscales, missing } : null;
  return { columns, ei: summary, covariates };
}

function featuresTable(
  keyed: readonly KeyedTable[],
  index: TrialIndex,
  names: ReadonlyMap<string, string>,
): { readonly features: Table; readonly featureProblems: readonly Problem[] } {
  const rows = new Map<string, number>();
  const trialOf: number[] = [];
  const windowOf: number[] = [];
  const rowOf = keyed.map(({ level, mapping }, i) => {
    if (level !== "trial" || mapping.ecg.length + mapping.face.length === 0) return new Int32Array(0);
    return Int32Array.from(index.trialOfRow[i], (trial, row) => {
      const window = index.windowOfRow[i][row];
      const key = `${trial} ${window}`;
      let at = rows.get(key);
      if (at === undefined) {
        at = trialOf.length;
        rows.set(key, at);
        trialOf.push(trial);
        windowOf.push(window);
      }
      return at;
    });
  });
  const columns = new Map<string, FeatureColumn>();
  const errors: Problem[] = [];
  let notFinite = 0;
  keyed.forEach(({ entry, mapping, level }, i) => {
    if (level !== "trial") return;
    for (const modality of ["ecg", "face"] as const) {
      for (const name of mapping[modality]) {
        try {
          const read = featureNumbers(entry, name);
          notFinite += read.notFinite;
          const full = `${modality}.${name}`;
          const column = columns.get(full) ?? {
            name: full,
            modality,
            values: new Float64Array(trialOf.length).fill(Number.NaN),
          };
          columns.set(full, column);
          merge(column, read.values, rowOf[i], entry.file);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          errors.push(...error.problems);
        }
      }
    }
  });
  if (errors.length) throw new InputError(...errors.slice(0, 20));
  const { kept, problems } = informative([...columns.values()]);
  if (kept.length === 0) fail("features-absent", "no feature has more than one value");
  const windowed = windowOf.some((window) => !Number.isNaN(window));
  const order = Int32Array.from(trialOf, (_, row) => row).sort(
    (a, b) => trialOf[a] - trialOf[b] || (windowOf[a] || 0) - (windowOf[b] || 0),
  );
  const features = fromColumns([
    { kind: "text", name: "participant", values: Array.from(order, (row) => names.get(index.trials[trialOf[row]].id)!) },
    { kind: "text", name: "trial", values: Array.from(order, (row) => index.names[trialOf[row]]) },
    ...(windowed
      ? [{ kind: "number" as const, name: "window", values: Float64Array.from(order, (row) => windowOf[row]) }]
      : []),
    ...kept.map(({ name, values }): Column => ({ kind: "number", name, values: Float64Array.from(order, (row) => values[row]) })),
  ]);
  const infinite = notFinite ? [problem("value-not-finite", `${notFinite} values are infinite`)] : [];
  return { features, featureProblems: [...problems, ...infinite] };
}

function merge(column: FeatureColumn, values: Float64Array, rows: Int32Array, file: string): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    const held = column.values[rows[row]];
    if (!Number.isNaN(held) && held !== value) {
      fail("key-duplicate", `the feature "${column.name}" has two values for the same trial`, { file });
    }
    column.values[rows[row]] = value;
  }
}
