import { z } from "zod";
import { fail } from "../problem/mod.ts";

const columnNames = z.array(z.string()).default([]);

const tableMapping = z
  .strictObject({
    file: z.string().optional().describe("Path of the table, relative to this file's folder."),
    sheet: z.string().optional().describe("XLSX: the sheet's name or 1-based number."),
    encoding: z
      .string()
      .optional()
      .describe("Text encoding, such as utf-8, utf-16le, euc-kr (CP949) or windows-1252."),
    delimiter: z.string().optional().describe("CSV: the character between columns."),
    decimal: z.enum([".", ","]).optional().describe("CSV: the decimal mark."),
    missing: z.array(z.string()).optional().describe("Further texts that stand for a missing value."),
    participant: columnNames.describe(
      "Columns that together tell participants apart; empty when the table has none.",
    ),
    trial: columnNames.describe(
      "Columns that together tell a participant's trials apart, in the same order in every table; empty for a table with one row a participant.",
    ),
    rowsAreTrials: z
      .boolean()
      .default(false)
      .describe("Each row is a trial of its own, numbered within the participant."),
    window: z
      .string()
      .optional()
      .describe('Column that numbers the windows of a trial; "row" numbers them in the file\'s order.'),
    stimulus: z.string().optional().describe("Column that names the stimulus."),
    split: z
      .string()
      .optional()
      .describe("Column that says which split a row belongs to (train, validation, test)."),
    splitName: z.string().optional().describe("The split that the whole table belongs to."),
    labels: columnNames.describe("Class columns; each becomes a task of that name."),
    arousal: z.string().optional().describe("Column of arousal ratings."),
    valence: z.string().optional().describe("Column of valence ratings."),
    ratings: columnNames.describe("Further ratings to keep; never used as features."),
    ei: z.string().optional().describe("Column of the emotional-intelligence score."),
    eiSubscales: columnNames.describe("Columns of its subscales."),
    covariates: columnNames.describe("Columns that belong to the person: age, sex, drug arm …"),
    factors: columnNames.describe("Columns that vary within the person: instruction, block, session …"),
    ecg: columnNames.describe("Columns that are features of the heart."),
    face: columnNames.describe("Columns that are features of the face."),
    long: z
      .strictObject({ name: z.string(), value: z.string() })
      .optional()
      .describe("The table has one row a feature: the columns that hold its name and its value."),
    wide: z
      .string()
      .optional()
      .describe(
        'The table has one row a participant: the pattern of its columns, such as "{feature}_{trial}".',
      ),
  })
  .describe("What the columns of one table are.");

const labelRule = z
  .strictObject({
    from: z
      .enum(["column", "ratings"])
      .optional()
      .describe(
        "Take classes from a class column, or from the ratings; a class column is preferred where there is one.",
      ),
    rule: z
      .enum(["midpoint", "threshold", "participant-mean"])
      .default("midpoint")
      .describe("Where a rating turns from low to high. A rating exactly there is a tie and is dropped."),
    scale: z
      .tuple([z.number(), z.number()])
      .optional()
      .describe("Lowest and highest possible rating; the midpoint lies between them."),
    threshold: z.number().optional().describe("The cut of the rule `threshold`."),
  })
  .describe("How ratings become classes; fixed before any score is seen.");

const schema = z.strictObject({
  $schema: z.string().optional(),
  tables: z.array(tableMapping).min(1).describe("The tables of the study."),
  labels: labelRule.prefault({}),
  eiInverse: z
    .boolean()
    .default(false)
    .describe("High values of the score mean little emotional intelligence (TAS-20)."),
  keepIds: z.boolean().default(false).describe("Keep the participants' own ids instead of pseudonyms."),
  participantsUnknown: z
    .boolean()
    .default(false)
    .describe("No column tells participants apart; scores are then labelled as not subject-independent."),
  simulated: z.boolean().default(false).describe("The data are simulated; every result will say so."),
});

/** `heartface.json`: what the columns of a study's tables are. */
export type StudyConfig = z.infer<typeof schema>;

/** What the columns of one table are. */
export type TableMapping = StudyConfig["tables"][number];

/** How ratings become classes. */
export type LabelRule = StudyConfig["labels"];

/**
 * Checks the content of a `heartface.json` and fills in the defaults.
 *
 * @param value - the parsed JSON
 * @throws InputError `config-invalid` that names the first place at fault
 */
export function parseConfig(value: unknown): StudyConfig {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue.path.length ? issue.path.map(String).join(".") : "the top level";
  return fail("config-invalid", `at ${path}: ${issue.message}`, { file: "heartface.json" });
}

/** A mapping with no role given yet. */
export function emptyMapping(): TableMapping {
  return tableMapping.parse({});
}

/** The JSON Schema of `heartface.json`, for editors. */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(schema, { io: "input" });
}
