import type { AuditResult } from "../audit/mod.ts";
import type { EiRow } from "../ei/mod.ts";
import { type Arm, arms, type ScoreRow } from "../learn/mod.ts";
import { problem } from "../problem/mod.ts";
import {
  hedgesG,
  holm,
  mean,
  median,
  percentileInterval,
  permutationP,
  type Random,
  random,
  resampleGroups,
  seedOf,
  shuffle,
  spearman,
} from "../stats/mod.ts";
import { type Column, fromColumns, table } from "../table/mod.ts";
import { type ExampleTask, type Predicted, predict, scored } from "./example-scores.ts";
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
  /** Validations; the first is the primary one. */
  readonly validations?: readonly string[];
  /** 0: no permutation test was asked for. */
  readonly permutations?: number;
  readonly ei?: boolean;
  /** What the EI score is called. */
  readonly score?: string;
  readonly leak?: boolean;
}

const valence: ExampleTask = {
  name: "valence",
  classes: ["negative", "neutral"],
  effect: { ecg: 0.25, face: 0.9, joined: 1, mean: 0.95 },
};

function eiRow(
  row: ScoreRow,
  { labels, people, predicted }: Predicted,
  score: readonly number[],
  names: readonly string[],
  by: Random,
): EiRow {
  const trials = new Float64Array(score.length);
  const right = new Float64Array(score.length);
  labels.forEach((label, i) => {
    trials[people[i]]++;
    if (label === predicted[i]) right[people[i]]++;
  });
  const accuracy = Array.from(right, (n, i) => n / trials[i]);
  const cut = median(score);
  const high = score.flatMap((one, i) => (one > cut ? [i] : []));
  const low = score.flatMap((one, i) => (one <= cut ? [i] : []));
  const values = (of: readonly number[]) => of.map((i) => accuracy[i]);
  const drawn = (of: readonly number[]) =>
    Array.from({ length: 200 }, () =>
      mean(Array.from(resampleGroups(of.length, by), (i) => accuracy[of[i]])),
    );
  const [highs, lows] = [drawn(high), drawn(low)];
  const value = mean(values(high)) - mean(values(low));
  const rho = spearman(score, accuracy);
  let [differs, correlates] = [0, 0];
  for (let i = 0; i < 199; i++) {
    const permuted = accuracy.slice();
    shuffle(permuted, by);
    const of = (who: readonly number[]) => mean(who.map((j) => permuted[j]));
    if (Math.abs(of(high) - of(low)) >= Math.abs(value)) differs++;
    if (Math.abs(spearman(score, permuted)) >= Math.abs(rho)) correlates++;
  }
  return {
    task: row.task,
    arm: row.arm,
    model: row.model,
    primary: row.primary,
    participants: score.map((ei, i) => ({
      participant: names[i],
      ei,
      group: ei > cut ? "high" : "low",
      trials: trials[i],
      accuracy: accuracy[i],
    })),
    high: { participants: high.length, accuracy: mean(values(high)), ...percentileInterval(highs) },
    low: { participants: low.length, accuracy: mean(values(low)), ...percentileInterval(lows) },
    difference: {
      value,
      ...percentileInterval(highs.map((one, i) => one - lows[i])),
      p: permutationP(differs, 199),
    },
    hedgesG: hedgesG(values(high), values(low)),
    correlation: {
      value: rho,
      low: rho - 0.3,
      high: Math.min(1, rho + 0.3),
      p: permutationP(correlates, 199),
    },
  };
}

