import { modalityOf, type NumberColumn } from "../table/mod.ts";
import { type AlikeInTask, alikeInTask } from "./alike-in-task.ts";
import { agreements, comparable, type Moments, momentsOf } from "./cell-moments.ts";
import { type AuditInput, type Check, counted, listed, mostItems } from "./check.ts";
import { type Cell, labelsOf, type Partition, partitionsOf, unitsOf } from "./class-cells.ts";
import type { Finding } from "./finding.ts";
import { originsOf } from "./labelled-rows.ts";
import { sameDistribution } from "./same-distribution.ts";
import { sameMoments } from "./same-moments.ts";
import { sameRange } from "./same-range.ts";
import { type ValueGrid, valueGrid } from "./value-grid.ts";

const info = {
  name: "class-conditional-scaling",
  title: "Features scaled class by class",
  description:
    "Looks for features with the same mean and the same standard deviation (or the same extremes) in every class, more exactly than chance allows, and for classes that are more alike in many features together than permuted labels make them: the signs that features were scaled within the classes, which needs the label of the very trials that are to be recognised and leaves it in the features.",
  source:
    "Kaufman et al. 2012, doi:10.1145/2382577.2382579; Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",
} as const;

/** A cell of fewer values is not judged: two values always have the same distance from their mean. */
const fewestValues = 4;
/** The cells judged must hold at least this share of a feature's labelled values. */
const coverage = 0.5;
/** A leak is called when coincidence has less than this probability, a warning below the second. */
const leakLevel = 1e-3;
const warningLevel = 0.05;
/** So many features may be the same but for their unit: k of them count as ⌈k/4⌉ coincidences. */
const alike = 4;

/**
 * Classes that differ less than these shares of what permuted labels give, with p at most {@link leakLevel}, are a leak and
 * a warning: a design that balances classes against something the features follow makes them somewhat alike as well.
 */
const ratios = { leak: 0.2, warning: 0.4 } as const;
/** Where participants are not known, nobody can say against what classes were balanced: only a trace may be left. */
const unknownRatios = { leak: 0.02, warning: 0.05 } as const;
/** Classes that differ more than this once a trend over time is taken away were alike because of the trend. */
const steadyRatio = 0.5;
/** A leak is told from so many features on. */
const fewestFeatures = 5;

const signs = ["mean and standard deviation", "extremes"] as const;

type Sign = (typeof signs)[number];

/** Features found in one task and one partition by one sign. */
interface Found {
  readonly task: string;
  readonly where: string;
  readonly sign: Sign;
  readonly features: readonly string[];
  /** Features that could be judged. */
  readonly judged: number;
  /** Probability of so many by coincidence (an upper estimate). */
  readonly chance: number;
}

interface Feature {
  readonly name: string;
  readonly values: Float64Array;
  readonly grid: ValueGrid;
}

/** Whether features were scaled within classes, which writes the label into them. */
export const classConditionalScaling: Check = {
  info,
  run: (input) => {
    const origins = originsOf(input.trials, input.features);
    const features = input.features.columns
      .filter(
        (column): column is NumberColumn => column.kind === "number" && modalityOf(column.name) !== undefined,
      )
      .map(({ name, values }): Feature => ({ name, values, grid: valueGrid(values) }));
    const participantsKnown = input.participantsKnown ?? true;
    const found = input.tasks.flatMap(({ name }) => {
      const labels = labelsOf(input.trials, name, origins);
      const units = unitsOf(labels, origins);
      return partitionsOf(labels, origins, participantsKnown).flatMap((partition) => {
        const judgeable = features.flatMap((feature) => {
          const compared = comparable(momentsOf(feature.values, partition.cells, fewestValues));
          const enough =
            compared.length > 0 && held(compared) >= coverage * finiteIn(feature.values, partition.cells);
          return enough ? [{ ...feature, compared }] : [];
        });
        return signs.map((sign) => lookFor(sign, name, partition, judgeable, units));
      });
    });
    const likeness = input.tasks.flatMap(({ name }) => {
      const alike = alikeInTask(name, features, origins, input);
      return alike ? [judgedAlike(alike, participantsKnown)] : [];
    });
    return findingOf(input, features, found, likeness);
  },
};

