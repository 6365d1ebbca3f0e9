import { type Modality, modalities, modalityOf, type NumberColumn, type Table } from "../table/mod.ts";
import { chanceMatches } from "./chance-matches.ts";
import { type Check, counted, mostItems, share } from "./check.ts";
import type { Finding } from "./finding.ts";
import { identicalRows } from "./identical-rows.ts";
import { originsOf, type RowOrigins } from "./labelled-rows.ts";
import { exactCodes, roundedCodes } from "./value-codes.ts";

const info = {
  name: "duplicate-rows",
  title: "Duplicate rows across splits or participants",
  description:
    "Looks for feature rows that are copies of one another, to six significant digits, in different splits or under different participants: a model that has learnt the one by heart is right about the other. Rows of one repeated value, and features too coarse to tell copies from coincidence, do not count.",
  source:
    "Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804; Barz & Denzler 2020, doi:10.3390/jimaging6060041",
} as const;

/** A copy is only called one when fewer pairs than this are expected to agree by coincidence. */
const coincidences = 1e-3;
/** A row says enough to be compared when so many of its features are there (or all, of fewer). */
const leastFeatures = 3;

interface Copies {
  readonly modality: Modality;
  /** Rows that could be compared. */
  readonly rows: number;
  /** Rows left out because they hold one value, or two, throughout. */
  readonly blank: number;
  /** Whether copies can be told from coincidence. */
  readonly judged: boolean;
  readonly groups: readonly (readonly number[])[];
}

/** Whether rows of features are copied across splits or participants. */
export const duplicateRows: Check = {
  info,
  run: ({ trials, features, participantsKnown = true }) => {
    const origins = originsOf(trials, features);
    const copies = modalities
      .map((modality) => copiesOf(features, modality))
      .filter(({ rows, blank }) => rows + blank > 0);
    return findingOf(copies, origins, participantsKnown);
  },
};

function copiesOf(features: Table, modality: Modality): Copies {
  const columns = features.columns
    .filter(
      (column): column is NumberColumn => column.kind === "number" && modalityOf(column.name) === modality,
    )
    .map(({ values }) => values);
  const needed = Math.min(leastFeatures, columns.length);
  const all = Array.from({ length: features.rowCount }, (_, row) => row);
  const present =
    columns.length === 0 ? [] : all.filter((row) => finiteValues(columns, row).length >= needed);
  const rows = present.filter((row) => !isBlank(finiteValues(columns, row)));
  const none = { modality, rows: rows.length, blank: present.length - rows.length, groups: [] };
  for (const [codesOf, digits] of [
    [roundedCodes, 6],
    [exactCodes, Number.POSITIVE_INFINITY],
  ] as const) {
    const groups = identicalRows(columns, codesOf, rows);
    if (groups.length === 0) return { ...none, judged: true };
    const codes = columns.map(codesOf);
    const later = new Set(groups.flatMap((group) => group.slice(1)));
    const representatives = rows.filter((row) => !later.has(row));
    const chance = chanceMatches(columns, codes, rows, representatives, digits, coincidences);
    if (chance.pairs >= coincidences || chance.fine.length === 0) continue;
    // A copy shares values that nothing else has; a row of common values only, such as a lost face, is no copy.
    const telling = Math.min(leastFeatures, chance.fine.length);
    const alone = (group: readonly number[]) =>
      chance.fine.filter((column) => {
        const code = codes[column].codes[group[0]];
        return codes[column].counts[code] === group.length && Number.isFinite(columns[column][group[0]]);
      }).length;
    return { ...none, judged: true, groups: groups.filter((group) => alone(group) >= telling) };
  }
  return { ...none, judged: false };
}

function finiteValues(columns: readonly Float64Array[], row: number): number[] {
  const values: number[] = [];
  for (const column of columns) if (Number.isFinite(column[row])) values.push(column[row]);
  return values;
}

/** Whether a row holds one value throughout (or two, of four and more): what is written where nothing was measured. */
function isBlank(values: readonly number[]): boolean {
  const distinct = new Set(values).size;
  return values.length >= 4 ? distinct <= 2 : values.length >= 2 && distinct === 1;
}

