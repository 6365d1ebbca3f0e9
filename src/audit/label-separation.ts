import { logGamma } from "../stats/mod.ts";

/** How completely a feature tells classes apart. */
export interface Separation {
  /** `coded`: few values, each of one class; `ranges`: classes whose ranges do not overlap. */
  readonly kind: "coded" | "ranges";
  /** Different values, a missing value being one for `coded`. */
  readonly values: number;
  /** Units that do not fit. */
  readonly exceptions: number;
  /** Natural logarithm of the probability (an upper bound) if units had been dealt their classes at random. */
  readonly logChance: number;
}

/** One row of a feature: its value, the class and the unit (a trial, or a person of one class) that it belongs to. */
export interface SeparationInput {
  readonly values: Float64Array;
  readonly label: Int32Array;
  readonly unit: Int32Array;
  readonly classes: number;
  /** Class of each unit. */
  readonly unitLabel: Int32Array;
}

/** One unit in a hundred may be mistaken. */
const mistaken = 0.01;
/** More values than one for so many units, or than this, are not few. */
const unitsPerValue = 4;
const mostValues = 100;
/** Long tables are first looked at in so many rows; where more than a tenth of them overlap, ranges do. */
const firstRows = 300;
const overlap = 0.1;
/** Ranges are judged when so many rows have a value. */
const coverage = 0.9;

/**
 * Whether a feature gives the classes away by itself: by a code, that is few values each of which belongs to one class, or
 * by ranges of the classes that do not overlap. One unit in a hundred may be an exception.
 *
 * Chance, if N units of n_c in each class were dealt their classes at random: of the N! / Π n_c! ways, at most C^d agree
 * with a code of d values, and C! with an order of disjoint ranges; with e exceptions, N over e times (C - 1)^e times as
 * many, and for ranges (e + 1)^(C - 1) times as many again, since the limits may move.
 *
 * @returns null when it does not
 */
export function separation(input: SeparationInput): Separation | null {
  return coded(input) ?? ranges(input);
}

function coded({ values, label, unit, classes, unitLabel }: SeparationInput): Separation | null {
  const few = Math.min(mostValues, Math.floor(unitLabel.length / unitsPerValue));
  const counts = new Map<number, Int32Array>();
  for (let row = 0; row < values.length; row++) {
    const value = Number.isFinite(values[row]) ? values[row] : Number.NaN;
    const known = counts.get(value);
    if (known) known[label[row]]++;
    else {
      if (counts.size >= few) return null;
      counts.set(value, new Int32Array(classes));
      counts.get(value)![label[row]]++;
    }
  }
  if (counts.size < classes) return null;
  const classOf = new Map(
    [...counts].map(([value, of]) => [value, of.reduce((best, n, c) => (n > of[best] ? c : best), 0)]),
  );
  if (new Set(classOf.values()).size < classes) return null;
  const wrong = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    const value = Number.isFinite(values[row]) ? values[row] : Number.NaN;
    if (classOf.get(value) !== label[row]) wrong.add(unit[row]);
  }
  if (wrong.size > mistaken * unitLabel.length) return null;
  const logChance =
    counts.size * Math.log(classes) + exceptionsChance(wrong.size, unitLabel, classes) - ways(unitLabel);
  return { kind: "coded", values: counts.size, exceptions: wrong.size, logChance };
}

function ranges({ values, label, unit, classes, unitLabel }: SeparationInput): Separation | null {
  const present = [...values.keys()].filter((row) => Number.isFinite(values[row]));
  if (present.length < coverage * values.length) return null;
  const seen = new Set(present.map((row) => unit[row]));
  const own = unitLabel.filter((_, u) => seen.has(u));
  if (new Set(own).size < classes) return null;
  const limit = mistaken * own.length;
  if (present.length > 2 * firstRows) {
    const some = Array.from(
      { length: firstRows },
      (_, i) => present[Math.floor((i * present.length) / firstRows)],
    );
    if (misplaced(some, values, label, classes, overlap * firstRows) === null) return null;
  }
  const rows = misplaced(present, values, label, classes, Number.POSITIVE_INFINITY);
  const wrong = new Set(rows?.map((row) => unit[row]));
  if (rows === null || wrong.size > limit) return null;
  const logChance =
    logGamma(classes + 1) +
    exceptionsChance(wrong.size, own, classes) +
    (classes - 1) * Math.log(wrong.size + 1) -
    ways(own);
  return {
    kind: "ranges",
    values: new Set(present.map((row) => values[row])).size,
    exceptions: wrong.size,
    logChance,
  };
}

/**
 * Rows that lie among the values of another class when sorted rows are cut into one range a class, in the order of the
 * classes' mean ranks; null when they are more than `most`, or a class is missing.
 */
function misplaced(
  rows: readonly number[],
  values: Float64Array,
  label: Int32Array,
  classes: number,
  most: number,
): readonly number[] | null {
  const order = Int32Array.from(rows).sort((a, b) => values[a] - values[b]);
  const ranks = Array.from({ length: classes }, () => ({ sum: 0, count: 0 }));
  order.forEach((row, rank) => {
    ranks[label[row]].sum += rank;
    ranks[label[row]].count++;
  });
  if (ranks.some(({ count }) => count === 0)) return null;
  const place = new Int32Array(classes);
  [...ranks.keys()]
    .sort((a, b) => ranks[a].sum / ranks[a].count - ranks[b].sum / ranks[b].count)
    .forEach((c, at) => {
      place[c] = at;
    });
  const wrong = new Set<number>();
  for (let c = 1; c < classes; c++) {
    const cut = bestCut(order, values, label, place, c);
    for (let at = 0; at < cut; at++) if (place[label[order[at]]] >= c) wrong.add(order[at]);
    for (let at = cut; at < order.length; at++) if (place[label[order[at]]] < c) wrong.add(order[at]);
    if (wrong.size > most) return null;
  }
  return [...wrong];
}

/** Where to cut sorted rows so that fewest of the classes before and after lie on the wrong side; between different values. */
function bestCut(
  order: Int32Array,
  values: Float64Array,
  label: Int32Array,
  place: Int32Array,
  c: number,
): number {
  let wrong = 0;
  for (const row of order) if (place[label[row]] < c) wrong++;
  let best = { wrong, at: 0 };
  for (let at = 0; at < order.length; at++) {
    wrong += place[label[order[at]]] < c ? -1 : 1;
    const between = at + 1 === order.length || values[order[at + 1]] > values[order[at]];
    if (between && wrong < best.wrong) best = { wrong, at: at + 1 };
  }
  return best.at;
}

/** Logarithm of the number of ways to deal the units their classes. */
function ways(unitLabel: Int32Array): number {
  const counts = new Map<number, number>();
  for (const of of unitLabel) counts.set(of, (counts.get(of) ?? 0) + 1);
  let log = logGamma(unitLabel.length + 1);
  for (const count of counts.values()) log -= logGamma(count + 1);
  return log;
}

function exceptionsChance(exceptions: number, { length }: Int32Array, classes: number): number {
  const choices = logGamma(length + 1) - logGamma(exceptions + 1) - logGamma(length - exceptions + 1);
  // Up to so many exceptions: no more than e + 1 times the most of them.
  return choices + exceptions * Math.log(classes - 1) + Math.log(exceptions + 1);
}