interface Likeness extends AlikeInTask {
  readonly verdict: "leak" | "warning" | "passed";
}

function judgedAlike(alike: AlikeInTask, participantsKnown: boolean): Likeness {
  const { p, ratio, judged } = alike;
  const most = participantsKnown ? ratios : unknownRatios;
  if (p > leakLevel || ratio > most.warning || alike.steadyRatio > steadyRatio)
    return { ...alike, verdict: "passed" };
  return { ...alike, verdict: ratio <= most.leak && judged >= fewestFeatures ? "leak" : "warning" };
}

function lookFor(
  sign: Sign,
  task: string,
  { where, cells }: Partition,
  features: readonly (Feature & { readonly compared: readonly Moments[] })[],
  units: readonly (readonly Cell[])[],
): Found {
  const names: string[] = [];
  let judged = 0;
  let expected = 0;
  let largest = 0;
  for (const { name, values, grid, compared } of features) {
    const seen = compare(sign, compared, grid);
    if (seen === null) continue;
    judged++;
    expected += seen.chance;
    largest = Math.max(largest, seen.chance);
    if (!seen.same || sameDistribution(values, cells)) continue;
    if (units.some((unit) => explains(sign, values, grid, unit))) continue;
    names.push(name);
  }
  const chance =
    sign === "extremes"
      ? binomialTail(names.length, judged, largest)
      : poissonBound(Math.ceil(names.length / alike), expected);
  return { task, where, sign, features: names, judged, chance };
}

function compare(sign: Sign, cells: readonly Moments[], grid: ValueGrid) {
  return sign === "extremes" ? sameRange(cells, grid) : sameMoments(cells, agreements(cells), grid);
}

/**
 * Whether scaling within units that have one class each explains what is seen: standardising each participant, or the
 * windows of each trial, is honest, and where the label does not vary inside it, classes come out standardised too.
 */
function explains(sign: Sign, values: Float64Array, grid: ValueGrid, unit: readonly Cell[]): boolean {
  const inUnit = new Map<number, number>();
  for (const { group } of unit) inUnit.set(group, (inUnit.get(group) ?? 0) + 1);
  const single = unit.filter(({ group }) => inUnit.get(group) === 1);
  const moments = momentsOf(values, single, 2).map((cell) => ({ ...cell, group: 0 }));
  if (moments.length < 2 || held(moments) < coverage * finiteIn(values, unit)) return false;
  return compare(sign, moments, grid)?.same ?? false;
}

function held(moments: readonly Moments[]): number {
  return moments.reduce((sum, { count }) => sum + count, 0);
}

function finiteIn(values: Float64Array, cells: readonly Cell[]): number {
  let count = 0;
  for (const { rows } of cells) for (const row of rows) if (Number.isFinite(values[row])) count++;
  return count;
}

/** Bound on the probability of k or more rare events of which `expected` are expected: expected^k / k!. */
function poissonBound(k: number, expected: number): number {
  let bound = 1;
  for (let i = 1; i <= k; i++) bound *= expected / i;
  return Math.min(1, bound);
}

