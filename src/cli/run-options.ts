import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Arm, arms, type Normalisation, normalisations } from "../learn/mod.ts";
import { refuseForeignFolder, writeStudy } from "../node/mod.ts";
import { fail } from "../problem/mod.ts";
import {
  defaultOptions,
  importConfigured,
  type RunOptions,
  type RunOutcome,
  readConfig,
  readConfiguredTables,
  runIntoFolder,
} from "../run/mod.ts";
import type { Given, Option } from "./command.ts";
import type { Output } from "./output.ts";

/** Options of the commands that fit models. */
export const runOptions = {
  out: { value: "FOLDER", description: "The run folder to write; a folder in the study when left out." },
  task: { value: "NAMES", description: "Tasks to run, such as quadrant or valence; all when left out." },
  model: { value: "NAMES", description: "Models to compare.", default: defaultOptions.models.join(",") },
  primary: {
    value: "NAME",
    description: "The model to judge by, fixed before any score is seen.",
    default: defaultOptions.primary,
  },
  normalise: {
    value: "HOW",
    description:
      "standard: by the training rows; participant: within each participant (uses a test person's unlabelled rows).",
    default: defaultOptions.normalise,
  },
  validation: {
    value: "NAMES",
    description:
      "leave-one-participant-out (the default wherever participants are known), given-split, stratified-5-fold; the last two may not be subject-independent, and the report says so.",
  },
  permutations: {
    value: "COUNT",
    description:
      "The most permutations of the labels for each score of the primary model; 0 for none at all.",
    default: String(defaultOptions.permutations),
  },
  "other-permutations": {
    value: "COUNT",
    description: "The same for the other models, on which no verdict rests.",
    default: String(defaultOptions.otherPermutations),
  },
  seed: {
    value: "NUMBER",
    description: "Seed of everything drawn by chance.",
    default: String(defaultOptions.seed),
  },
  workers: { value: "COUNT", description: "Worker threads; as many as cores when left out." },
} as const satisfies Record<string, Option>;

/** Options of the EI analysis. */
export const eiOptions = {
  within: {
    value: "COVARIATES",
    description: "Permute EI scores within the levels of these covariates only.",
  },
  "ei-permutations": {
    value: "COUNT",
    description: "Permutations of the EI scores.",
    default: String(defaultOptions.eiPermutations),
  },
} as const satisfies Record<string, Option>;

function listOf(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** What a command line asks of a run. */
export function runOptionsOf(given: Given, wanted: Partial<RunOptions> = {}): RunOptions {
  const normalise = given.text("normalise");
  if (!normalisations.includes(normalise as Normalisation)) {
    fail("option-invalid", `--normalise takes ${normalisations.join(" or ")}, not "${normalise}"`);
  }
  return {
    ...defaultOptions,
    tasks: listOf(given.text("task")),
    models: listOf(given.text("model"))!,
    primary: given.text("primary")!,
    normalise: normalise as Normalisation,
    validations: listOf(given.text("validation")),
    permutations: given.whole("permutations", 0),
    otherPermutations: given.whole("other-permutations", 0),
    seed: given.whole("seed", 0),
    ...wanted,
  };
}

/** What a command line asks of the EI analysis. */
export function eiOptionsOf(given: Given): Pick<RunOptions, "strata" | "eiPermutations"> {
  return { strata: listOf(given.text("within")) ?? [], eiPermutations: given.whole("ei-permutations", 0) };
}

/** The arms of `--modality`. */
export function armsOf(text: string | undefined): readonly Arm[] {
  if (text === undefined) return ["ecg", "face", "joined"];
  const named = text === "both" ? "joined" : text;
  if (!arms.includes(named as Arm))
    fail("option-invalid", `--modality takes ecg, face or both, not "${text}"`);
  return [named as Arm];
}

/** The study that a command line names; tables that its `heartface.json` names are imported first, into `study`. */
export async function studyFolderOf(given: Given, output: Output): Promise<string> {
  const [folder, ...more] = given.positionals;
  if (folder === undefined) fail("option-invalid", "name the study's folder");
  if (more.length) fail("option-invalid", `one study at a time, not also "${more[0]}"`);
  const there = async (name: string): Promise<boolean> =>
    stat(join(folder, name)).then(
      () => true,
      () => false,
    );
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    fail("file-not-found", "there is no such folder", { file: folder });
  }
  if (await there("heartface.json")) {
    const config = await readConfig(join(folder, "heartface.json"));
    if (config.tables.every(({ file }) => file !== undefined)) {
      output.say("Importing the tables that heartface.json names");
      const target = join(folder, "study");
      await refuseForeignFolder(target, "study");
      const { imported } = importConfigured(await readConfiguredTables(folder, config), config);
      await writeStudy(target, imported);
      return target;
    }
  }
  if (!(await there("study.json"))) {
    fail("file-not-found", "the folder holds no study; make one with heartface import", { file: folder });
  }
  return folder;
}

/** Runs a study as a command asks, with progress. */
export async function runFromCommand(
  given: Given,
  output: Output,
  options: RunOptions,
  defaultOut: string,
): Promise<RunOutcome> {
  const study = await studyFolderOf(given, output);
  const out = given.text("out") ?? join(study, defaultOut);
  await refuseForeignFolder(out, "run");
  const workers = given.text("workers") === undefined ? {} : { workers: given.whole("workers", 1) };
  const progress = output.progress("heartface");
  try {
    const outcome = await runIntoFolder({ study, out, ...workers }, options, progress);
    if (outcome.content.study.simulated) output.show("SIMULATED DATA\n");
    return outcome;
  } finally {
    progress.finish();
  }
}
