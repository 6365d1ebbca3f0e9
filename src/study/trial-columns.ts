import { type Problem, problem } from "../problem/mod.ts";
import { type Column, prefixes } from "../table/mod.ts";
import { type Broadcast, numeric } from "./broadcast.ts";
import type { StudyConfig } from "./config.ts";
import type { KeyedTable } from "./row-keys.ts";
import type { StudySummary } from "./summary.ts";
import type { LabelColumns } from "./tasks.ts";
import type { TrialIndex } from "./trial-index.ts";

/** The class columns and ratings of all trials. */
export function labelColumns(
  keyed: readonly KeyedTable[],
  context: Broadcast,
  participants: readonly string[],
): LabelColumns {
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

/** What varies within the person: parts of the key that are no label, and the factors of the mapping. */
export function factorColumns(
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
    const found = context.text("factor", ({ mapping }) =>
      mapping.factors.includes(name) ? name : undefined,
    );
    if (found) columns.set(name, found.values);
  }
  return columns;
}

/** All ratings, one number a trial. */
export function ratingColumns(
  keyed: readonly KeyedTable[],
  context: Broadcast,
): ReadonlyMap<string, Float64Array> {
  const columns = new Map<string, Float64Array>();
  for (const role of ["arousal", "valence"] as const) {
    const found = context.text("rating", ({ mapping }) => mapping[role]);
    if (found) columns.set(role, numeric(found));
  }
  for (const name of new Set(keyed.flatMap(({ mapping }) => mapping.ratings))) {
    const found = context.text("rating", ({ mapping }) =>
      mapping.ratings.includes(name) ? name : undefined,
    );
    if (found) columns.set(name, numeric(found));
  }
  return columns;
}

/** What belongs to the person, repeated on each trial: EI, its subscales, covariates. */
export function personColumns(
  keyed: readonly KeyedTable[],
  context: Broadcast,
  config: StudyConfig,
  telling: (name: string, values: readonly (string | null)[]) => boolean,
  problems: Problem[],
): {
  readonly columns: readonly Column[];
  readonly ei: StudySummary["ei"];
  readonly covariates: readonly string[];
} {
  const columns: Column[] = [];
  const sign = config.eiInverse ? -1 : 1;
  const oriented = (values: Float64Array): Float64Array =>
    values.map((value) => (value === 0 ? 0 : sign * value));
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
    if (found)
      columns.push({ kind: "number", name: `${prefixes.ei}${name}`, values: oriented(numeric(found)) });
  }
  const covariates = [...new Set(keyed.flatMap(({ mapping }) => mapping.covariates))].filter((name) => {
    const found = context.person("label-conflict", ({ mapping }) =>
      mapping.covariates.includes(name) ? name : undefined,
    );
    if (!found || found.values.every((value) => value === null)) return false;
    const numbers = found.values.every((value) => value === null || !Number.isNaN(Number(value)));
    const people = context.people(found.values);
    const rare = !numbers && new Set(people).size > Math.max(2, people.length / 2);
    if (rare)
      problems.push(
        problem("column-identifying", "nearly everyone has a text of their own", { column: name }),
      );
    if (rare || telling(name, found.values)) return false;
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
