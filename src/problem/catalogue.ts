/**
 * Every kind of problem that heartface can find in somebody's input, in one list. The message that goes with an
 * occurrence says what was found; the remedy here says what to do. `error` stops what it concerns, `warning`
 * is carried along into the report, `note` is worth knowing.
 */
export const catalogue = {
  // files
  "file-not-found": { severity: "error", remedy: "Check the path." },
  "file-empty": { severity: "error", remedy: "Export the file again; it needs a header row and data rows." },
  "file-unreadable": {
    severity: "error",
    remedy: "Open it in the program that made it and export it again.",
  },
  "file-format-unknown": { severity: "error", remedy: "Use CSV, TSV, XLSX, SPSS .sav or Parquet." },
  "file-damaged": {
    severity: "error",
    remedy: "The file ends early or is corrupt: export or copy it again.",
  },
  "file-too-large": { severity: "error", remedy: "Split the file, or save it as Parquet." },
  "sheet-not-found": { severity: "error", remedy: "Name one of the sheets with --sheet." },
  "header-duplicate": { severity: "error", remedy: "Give each column a name of its own." },
  "header-incomplete": {
    severity: "error",
    remedy: "The first row must name the columns: delete title rows above it.",
  },
  "row-ragged": { severity: "error", remedy: "Check the delimiter and the quotes around that row." },
  // cells and columns
  "text-among-numbers": {
    severity: "error",
    remedy: "Correct the cell, or leave the column out with --ignore.",
  },
  "number-inexact": { severity: "error", remedy: "Save the column as text or as floating-point numbers." },
  "column-nested": {
    severity: "error",
    remedy: "Flatten the column or leave it out when saving the file.",
  },
  "column-not-found": { severity: "error", remedy: "Name one of the file's columns." },
  "column-all-missing": { severity: "warning", remedy: "The feature is left out." },
  "column-constant": { severity: "warning", remedy: "The feature is left out." },
  "column-identifying": {
    severity: "note",
    remedy: "The column is left out, since it may tell who somebody is.",
  },
  // keys
  "participant-unknown": { severity: "error", remedy: "Name the column with --participant." },
  "participants-too-few": {
    severity: "error",
    remedy: "Subject-independent validation needs at least two participants.",
  },
  "participants-not-shared": {
    severity: "error",
    remedy: "Check that both files write their participants the same way.",
  },
  "trials-not-shared": { severity: "error", remedy: "Check the trial key with --trial." },
  "trials-partly-shared": { severity: "warning", remedy: "Only common trials are compared." },
  "key-duplicate": { severity: "error", remedy: "Name all columns that tell trials apart with --trial A,B." },
  "key-missing": { severity: "error", remedy: "Every row needs a participant and a trial." },
  "label-without-features": { severity: "warning", remedy: "These trials are not used." },
  "trial-without-value": {
    severity: "warning",
    remedy: "These trials count as not covered by the modality.",
  },
  "features-without-label": { severity: "warning", remedy: "These trials are not used." },
  // labels
  "label-unknown": {
    severity: "error",
    remedy: "Name the column with --label, or ratings with --arousal and --valence.",
  },
  "label-identifying": {
    severity: "error",
    remedy: "Rename the classes, or keep ids on purpose with --keep-ids.",
  },
  "label-conflict": { severity: "error", remedy: "A trial may carry one label only; correct the rows." },
  "label-single-class": { severity: "error", remedy: "Classification needs at least two classes." },
  "label-tie": {
    severity: "warning",
    remedy: "Ties at the threshold carry no class and are dropped from that task.",
  },
  "class-rare": {
    severity: "warning",
    remedy: "Its recall rests on next to nothing; name the class column with --label.",
  },
  "scale-guessed": { severity: "warning", remedy: "State the scale with --scale LOW-HIGH." },
  "split-unknown": {
    severity: "warning",
    remedy: "Call the splits train and test to have them scored as given.",
  },
  "class-absent-from-fold": {
    severity: "warning",
    remedy: "The model of that fold cannot predict the class; its trials count as errors.",
  },
  "rating-out-of-scale": { severity: "error", remedy: "Give the scale with --scale LOW-HIGH." },
  "ei-missing": {
    severity: "warning",
    remedy: "Participants without a score are left out of the EI analysis.",
  },
  "ei-absent": {
    severity: "warning",
    remedy: "Give the column with --ei to analyse emotional intelligence.",
  },
  "ei-too-few": {
    severity: "warning",
    remedy: "The EI analysis needs at least four participants with a score and predictions.",
  },
  "ei-constant": {
    severity: "warning",
    remedy: "Check the column; without differences in EI nothing can depend on it.",
  },
  "ei-conflict": { severity: "error", remedy: "A participant may have one score only; correct the rows." },
  "features-absent": {
    severity: "error",
    remedy: "Name feature columns with --ecg-columns or --face-columns.",
  },
  "value-not-finite": { severity: "warning", remedy: "Treated as missing." },
  // configuration and runs
  "option-invalid": { severity: "error", remedy: "See --help." },
  "config-invalid": {
    severity: "error",
    remedy: "Correct heartface.json; its schema is schema/heartface.schema.json.",
  },
  "output-in-the-way": { severity: "error", remedy: "Choose another place with --out." },
  "path-escapes": { severity: "error", remedy: "Paths must stay inside the study folder." },
  "run-incomplete": { severity: "error", remedy: "Run `heartface run` again; it goes on where it stopped." },
  "run-other-version": {
    severity: "error",
    remedy: "Run the study again with this version, into a new folder.",
  },
  "model-mismatch": {
    severity: "error",
    remedy: "Give a table with the features that the model was fitted on.",
  },
  "disk-full": {
    severity: "error",
    remedy: "Free some space and run the command again; it goes on where it stopped.",
  },
  "not-permitted": { severity: "error", remedy: "Check the rights of the folder." },
} as const satisfies Record<string, { severity: "error" | "warning" | "note"; remedy: string }>;

/** The name of a kind of problem in the {@link catalogue}. */
export type ProblemCode = keyof typeof catalogue;
