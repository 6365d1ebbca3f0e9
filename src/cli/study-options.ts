import type { ReadOptions } from "../formats/mod.ts";
import { fail } from "../problem/mod.ts";
import { columnMatcher, type LabelRule, type Overrides } from "../study/mod.ts";
import type { Given, Option } from "./command.ts";

/** Options that say what columns are. */
export const columnOptions = {
  participant: {
    value: "COLUMNS",
    description: 'Columns that tell participants apart, or "none" when no column does.',
  },
  trial: {
    value: "COLUMNS",
    description: 'Columns that tell a participant\'s trials apart, or "row" when each row is one.',
  },
  window: { value: "COLUMN", description: 'Column that numbers the windows of a trial, or "row".' },
  stimulus: { value: "COLUMN", description: "Column that names the stimulus." },
  split: { value: "COLUMN", description: "Column that says train, validation or test." },
  label: {
    value: "COLUMNS",
    description: "Class columns: quadrants (HAHV, HALV, LAHV, LALV) or any classes.",
  },
  arousal: { value: "COLUMN", description: "Column of arousal ratings." },
  valence: { value: "COLUMN", description: "Column of valence ratings." },
  scale: {
    value: "LOW-HIGH",
    description: "The rating scale, such as 1-9; guessed and shown when left out.",
  },
  rule: {
    value: "RULE",
    description:
      "How ratings become classes: midpoint (of the scale), participant-mean, or a number. Ties are dropped and counted. Default: midpoint.",
  },
  ratings: { value: "COLUMNS", description: "Further ratings to keep; never used as features." },
  ei: { value: "COLUMN", description: "Column of the emotional-intelligence score." },
  "ei-inverse": { description: "High scores mean little emotional intelligence, as in TAS-20." },
  "ei-subscales": { value: "COLUMNS", description: "Columns of its subscales." },
  covariates: { value: "COLUMNS", description: "Columns that belong to the person: age, sex, drug arm." },
  factors: { value: "COLUMNS", description: "Columns that vary within the person: instruction, block." },
  ignore: { value: "COLUMNS", description: "Columns to leave out." },
  "ecg-columns": {
    value: "COLUMNS",
    description: "Feature columns of the heart; here as in all columns * stands for anything.",
  },
  "face-columns": { value: "COLUMNS", description: "Feature columns of the face." },
  long: {
    value: "NAME,VALUE",
    description: "The tables have a row a feature: its name's and its value's column.",
  },
  wide: {
    value: "PATTERN",
    description: "The tables have a row a participant: how columns are named, such as {feature}_{trial}.",
  },
} as const satisfies Record<string, Option>;

/** Options that say how files are written. */
export const readOptions = {
  encoding: {
    value: "NAME",
    description: "Text encoding, such as utf-8, utf-16le, euc-kr (CP949), windows-1252.",
  },
  delimiter: { value: "CHARACTER", description: "The character between columns; tab for a tabulator." },
  decimal: { value: "MARK", description: 'The decimal mark, "." or ",".' },
  sheet: { value: "NAME", description: "XLSX: the sheet's name or number." },
  missing: { value: "TEXT", multiple: true, description: "A further text that stands for a missing value." },
} as const satisfies Record<string, Option>;

/** How files are to be read. */
export function readingOf(given: Given): ReadOptions {
  const [encoding, delimiter, decimal, sheet] = ["encoding", "delimiter", "decimal", "sheet"].map(given.text);
  if (decimal !== undefined && decimal !== "." && decimal !== ",") {
    fail("option-invalid", `--decimal takes "." or ",", not "${decimal}"`);
  }
  const missing = given.texts("missing");
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined
      ? {}
      : { delimiter: delimiter === "tab" || delimiter === "\\t" ? "\t" : delimiter }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(missing.length ? { missing } : {}),
  };
}

/** Columns named in one option: the text as a whole when a table has such a column, else its parts between commas. */
function columnsOf(
  text: string | undefined,
  headers: ReadonlySet<string>,
  expand = true,
): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (headers.has(text)) return [text];
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return [...new Set(parts)].flatMap((part) => {
    if (!expand || !part.includes("*") || headers.has(part)) return [part];
    const fitting = [...headers].filter(columnMatcher([part]));
    return fitting.length ? fitting : [part];
  });
}

/** What the user said of the columns. */
export function overridesOf(given: Given, headers: ReadonlySet<string>): Overrides {
  const columns = (name: string) => columnsOf(given.text(name), headers);
  const [window, stimulus, split, arousal, valence, ei] = [
    "window",
    "stimulus",
    "split",
    "arousal",
    "valence",
    "ei",
  ].map(given.text);
  const participant = columns("participant");
  const trial = columns("trial");
  const unknown = participant?.length === 1 && participant[0] === "none" && !headers.has("none");
  const rows = trial?.length === 1 && trial[0] === "row" && !headers.has("row");
  const optional = {
    participant: unknown ? undefined : participant,
    participantsUnknown: unknown || undefined,
    trial: rows ? undefined : trial,
    rowsAreTrials: rows || undefined,
    window,
    stimulus,
    split,
    labels: columns("label"),
    arousal,
    valence,
    ratings: columns("ratings"),
    ei,
    eiInverse: given.flag("ei-inverse") || undefined,
    eiSubscales: columns("ei-subscales"),
    covariates: columns("covariates"),
    factors: columns("factors"),
    ignore: columns("ignore"),
    ecgColumns: columnsOf(given.text("ecg-columns"), headers, false),
    faceColumns: columnsOf(given.text("face-columns"), headers, false),
  };
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Overrides;
}

/** The rule by which ratings become classes. */
export function labelRuleOf(given: Given): Partial<LabelRule> {
  const scale = given.text("scale");
  const rule = given.text("rule");
  const parts: { rule?: LabelRule["rule"]; threshold?: number; scale?: [number, number] } = {};
  if (scale !== undefined) {
    const match = /^(-?[\d.]+)(?:-|\.\.|:)(-?[\d.]+)$/.exec(scale);
    const low = Number(match?.[1]);
    const high = Number(match?.[2]);
    if (!match || !(low < high))
      fail("option-invalid", `--scale takes LOW-HIGH, such as 1-9, not "${scale}"`);
    parts.scale = [low, high];
  }
  if (rule !== undefined) {
    if (rule === "midpoint" || rule === "participant-mean") parts.rule = rule;
    else if (rule.trim() !== "" && Number.isFinite(Number(rule))) {
      parts.rule = "threshold";
      parts.threshold = Number(rule);
    } else fail("option-invalid", `--rule takes midpoint, participant-mean or a number, not "${rule}"`);
  }
  const ratings = given.text("arousal") !== undefined || given.text("valence") !== undefined;
  const from = ratings && given.text("label") === undefined ? { from: "ratings" as const } : {};
  return { ...parts, ...from };
}
