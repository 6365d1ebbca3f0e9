import { permutationP, type Random, shuffle } from "../stats/mod.ts";
import type { Partition } from "./class-cells.ts";
import { classDifferences, differences } from "./class-differences.ts";
import { type ClassSums, classSums, sumsEach } from "./class-sums.ts";
import type { ExchangeableUnits } from "./exchangeable-units.ts";

/** How much more alike classes are than chance makes them. */
export interface Alike {
  /** Where and in what they are most alike, such as "in every class" and "mean and standard deviation". */
  readonly where: string;
  readonly sign: string;
  /** Probability of classes as much alike, whatever the partition and sign, if labels had nothing to do with it. */
  readonly p: number;
  /** Geometric mean over features of the difference between classes, in multiples of what permutation gives. */
  readonly ratio: number;
  /** Indices of the features whose classes differ less than a fifth as much as permutation gives. */
  readonly features: readonly number[];
  readonly permutations: number;
  /** Which statistic it was, by which the same one can be asked for in other columns. */
  readonly statistic: number;
}

/** Below this share of what chance brings about, a difference counts as this: one feature must not decide. */
const floor = 1e-4;
const look = 99;
/** Permutations go on only when so few of the first reach what was observed. */
const goOn = 0.03;
const clearly = 0.2;
/** With so many features, the eighth of them in which classes are most alike is looked at alone as well. */
const many = 16;
const eighth = 8;

/** A sum over features of the logarithms of some kinds of difference. */
interface Statistic {
  readonly partition: number;
  readonly sign: string;
  readonly kinds: readonly number[];
  /** Whether only the eighth of features with the least counts. */
  readonly least: boolean;
}

const signs = [
  { sign: "mean", kinds: [0] },
  { sign: "mean and standard deviation", kinds: [0, 1] },
  { sign: "median and quartiles", kinds: [2, 3] },
] as const;

/**
 * Whether classes are more alike than chance allows: the lower tail of a permutation test. Labels that have nothing to do
 * with the features still leave classes that differ a little; scaling within classes takes that away, and most of it
 * stays away when rows are lost, doubled or blanked afterwards.
 *
 * For each partition and sign the statistic is the sum over features of log F, F being the difference between classes in
 * means, spreads, medians or quartiles; correlated features are no harm, since all are permuted together. Each statistic
 * is standardised by its permutations, and the lowest is compared with the lowest of each permutation, which pays for
 * looking at several. A first look of 99 permutations settles most tables.
 *
 * @param columns - the features, one value a row
 * @param units - rows that keep one class together, and between which classes are exchanged
 * @param groupOf - the finest group of each row
 * @param partitions - within what classes are compared; the first takes all rows together
 * @param permutations - how many to draw at most
 * @param by - where chance comes from
 * @param statistic - the one to look at; the lowest when left out
 *
 * Sources: Good 2005, Permutation, Parametric and Bootstrap Tests of Hypotheses, doi:10.1007/b138696; Westfall & Young
 * 1993, Resampling-Based Multiple Testing (the lowest of several statistics).
 */
export function alikeClasses(
  columns: readonly Float64Array[],
  units: ExchangeableUnits,
  groupOf: readonly string[],
  partitions: readonly Partition[],
  permutations: number,
  by: Random,
  statistic?: number,
): Alike | null {
  if (units.blocks.length === 0 || units.classes.length < 2 || columns.length === 0) return null;
  const sums = classSums(columns, units, groupOf);
  const coarse = partitions.map(({ cells }) => coarser(sums, cells));
  const statistics = partitions.flatMap((_, partition) =>
    signs
      // Common medians mean something only where all rows are taken together.
      .filter(({ kinds }) => partition === 0 || kinds[0] < 2)
      .flatMap((sign): Statistic[] => {
        const one = { ...sign, partition, least: false };
        return columns.length >= many ? [one, { ...one, least: true }] : [one];
      }),
  );
  const measure = measurer(sums, units.classes.length, coarse, statistics);
  const observed = measure(units.label);
  const drawn: Float64Array[] = [];
  const means = new Float64Array(observed.terms.length);
  const label = Int32Array.from(units.label);
  const order = units.blocks.map((block) => Int32Array.from(block));
  const draw = (count: number): void => {
    while (drawn.length < count) {
      order.forEach((from, b) => {
        shuffle(from, by);
        units.blocks[b].forEach((unit, i) => {
          label[unit] = units.label[from[i]];
        });
      });
      const { values, terms } = measure(label);
      drawn.push(values);
      for (let i = 0; i < terms.length; i++) means[i] += terms[i];
    }
  };
  draw(Math.min(look, permutations));
  let test = lowest(observed.values, drawn);
  if (test.p <= goOn && permutations > look) {
    draw(permutations);
    test = lowest(observed.values, drawn);
  }
  const at = statistic ?? test.statistic;
  if (at < 0) return null;
  const { partition, sign, kinds, least } = statistics[at];
  const count = least ? Math.ceil(columns.length / eighth) : columns.length;
  const ratioOf = (feature: number): number => {
    let log = 0;
    for (const kind of kinds) {
      const term = (partition * columns.length + feature) * differences.length + kind;
      log += observed.terms[term] - means[term] / drawn.length;
    }
    return Math.exp(log / kinds.length);
  };
  const expected = drawn.reduce((sum, values) => sum + values[at] / drawn.length, 0);
  return {
    where: partitions[partition].where,
    sign,
    p: test.p,
    ratio: Math.exp((observed.values[at] - expected) / (count * kinds.length)),
    features: columns.flatMap((_, feature) => (ratioOf(feature) < clearly ? [feature] : [])),
    permutations: drawn.length,
    statistic: at,
  };
}