function findingOf(copies: readonly Copies[], origins: RowOrigins, participantsKnown: boolean): Finding {
  const finding = { check: info.name, title: info.title, affects: "all", remedy: "", items: [] } as const;
  if (copies.length === 0) {
    return {
      ...finding,
      verdict: "not-applicable",
      summary: "There is no row with enough features to compare.",
    };
  }
  const bySplit = origins.split.some((split) => split !== null);
  const differ = (group: readonly number[], of: readonly (string | null)[]) =>
    new Set(group.map((row) => of[row]).filter((value) => value !== null)).size > 1;
  const acrossPeople = (group: readonly number[]) => participantsKnown && differ(group, origins.participant);
  const counts = copies.map(({ modality, rows, groups }) => {
    const splits = groups.filter((group) => differ(group, origins.split));
    const people = groups.filter((group) => !splits.includes(group) && acrossPeople(group));
    const size = (of: readonly (readonly number[])[]) => of.reduce((sum, group) => sum + group.length, 0);
    const within = size(groups) - size(splits) - size(people);
    return { modality, rows, splits: size(splits), people: size(people), within };
  });
  const together = participantsKnown
    ? bySplit
      ? "the same participant and split"
      : "the same participant"
    : bySplit
      ? "the same split"
      : "the same table";
  const items = counts.flatMap(({ modality, rows, splits, people, within }) =>
    (
      [
        [splits, "another split"],
        [people, "another participant"],
        [within, together],
      ] as const
    )
      .filter(([count]) => count > 0)
      .map(
        ([count, of]) =>
          `${modality}: ${counted(count, "row")} (${share(count, rows)}) ${count === 1 ? "is a copy" : "are copies"} of a row of ${of}`,
      ),
  );
  const blank = copies.reduce((sum, one) => sum + one.blank, 0);
  const coarse = copies.filter(({ judged }) => !judged).map(({ modality }) => modality);
  const notes = [
    blank > 0 &&
      ` ${counted(blank, "row")} that ${blank === 1 ? "holds" : "hold"} hardly more than one repeated value ${blank === 1 ? "was" : "were"} left out.`,
    coarse.length > 0 &&
      ` The values of ${coarse.join(" and ")} are too coarse to tell copies from coincidence.`,
  ]
    .filter((note) => note !== false)
    .join("");
  const compared = `${counted(
    copies.reduce((sum, one) => sum + (one.judged ? one.rows : 0), 0),
    "row",
  )} compared`;

  const leaking = counts.some(({ splits, people }) => splits + people > 0);
  const listedItems = items.slice(0, mostItems);
  // Leave-one-participant-out keeps the copies within one participant on one side; where participants are not known,
  // nothing does.
  const crossing = !participantsKnown || copies.some(({ groups }) => groups.some(acrossPeople));
  if (leaking) {
    return {
      ...finding,
      verdict: "leak",
      affects: crossing ? "all" : "given-split",
      summary: `Feature rows are copied across ${counts.some(({ splits }) => splits > 0) ? "splits" : "participants"}: ${items.join("; ")}.${notes}`,
      remedy:
        "Find out how the rows were copied (files joined twice, oversampling before the split, a fill-in value for a whole row) and keep one of each.",
      items: listedItems,
    };
  }
  if (items.length > 0 && !participantsKnown) {
    return {
      ...finding,
      verdict: "leak",
      summary: `Feature rows are repeated: ${items.join("; ")}. Nothing says whose they are, so that folds drawn from the rows put copies on both sides.${notes}`,
      remedy: "Keep one of each, and name the column that says whose each row is, if there is one.",
      items: listedItems,
    };
  }
  if (items.length > 0) {
    return {
      ...finding,
      verdict: "warning",
      summary: `Feature rows are repeated within participants: ${items.join("; ")}. They stay on one side of every split by participant, yet count more than once.${notes}`,
      remedy: "Keep one of each, unless the same measurement was meant to stand in several rows.",
      items: listedItems,
    };
  }
  if (copies.every(({ judged }) => !judged)) {
    return { ...finding, verdict: "not-applicable", summary: notes.trim() };
  }
  return {
    ...finding,
    verdict: "passed",
    summary: `No row is a copy of another (${compared}).${notes}`,
  };
}
