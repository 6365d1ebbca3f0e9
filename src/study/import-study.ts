import { fail, type Problem, problem, withoutFile } from "../problem/mod.ts";
import { type Column, fromColumns, prefixes, type Table } from "../table/mod.ts";
import { broadcast } from "./broadcast.ts";
import { refuseDoubleRoles } from "./check-roles.ts";
import type { StudyConfig, TableMapping } from "./config.ts";
import { commonTrials, coverageOf } from "./coverage.ts";
import { featuresTable } from "./features-table.ts";
import { givesAway, identifies, pseudonyms, telltalesOf } from "./pseudonyms.ts";
import { pivotLong, unpivotWide } from "./reshape.ts";
import { type KeyedTable, keyRows } from "./row-keys.ts";
import type { Source } from "./source.ts";
import { canScoreGiven } from "./split-role.ts";
import type { StudySummary } from "./summary.ts";
import { tasksOf } from "./tasks.ts";
import { factorColumns, labelColumns, personColumns, ratingColumns } from "./trial-columns.ts";
import { indexTrials } from "./trial-index.ts";

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
  /** What pseudonyms begin with, `P` unless told otherwise. */
  readonly letter?: string;
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
  { labels: wish = "needed", letter = "P" }: ImportWishes = {},
): Imported {
  refuseDoubleRoles(config);
  const keyed = sources.map((entry, i) => keyRows(entry, config.tables[i], config.participantsUnknown));
  if (!keyed.some(({ mapping }) => mapping.ecg.length + mapping.face.length > 0)) {
    fail("features-absent", "no column is a feature of the heart or of the face");
  }
  refuseStrangers(keyed, config);
  const originals = writtenIds(keyed);
  const inTrials = new Set(keyed.flatMap(({ level, ids }) => (level === "trial" ? ids : [])));
  const names = config.keepIds
    ? new Map([...inTrials].map((id) => [id, originals.get(id)!.join(" / ")]))
    : pseudonyms(inTrials, letter);
  const index = indexTrials(keyed, names);
  const context = broadcast(keyed, index);
  const problems: Problem[] = [];
  const { features, featureProblems } = featuresTable(keyed, index, names, wish === "optional");
  problems.push(...featureProblems);
  const participants = index.trials.map(({ id }) => names.get(id)!);
  const labels = labelColumns(keyed, context, participants);
  const { tasks, problems: labelProblems } =
    wish === "optional" ? { tasks: [], problems: [] } : tasksOf(labels, config.labels);
  problems.push(...labelProblems);
  const idOfTrial = index.trials.map(({ id }) => id);
  const telltales = telltalesOf([...originals.values()].flatMap((parts) => [...parts, parts.join("")]));
  const telling = (name: string, values: readonly (string | null)[]): boolean => {
    if (config.keepIds || config.participantsUnknown || !identifies(values, idOfTrial, telltales))
      return false;
    problems.push(
      problem("column-identifying", "it holds what may tell who somebody is", {
        column: name,
      }),
    );
    return true;
  };
  const named = tasks.find(({ task }) => task.classes.some((name) => givesAway(name, telltales)));
  if (named && !config.keepIds && !config.participantsUnknown) {
    fail("label-identifying", "a class is named after a participant", { column: named.task.name });
  }
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
  const splitOf = index.trials.map(({ split }) => split);
  const given = [...new Set(splitOf.filter((split) => split !== null))];
  // A split may be named after somebody; its rows are needed, its name is not.
  const splits = telling("split", splitOf) ? given.map((_, i) => `split ${i + 1}`) : given;
  if (given.length > 1 && !canScoreGiven(splits)) {
    problems.push(
      problem("split-unknown", `none of the splits ${splits.join(", ")} is called train and test`),
    );
  }
  if (given.length) {
    const values = splitOf.map((split) => (split === null ? null : splits[given.indexOf(split)]));
    trialColumns.push({ kind: "text", name: "split", values });
  }
  for (const { task, labels: values } of tasks) {
    trialColumns.push({ kind: "text", name: `${prefixes.label}${task.name}`, values });
  }
  const key =
    keyed.find(({ level, mapping }) => level === "trial" && mapping.trial.length > 0)?.mapping.trial ?? [];
  const factors = factorColumns(keyed, context, index, key, labels.classes, stimulus?.name);
  const keptFactors = [...factors].filter(([name, values]) =>
    keep(`${prefixes.factor}${name}`, name, values),
  );
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
    fail(
      "participants-too-few",
      distinct.size === 1 ? "there is only one participant" : "there is no participant",
    );
  }
  const summary: StudySummary = {
    format: 1,
    simulated: config.simulated,
    participants: config.participantsUnknown ? 0 : distinct.size,
    trials: trials.rowCount,
    coverage: config.participantsUnknown
      ? coverageOf(features).map((entry) => ({ ...entry, participants: 0 }))
      : coverageOf(features),
    common: config.participantsUnknown ? { ...covered.common, participants: 0 } : covered.common,
    key: [...key],
    tasks: tasks.map(({ task }) => task),
    ei: personal.ei,
    covariates: personal.covariates,
    factors: keptFactors.map(([name]) => name),
    splits,
    problems: problems.map(withoutFile),
  };
  const originalIds = new Map(
    [...names].map(([id, name]) => [name, (originals.get(id) ?? [id]).join(" / ")]),
  );
  return { trials, features, summary, originalIds };
}

/** The parts of each participant's id as the first table that has them writes them. */
function writtenIds(keyed: readonly KeyedTable[]): ReadonlyMap<string, readonly string[]> {
  const written = new Map<string, readonly string[]>();
  for (const table of keyed) {
    table.ids.forEach((id, row) => {
      if (!written.has(id))
        written.set(
          id,
          table.writtenIds[row].map((part) => part.trim()),
        );
    });
  }
  return written;
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
