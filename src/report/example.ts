import type { Finding } from "../audit/mod.ts";
import type { EiRow } from "../ei/mod.ts";
import { type Arm, arms, type ScoreRow } from "../learn/mod.ts";
import { holm, random, seedOf } from "../stats/mod.ts";
import { table } from "../table/mod.ts";
import { exampleEi, exampleEiRow } from "./example-ei.ts";
import { examplePredictions } from "./example-predictions.ts";
import { type ExampleTask, type Predicted, predict, scored } from "./example-scores.ts";
import { exampleAudit, exampleStudy } from "./example-study.ts";
import type { RunFolder } from "./run-folder.ts";

/** What the example run holds. */
export interface ExampleOptions {
  readonly seed?: number;
  readonly simulated?: boolean;
  readonly participants?: number;
  /** Trials of each participant. */
  readonly trials?: number;
  readonly tasks?: readonly ExampleTask[];
  readonly arms?: readonly Arm[];
  /** The first is the primary one. */
  readonly models?: readonly string[];
  readonly validations?: readonly string[];
  /** 0: no permutation test was asked for. */
  readonly permutations?: number;
  readonly ei?: boolean;
  /** What the EI score is called. */
  readonly score?: string;
  /** A leak that affects so much. */
  readonly leak?: Finding["affects"] | false;
  /** Whether the tables do not tell who is who. */
  readonly unknown?: boolean;
}

const valence: ExampleTask = {
  name: "valence",
  classes: ["negative", "neutral"],
  effect: { ecg: 0.25, face: 0.9, joined: 1, mean: 0.95 },
};

/**
 * A small run folder that is always the same, for tests and for looking at the report. All of it is simulated: its
 * scores are computed from drawn predictions, so that every number fits every other.
 */
export function exampleFolder(options: ExampleOptions = {}): RunFolder {
  const {
    seed = 1,
    simulated = true,
    participants = 24,
    trials = 24,
    tasks = [valence],
    arms: used = arms,
    models = ["svm-rbf", "logistic-regression", "random-forest", "dummy"],
    validations = ["leave-one-participant-out"],
    permutations = 299,
    ei = !options.unknown,
    score = "TAS-20",
    leak = false,
    unknown = false,
  } = options;
  const names = Array.from({ length: participants }, (_, i) => `P${String(i + 1).padStart(3, "0")}`);
  const rows = participants * trials;
  const people = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / trials));
  const who = Array.from(people, (person) => names[person]);
  const what = Array.from(people, (_, row) => `T${String((row % trials) + 1).padStart(2, "0")}`);
  const by = random(seedOf(seed, "example"));
  const eiScores = names.map((_, i) => Math.round(100 + (30 * i) / participants + 8 * by.normal()));
  const labels = new Map(
    tasks.map(({ name, classes }) => [
      name,
      Int32Array.from(people, (_, row) => (row + Math.floor(row / trials)) % classes.length),
    ]),
  );
  const scores: ScoreRow[] = [];
  const eiRows: EiRow[] = [];
  const parts: Predicted[] = [];
  for (const task of tasks) {
    const from = scores.length;
    for (const validation of validations)
      for (const arm of used)
        for (const model of models) {
          const stream = random(seedOf(seed, task.name, validation, arm, model));
          const made = predict(task, arm, model, people, labels.get(task.name)!, stream);
          const primary = model === models[0];
          const row: ScoreRow = {
            task: task.name,
            arm,
            model,
            validation,
            subjectIndependent: !unknown && validation === "leave-one-participant-out",
            primary,
            participants: unknown ? 0 : participants,
            trials: rows,
            classes: task.classes,
            pHolm: null,
            ...scored(made, task.classes.length, permutations, stream),
          };
          scores.push(row);
          parts.push(made);
          if (ei && validation === validations[0] && model !== "dummy")
            eiRows.push(exampleEiRow(row, made, eiScores, names, stream));
        }
    const tested = scores.flatMap((row, i) =>
      i >= from && row.model !== "dummy" && row.scores.balancedAccuracy.p !== null ? [i] : [],
    );
    holm(tested.map((i) => scores[i].scores.balancedAccuracy.p!)).forEach((pHolm, k) => {
      scores[tested[k]] = { ...scores[tested[k]], pHolm };
    });
  }
  return {
    run: {
      format: 1,
      version: "0.0.0",
      finished: true,
      seed,
      configuration: { validation: validations[0], models, permutations, primary: models[0] },
      inputs: ["0f343b0931126a20f133d67c2b018a3b4d5c6e7f8091a2b3c4d5e6f708192a3b"],
      environment: { node: "20.19.0", platform: "linux x64", engine: "local" },
      methods: [
        {
          name: "Validation",
          text: "Leave-one-participant-out; missing values replaced by the median and features standardised, both fitted on the training participants of each fold.",
          source: "Varoquaux 2018, doi:10.1016/j.neuroimage.2017.06.061",
        },
        {
          name: "svm-rbf",
          text: "A support vector machine with a radial basis function kernel and balanced class weights.",
          source: "Cortes & Vapnik 1995, doi:10.1007/BF00994018",
        },
      ],
    },
    study: exampleStudy({
      simulated,
      unknown,
      participants,
      trials,
      tasks,
      labels,
      arms: used,
      score: ei ? score : null,
      splits: validations.includes("given-split") ? ["train", "test"] : [],
    }),
    scores,
    ei: ei ? exampleEi(score, eiScores, eiRows) : null,
    audit: exampleAudit(leak),
    trials: table({ participant: who, trial: what }),
    predictions: examplePredictions(scores, parts, who, what),
  };
}
