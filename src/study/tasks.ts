import { fail, type Problem, problem } from "../problem/mod.ts";
import type { LabelRule } from "./config.ts";
import { applyLabelRule, guessScale, type Level } from "./label-rule.ts";
import { arousalOf, parseQuadrant, type Quadrant, quadrants, valenceOf } from "./quadrant.ts";
import type { Task } from "./summary.ts";

/** A task with the class of each trial, null where it has none. */
export interface LabelledTask {
  readonly task: Task;
  readonly labels: readonly (string | null)[];
}

/** A class with fewer trials cannot be judged. */
const fewestTrials = 5;

/** The labels and ratings of all trials, one entry a trial. */
export interface LabelColumns {
  readonly participants: readonly string[];
  /** Class columns by name. */
  readonly classes: ReadonlyMap<string, readonly (string | null)[]>;
  readonly arousal?: Float64Array;
  readonly valence?: Float64Array;
  /** The columns' names in the user's file, for messages. */
  readonly names: { readonly arousal?: string; readonly valence?: string };
}

function natural(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function makeTask(
  name: string,
  labels: readonly (string | null)[],
  rule: string,
  order: readonly string[],
  ties = 0,
): LabelledTask {
  const present = new Set(labels);
  const classes = order.filter((label) => present.has(label));
  const counts = classes.map((label) => labels.filter((other) => other === label).length);
  const unlabelled = labels.filter((label) => label === null).length - ties;
  return { task: { name, classes, rule, counts, ties, unlabelled }, labels };
}

function fromQuadrants(labels: readonly (Quadrant | null)[], rule: string): LabelledTask[] {
  const derive = (of: (quadrant: Quadrant) => string): (string | null)[] =>
    labels.map((label) => (label === null ? null : of(label)));
  return [
    makeTask("quadrant", labels, rule, quadrants),
    makeTask("arousal", derive(arousalOf), `arousal of the quadrant; ${rule}`, ["HA", "LA"]),
    makeTask("valence", derive(valenceOf), `valence of the quadrant; ${rule}`, ["HV", "LV"]),
  ];
}

/** Arousal and valence are rated on one scale: where it has to be guessed, both speak. */
function guessedScale(columns: LabelColumns, rule: LabelRule): LabelRule["scale"] {
  if (rule.rule !== "midpoint" || rule.scale) return rule.scale;
  const scale = guessScale([...(columns.arousal ?? []), ...(columns.valence ?? [])]);
  return scale && [scale[0], scale[1]];
}

function fromRatings(columns: LabelColumns, given: LabelRule): LabelledTask[] {
  const scale = guessedScale(columns, given);
  const guessed = scale !== undefined && !given.scale;
  const rule = { ...given, ...(scale ? { scale } : {}) };
  const apply = (values: Float64Array | undefined, column: string | undefined) => {
    if (!values) return undefined;
    const applied = applyLabelRule(values, columns.participants, rule, column);
    return guessed ? { ...applied, words: `${applied.words} (guessed)` } : applied;
  };
  const arousal = apply(columns.arousal, columns.names.arousal);
  const valence = apply(columns.valence, columns.names.valence);
  const binary = (name: "arousal" | "valence", letter: "A" | "V", rated: typeof arousal): LabelledTask[] => {
    if (!rated) return [];
    const labels = rated.levels.map((level) => sideName(level, letter));
    const ties = rated.levels.filter((level) => level === "tie").length;
    return [
      makeTask(name, labels, `self-reported ${name}: ${rated.words}`, [`H${letter}`, `L${letter}`], ties),
    ];
  };
  const tasks = [...binary("arousal", "A", arousal), ...binary("valence", "V", valence)];
  if (!arousal || !valence) return tasks;
  let ties = 0;
  const labels = arousal.levels.map((level, i): Quadrant | null => {
    const other = valence.levels[i];
    if (level === null || other === null) return null;
    if (level === "tie" || other === "tie") {
      ties++;
      return null;
    }
    return `${sideName(level, "A")}${sideName(other, "V")}` as Quadrant;
  });
  const words = `self-reported arousal (${arousal.words}) and valence (${valence.words})`;
  return [makeTask("quadrant", labels, words, quadrants, ties), ...tasks];
}

function sideName(level: Level | null, letter: "A" | "V"): string | null {
  if (level === null || level === "tie") return null;
  return `${level === "high" ? "H" : "L"}${letter}`;
}

/**
 * The tasks of a study: from its class columns, or from ratings by a rule.
 *
 * A class column of quadrants gives the tasks `quadrant`, `arousal` and `valence`; any other class column gives a task
 * of its own name.
 *
 * @throws InputError `label-unknown` when there is neither, `label-single-class` when no task has two classes
 */
export function tasksOf(
  columns: LabelColumns,
  rule: LabelRule,
): { readonly tasks: readonly LabelledTask[]; readonly problems: readonly Problem[] } {
  const from = rule.from ?? (columns.classes.size > 0 ? "column" : "ratings");
  const found =
    from === "ratings"
      ? fromRatings(columns, rule)
      : [...columns.classes].flatMap(([name, labels]): LabelledTask[] => {
          const parsed = labels.map((label) => (label === null ? null : parseQuadrant(label)));
          const isQuadrants =
            parsed.every((label) => label !== undefined) && parsed.some((label) => label !== null);
          if (isQuadrants)
            return fromQuadrants(parsed as (Quadrant | null)[], `given by the column "${name}"`);
          const order = [...new Set(labels.filter((label) => label !== null))].sort(natural);
          return [makeTask(name, labels, `given by the column "${name}"`, order)];
        });
  if (found.length === 0) fail("label-unknown", "no column gives the trials a class");
  const usable = found.filter(({ task }) => task.classes.length >= 2);
  if (usable.length === 0) {
    const { name, classes } = found[0].task;
    fail(
      "label-single-class",
      classes.length === 1
        ? `the task "${name}" has a single class, "${classes[0]}"`
        : `the task "${name}" has no labelled trial`,
    );
  }
  const problems = found
    .filter(({ task }) => task.ties > 0)
    .map(({ task }) =>
      problem("label-tie", `task "${task.name}": ${task.ties} trials lie exactly on the threshold`),
    );
  const scale = from === "ratings" && !rule.scale ? guessedScale(columns, rule) : undefined;
  if (scale)
    problems.push(
      problem("scale-guessed", `the ratings were taken for a scale of ${scale[0]} to ${scale[1]}`),
    );
  for (const { task, labels } of usable) {
    const people = (name: string): number =>
      new Set(columns.participants.filter((_, i) => labels[i] === name)).size;
    const rare = task.classes.filter((name, i) => task.counts[i] < fewestTrials || people(name) < 2);
    if (rare.length === 0) continue;
    const shown =
      rare.length > 3 ? `${rare.length} of ${task.classes.length} classes` : `"${rare.join('", "')}"`;
    problems.push(
      problem(
        "class-rare",
        `task "${task.name}": ${shown} with fewer than ${fewestTrials} trials or two participants`,
      ),
    );
  }
  return { tasks: usable, problems };
}