/** Probability of k or more successes in n trials. */
function binomialTail(k: number, n: number, p: number): number {
  if (k === 0) return 1;
  let tail = 0;
  let term = (1 - p) ** n;
  for (let i = 0; i <= n; i++) {
    if (i >= k) tail += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return Math.min(1, tail);
}

function findingOf(
  input: AuditInput,
  features: readonly Feature[],
  found: readonly Found[],
  likeness: readonly Likeness[],
): Finding {
  const finding = { check: info.name, title: info.title, affects: "all", remedy: "", items: [] } as const;
  const tasks = input.tasks.filter(({ name }) =>
    found.some(({ task, judged }) => task === name && judged > 0),
  );
  if (features.length === 0 || tasks.length === 0) {
    return {
      ...finding,
      verdict: "not-applicable",
      summary:
        features.length === 0
          ? "There are no features."
          : `No task has two classes with ${fewestValues} values each of a feature fine enough to judge.`,
    };
  }
  const suspicious = found.filter(
    ({ features: names, chance }) => names.length > 0 && chance <= warningLevel,
  );
  const judged = Math.max(...found.map((one) => one.judged));
  const coarse = features.length - judged;
  const left =
    coarse > 0
      ? ` ${counted(coarse, "feature")} ${coarse === 1 ? "is" : "are"} constant, too coarse or too sparse to be judged one by one.`
      : "";
  // Scaling in finer cells shows in coarser ones as well: for each task only the plainest sign is told.
  const plainest = tasks.flatMap(({ name }) => {
    const of = suspicious.filter(({ task }) => task === name);
    if (of.length === 0) return [];
    return of.reduce((best, one) => (one.features.length > best.features.length ? one : best));
  });
  // Exact agreement makes classes alike, too; likeness is told where agreement does not say it all.
  const settled = new Set(suspicious.filter(({ chance }) => chance <= leakLevel).map(({ task }) => task));
  const alike = likeness.filter(({ verdict, task }) => verdict !== "passed" && !settled.has(task));
  const some = likeness.find((one) => one.judged < one.of);
  const together = some ? `${some.judged} of ${some.of} looked at together` : "together they";
  if (plainest.length === 0 && alike.length === 0) {
    return {
      ...finding,
      verdict: "passed",
      summary: `No sign that ${judged === 1 ? "the feature was" : `any of ${counted(judged, "feature")} was`} scaled class by class in ${listed(tasks.map(({ name }) => name))}: none agrees exactly between classes, and ${likeness.length > 0 ? `${together} are not markedly more alike than permuted labels make them` : "there were too few trials to compare them with permuted labels"}.${left}`,
    };
  }
  const leaks = settled.size > 0 || alike.some(({ verdict }) => verdict === "leak");
  const exact = plainest.map(
    ({ task, where, sign, features: names, judged: of }) =>
      `In the task ${task}, ${names.length} of ${counted(of, "feature")} ${names.length === 1 ? "has" : "have"} the same ${sign} ${where}`,
  );
  const exactly = exact.length
    ? `${exact.join("; ")}${settled.size > 0 ? ", which chance does not bring about" : ", which may be a coincidence"}.`
    : "";
  const items = new Set([
    ...suspicious.flatMap((one) => one.features),
    ...alike.flatMap((one) => one.features),
  ]);
  return {
    ...finding,
    verdict: leaks ? "leak" : "warning",
    summary: `${[exactly, ...alike.map(likenessText)].filter((text) => text !== "").join(" ")}${left}`,
    remedy:
      "Go back to the features before they were scaled; scale them without the label, inside the training data (heartface does so by itself).",
    items: [...items].slice(0, mostItems),
  };
}

function likenessText({ task, sign, where, ratio, p, permutations, judged, of, verdict }: Likeness): string {
  const percent = Math.max(1, Math.round(100 * ratio));
  const looked = judged < of ? ` (looked at in ${judged} of ${of} features)` : "";
  const means =
    verdict === "leak"
      ? "which is what scaling class by class leaves when rows are lost or changed afterwards"
      : "which scaling class by class leaves, but a design that balances the classes against something else may as well";
  return `In the task ${task}, ${counted(judged, "feature")} together have a ${sign} more alike ${where} than chance allows: they differ ${percent} % as much as with permuted labels (p = ${p.toPrecision(1)} from ${permutations.toLocaleString("en-US")} permutations)${looked}, ${means}.`;
}