/** The group of a partition in which each of the finest groups lies, or -1. */
function coarser({ rowOfGroup }: ClassSums, cells: Partition["cells"]) {
  const groupOfRow = new Map<number, number>();
  for (const { group, rows } of cells) for (const row of rows) groupOfRow.set(row, group);
  const of = Int32Array.from(rowOfGroup, (row) => groupOfRow.get(row) ?? -1);
  return { of, groups: of.reduce((most, group) => Math.max(most, group + 1), 0) };
}

interface Measured {
  /** One value a statistic. */
  readonly values: Float64Array;
  /** Logarithms of differences, partitions × features × kinds; overwritten by the next call. */
  readonly terms: Float64Array;
}

function measurer(
  { features, parts, unit, group, groups, sums }: ClassSums,
  classes: number,
  coarse: readonly { readonly of: Int32Array; readonly groups: number }[],
  statistics: readonly Statistic[],
): (label: Int32Array) => Measured {
  const step = features * sumsEach;
  const cells = new Float64Array(groups * classes * step);
  const together = coarse.map((one) => new Float64Array(one.groups * classes * step));
  const width = features * differences.length;
  return (label) => {
    const terms = new Float64Array(coarse.length * width);
    cells.fill(0);
    for (let part = 0; part < parts; part++) {
      const to = (group[part] * classes + label[unit[part]]) * step;
      const from = part * step;
      for (let i = 0; i < step; i++) cells[to + i] += sums[from + i];
    }
    coarse.forEach((one, k) => {
      const into = together[k].fill(0);
      for (let g = 0; g < groups; g++) {
        if (one.of[g] < 0) continue;
        const to = one.of[g] * classes * step;
        const from = g * classes * step;
        for (let i = 0; i < classes * step; i++) into[to + i] += cells[from + i];
      }
      const own = terms.subarray(k * width, (k + 1) * width);
      classDifferences(into, { groups: one.groups, classes, features }, own);
      for (let i = 0; i < width; i++) own[i] = Math.log(own[i] + floor);
    });
    const byFeature = new Float64Array(features);
    const values = Float64Array.from(statistics, ({ partition, kinds, least }) => {
      byFeature.fill(0);
      for (let feature = 0; feature < features; feature++) {
        for (const kind of kinds) {
          byFeature[feature] += terms[partition * width + feature * differences.length + kind];
        }
      }
      const chosen = least ? byFeature.sort().subarray(0, Math.ceil(features / eighth)) : byFeature;
      return chosen.reduce((sum, value) => sum + value, 0);
    });
    return { values, terms };
  };
}

/** p of the lowest standardised statistic, and which it is; -1 when none of them varies. */
function lowest(observed: Float64Array, drawn: readonly Float64Array[]) {
  const centre = new Float64Array(observed.length);
  const unit = new Float64Array(observed.length);
  const all = [observed, ...drawn];
  for (let s = 0; s < observed.length; s++) {
    for (const values of all) centre[s] += values[s] / all.length;
    for (const values of all) unit[s] += (values[s] - centre[s]) ** 2 / all.length;
    unit[s] = Math.sqrt(unit[s]);
  }
  const least = (values: Float64Array): readonly [number, number] => {
    let at = -1;
    let score = Number.POSITIVE_INFINITY;
    for (let s = 0; s < values.length; s++) {
      if (!(unit[s] > 1e-6)) continue;
      const own = (values[s] - centre[s]) / unit[s];
      if (own < score) [at, score] = [s, own];
    }
    return [at, score];
  };
  const [statistic, score] = least(observed);
  const reached = drawn.filter((values) => least(values)[1] <= score + 1e-9).length;
  return { statistic, p: permutationP(reached, drawn.length) };
}
