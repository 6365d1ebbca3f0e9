import { modalityOf, type NumberColumn } from "../table/mod.ts";
import { type AuditInput, type Check, counted, mostItems } from "./check.ts";
import { labelsOf } from "./class-cells.ts";
import { type ExchangeableUnits, exchangeableUnits } from "./exchangeable-units.ts";
import type { Finding } from "./finding.ts";
import { type Separation, type SeparationInput, separation } from "./label-separation.ts";
import { originsOf } from "./labelled-rows.ts";

const info = {
  name: "label-in-features",
  title: "The label among the features",
  description:
    "Looks for a feature that gives a class away by itself: a code whose few values belong to one class each, or values of the classes that do not overlap at all. The first is the label under another name; the second is rarely seen in nature and often computed from the label.",
  source:
    "Kaufman et al. 2012, doi:10.1145/2382577.2382579; Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",
} as const;

/** Coincidence must be less likely than this for all features, tasks and classes of a table together. */
const level = 1e-6;

interface Found extends Separation {
  readonly task: string;
  readonly feature: string;
  /** What is told apart: all classes, or one from the rest. */
  readonly all: boolean;
  readonly classes: number;
}

/** Whether a feature is the label under another name, or tells the classes apart too well to be true. */
export const labelInFeatures: Check = {
  info,
  run: (input) => {
    const features = input.features.columns.filter(
      (column): column is NumberColumn => column.kind === "number" && modalityOf(column.name) !== undefined,
    );
    const origins = originsOf(input.trials, input.features);
    const tasks = input.tasks.flatMap(({ name }) => {
      const labels = labelsOf(input.trials, name, origins);
      const units = exchangeableUnits(labels, origins, input.participantsKnown ?? true);
      return units.classes.length > 1 ? [{ name, views: viewsOf(units) }] : [];
    });
    const tried = features.length * tasks.reduce((sum, { views }) => sum + views.length, 0);
    // With so few trials that not even a perfect code would be beyond coincidence, nothing can be said.
    const judged = tasks.filter(({ views }) => views.some((view) => beyond(perfect(view), tried)));
    const found = features.flatMap(({ name: feature, values }) =>
      judged.flatMap(({ name: task, views }) => {
        for (const [i, view] of views.entries()) {
          const seen = separation(inView(values, view));
          if (seen && beyond(seen.logChance, tried)) {
            return [{ ...seen, task, feature, all: i === 0, classes: view.classes } satisfies Found];
          }
        }
        return [];
      }),
    );
    return findingOf(input, features.length, judged.length, found);
  },
};

/** Rows of a task with their classes: all classes, or one of them against the rest. */
interface View extends Omit<SeparationInput, "values"> {
  readonly rows: Int32Array;
}

function viewsOf({ units, label, classes }: ExchangeableUnits): readonly View[] {
  const rows = Int32Array.from(units.flat());
  const unit = Int32Array.from(units.flatMap((of, u) => of.map(() => u)));
  const view = (classOf: (c: number) => number, count: number): View => {
    const unitLabel = label.map(classOf);
    return { rows, unit, unitLabel, label: unit.map((u) => unitLabel[u]), classes: count };
  };
  const whole = view((c) => c, classes.length);
  if (classes.length === 2) return [whole];
  return [whole, ...classes.map((_, one) => view((c) => (c === one ? 1 : 0), 2))];
}

function inView(values: Float64Array, { rows, ...view }: View): SeparationInput {
  return { ...view, values: Float64Array.from(rows, (row) => values[row]) };
}

/** Logarithm of the chance of a perfect code. */
function perfect(view: View): number {
  const own = Float64Array.from(view.label);
  return separation({ ...view, values: own })?.logChance ?? 0;
}

function beyond(logChance: number, tried: number): boolean {
  return logChance + Math.log(Math.max(1, tried)) < Math.log(level);
}

function findingOf(input: AuditInput, features: number, judged: number, found: readonly Found[]): Finding {
  const finding = { check: info.name, title: info.title, affects: "all", remedy: "", items: [] } as const;
  if (features === 0 || judged === 0) {
    return {
      ...finding,
      verdict: "not-applicable",
      summary:
        features === 0
          ? "There are no features."
          : input.tasks.length === 0
            ? "There is no task."
            : "There are too few trials (or people, where each has one class) to tell a label among the features from coincidence.",
    };
  }
  if (found.length === 0) {
    return {
      ...finding,
      verdict: "passed",
      summary: `No sign that any of ${counted(features, "feature")} is a label under another name: none tells the classes apart by itself.`,
    };
  }
  const codes = found.filter(isCode);
  const names = new Set(found.map(({ feature }) => feature));
  return {
    ...finding,
    verdict: codes.length > 0 ? "leak" : "warning",
    summary:
      codes.length > 0
        ? `${counted(new Set(codes.map(({ feature }) => feature)).size, "feature")} of ${features.toLocaleString("en-US")} ${codes.length === 1 ? "holds" : "hold"} the label as a code: ${textOf(codes[0])}.`
        : `${counted(names.size, "feature")} of ${features.toLocaleString("en-US")} ${names.size === 1 ? "tells" : "tell"} the classes apart alone, too well for most measurements: ${textOf(found[0])}.`,
    remedy:
      codes.length > 0
        ? "Leave the feature out: it is the answer and not a measurement."
        : "Find out how the feature was made; leave it out if the label, the stimulus or the rating went into it.",
    items: found.slice(0, mostItems).map((one) => `${one.feature}: ${textOf(one)}`),
  };
}

/** As many values as classes, each with its own: the label itself. */
function isCode({ kind, values, classes, exceptions }: Found): boolean {
  return kind === "coded" && values === classes && exceptions === 0;
}

function textOf({ kind, values, exceptions, task, all }: Found): string {
  const but = exceptions > 0 ? `, but for ${counted(exceptions, "exception")}` : "";
  const what = all ? `one class of ${task} each` : `one class of ${task} or to the others`;
  return kind === "coded"
    ? `its ${values} values belong to ${what}${but}`
    : `the values of ${all ? `the classes of ${task}` : `one class of ${task} and of the others`} do not overlap${but}`;
}
