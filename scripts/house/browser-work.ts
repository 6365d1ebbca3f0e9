import {
  analyseEi,
  assemble,
  audit,
  csvBytes,
  type DrawingDocument,
  evaluateArms,
  figures,
  guessMapping,
  importStudy,
  possibleArms,
  predictedClasses,
  predictionsTable,
  type RunFolder,
  random,
  readTable,
  reportHtml,
  scoreRow,
  type Table,
  table,
  validations,
} from "../../src/index.ts";

/** What the work came to, as plain values: Node and the browser must agree on them. */
export interface Outcome {
  /** Numbers that must be equal but for the last digits. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Texts that must be equal. */
  readonly texts: readonly string[];
}

const people = 6;
const trialsEach = 8;

/** Feature table, labels and scores as somebody might have them. */
function madeTables(): { readonly features: Table; readonly scores: Table } {
  const draw = random(7);
  const rows = Array.from({ length: people * trialsEach }, (_, row) => row);
  const names = Array.from({ length: people }, (_, i) => `S${i + 1}`);
  const emotions = rows.map((row) => (row % 2 === 0 ? "calm" : "tense"));
  return {
    features: table({
      participant: rows.map((row) => names[Math.floor(row / trialsEach)]),
      trial: rows.map((row) => `t${(row % trialsEach) + 1}`),
      emotion: emotions,
      ecg_hr: rows.map((row) => 70 + (emotions[row] === "tense" ? 3 : 0) + 3 * draw.normal()),
      ecg_rmssd: rows.map(() => 40 + 5 * draw.normal()),
      face_au4: rows.map((row) => (emotions[row] === "tense" ? 0.5 : 0) + draw.normal()),
    }),
    scores: table({ participant: names, EQ: names.map((_, i) => 80 + 5 * i) }),
  };
}

/**
 * From the bytes of two CSV files to figures and a report: everything that a browser is promised.
 *
 * @param document - the browser's own, or linkedom's in Node
 */
export async function work(document: DrawingDocument): Promise<Outcome> {
  const made = madeTables();
  const sources = [
    { source: await readTable(csvBytes(made.features), "features.csv"), file: "features.csv" },
    { source: await readTable(csvBytes(made.scores), "scores.csv"), file: "scores.csv" },
  ];
  const { config } = guessMapping(sources, {
    labels: ["emotion"],
    ei: "EQ",
    ecgColumns: ["ecg_*"],
    faceColumns: ["face_*"],
  });
  const study = importStudy(sources, { ...config, simulated: true });
  const [task] = study.summary.tasks;
  const data = assemble(study.trials, study.features, task);
  const validation = validations.get("leave-one-participant-out")!;
  const folds = validation.folds(data, 1);
  const model = "logistic-regression";
  const arms = possibleArms(data);
  const fitted = evaluateArms(data, arms, model, "standard", folds, [data.labels], 1);
  const scores = arms.map((arm) => {
    const head = { arm, model, validation, subjectIndependent: true, participantsKnown: true, primary: true };
    return scoreRow(data, head, fitted.get(arm)![0], null, 1);
  });
  const joined = fitted.get("joined")![0];
  const predicted = predictedClasses(joined, data.classes.length);
  const ei = analyseEi({
    predictions: [
      {
        task: task.name,
        arm: "joined",
        model,
        primary: true,
        participant: Array.from(data.participant, (index) => data.participants[index]),
        correct: Uint8Array.from(predicted, (index, row) => (index === data.labels[row] ? 1 : 0)),
      },
    ],
    scores: new Map(data.participants.map((name, i) => [name, 80 + 5 * i])),
    score: "EQ",
    inverse: false,
    permutations: 200,
    seed: 1,
  });
  const folder: RunFolder = {
    run: {
      format: 1,
      version: "0",
      finished: true,
      seed: 1,
      configuration: {},
      inputs: [],
      environment: { node: "", platform: "", engine: "" },
      methods: [],
    },
    study: study.summary,
    scores,
    ei: ei.result,
    audit: audit({ trials: study.trials, features: study.features, tasks: study.summary.tasks }),
    trials: study.trials,
    predictions: predictionsTable(data, { arm: "joined", model, validation }, folds, joined),
  };
  const drawn = figures(folder, document);
  const marks = [...drawn.values()].reduce(
    (sum, svg) => sum + (svg.match(/<(path|circle|rect|line|text)\b/g) ?? []).length,
    0,
  );
  const byArm = scores.map(({ arm, scores: { balancedAccuracy } }): [string, number] => [
    arm,
    balancedAccuracy.value,
  ]);
  return {
    numbers: {
      trials: study.summary.trials,
      ...Object.fromEntries(byArm),
      probabilities: joined.reduce((sum, p, i) => sum + p * ((i % 7) + 1), 0),
      marks,
      page: reportHtml(folder, document).includes("<svg") ? 1 : 0,
    },
    texts: [
      ...study.summary.tasks.flatMap(({ classes }) => classes),
      ...folder.audit.findings.map(({ check, verdict }) => `${check}: ${verdict}`),
      ...[...drawn.keys()],
      JSON.stringify(ei.result?.rows.map(({ participants }) => participants.length)),
    ],
  };
}