function audit(leak: boolean): AuditResult {
  return {
    findings: [
      leak
        ? {
            check: "shared-participants",
            title: "Shared participants",
            verdict: "leak",
            summary: "12 of 24 participants are in both training and test of the given split",
            remedy: "Validate by leave-one-participant-out, or split by participant.",
            items: ["train", "test"],
          }
        : {
            check: "shared-participants",
            title: "Shared participants",
            verdict: "passed",
            summary: "No participant is in training and test of the same fold.",
            remedy: "",
            items: [],
          },
      {
        check: "duplicate-rows",
        title: "Duplicate rows across splits",
        verdict: "not-applicable",
        summary: "The study came without splits.",
        remedy: "",
        items: [],
      },
      {
        check: "class-conditional-scaling",
        title: "Class-conditional scaling",
        verdict: "warning",
        summary: "2 of 12 features have mean 0 and standard deviation 1 within every class.",
        remedy: "Ask how the table was normalised: scaling within a class gives the class away.",
        items: ["ecg.rmssd", "face.au12"],
      },
    ],
  };
}

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
    ei = true,
    score = "TAS-20",
    leak = false,
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
          const primary = model === models[0] && validation === validations[0];
          const row: ScoreRow = {
            task: task.name,
            arm,
            model,
            validation,
            subjectIndependent: validation !== "k-fold",
            primary,
            participants,
            trials: rows,
            classes: task.classes,
            pHolm: null,
            ...scored(made, task.classes.length, permutations, stream),
          };
          scores.push(row);
          parts.push(made);
          if (ei && validation === validations[0] && model !== "dummy")
            eiRows.push(eiRow(row, made, eiScores, names, stream));
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
    study: {
      format: 1,
      simulated,
      participants: participants + 1,
      trials: rows + trials,
      coverage: (["ecg", "face"] as const)
        .filter((modality) => used.some((arm) => arm === modality || arm === "joined"))
        .map((modality, i) => ({
          modality,
          participants: participants + i,
          trials: rows + i * trials,
          windows: 0,
          features:
            modality === "ecg" ? ["ecg.heart_rate", "ecg.rmssd", "ecg.sdnn"] : ["face.au04", "face.au12"],
        })),
      common: { participants, trials: rows },
      key: ["participant", "trial"],
      tasks: tasks.map(({ name, classes }) => ({
        name,
        classes,
        rule: "By the stimulus: the class that the picture was chosen for.",
        counts: classes.map((_, c) => labels.get(name)!.filter((label) => label === c).length),
        ties: 3,
        unlabelled: 0,
      })),
      ei: ei ? { score, inverse: true, subscales: [], missing: 1 } : null,
      covariates: ["group"],
      factors: ["instruction"],
      splits: [],
      problems: [
        problem("trials-partly-shared", `${trials} trials are in one modality only`),
        problem("column-constant", "the feature holds one value", {
          column: "face.au99",
          file: "secret.csv",
        }),
        ...(ei
          ? [problem("ei-missing", "1 participant has no score")]
          : [problem("ei-absent", "no score was given")]),
      ],
    },
    scores,
    ei: ei
      ? {
          score,
          inverse: true,
          rule: "High above the median of the oriented score, Low at or below it",
          cut: median(eiScores),
          participants,
          missing: 1,
          ties: 0,
          permutations: 199,
          strata: ["group"],
          rows: eiRows,
        }
      : null,
    audit: audit(leak),
    trials: table({ participant: who, trial: what }),
    predictions: predictions(scores, parts, who, what),
  };
}

function predictions(
  scores: readonly ScoreRow[],
  parts: readonly Predicted[],
  who: readonly string[],
  what: readonly string[],
) {
  const text = (name: string, of: (row: ScoreRow, made: Predicted) => readonly string[]): Column => ({
    kind: "text",
    name,
    values: scores.flatMap((row, i) => of(row, parts[i])),
  });
  const number = (name: string, of: (row: ScoreRow, made: Predicted, i: number) => number): Column => ({
    kind: "number",
    name,
    values: Float64Array.from(scores.flatMap((row, k) => who.map((_, i) => of(row, parts[k], i)))),
  });
  const same = (name: "task" | "arm" | "model" | "validation") =>
    text(name, (row) => who.map(() => row[name]));
  const classes = [...new Set(scores.flatMap((row) => row.classes))];
  return fromColumns([
    same("task"),
    text("recipe", (row) => who.map(() => `${row.arm}:${row.model}`)),
    same("arm"),
    same("model"),
    same("validation"),
    number("repeat", () => 0),
    number("fold", (_, { people }, i) => people[i]),
    number("inner_fold", () => Number.NaN),
    text("participant", () => who),
    text("trial", () => what),
    text("truth", (row, { labels }) => Array.from(labels, (label) => row.classes[label])),
    text("predicted", (row, made) => Array.from(made.predicted, (label) => row.classes[label])),
    ...classes.map((one) =>
      number(`p.${one}`, (row, { probabilities }, i) => {
        const c = row.classes.indexOf(one);
        return c < 0 ? Number.NaN : probabilities[i * row.classes.length + c];
      }),
    ),
  ]);
}
