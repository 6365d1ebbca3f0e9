import {
  type Arm,
  analyseEi,
  assemble,
  continuePermutationTest,
  type Dataset,
  type EiPredictions,
  evaluate,
  evaluateArms,
  guessMapping,
  importStudy,
  isDecided,
  leaveOneParticipantOut,
  numbers,
  type PermutationTest,
  permuteLabels,
  possibleArms,
  predictedClasses,
  random,
  type Source,
  type Study,
  seedOf,
  shuffle,
  simulateTables,
  startPermutationTest,
  type TableSimulation,
  texts,
} from "../src/index.ts";

/** Permutations that are fitted at a time. */
const chunk = 10;

/** p values of one arm. */
export interface ArmP {
  readonly arm: Arm;
  readonly balancedAccuracy: number;
  readonly auc: number;
}

/** How a study without any effect is judged. */
export interface NullStudy {
  readonly participants: number;
  readonly stimuliPerQuadrant: number;
  /** The most permutations. */
  readonly limit: number;
  readonly model: string;
}

/** A simulated study, imported as a user's tables would be. */
export function simulatedStudy(options: Partial<TableSimulation>): Study {
  const sources = Object.entries(simulateTables(options)).map(
    ([file, table]): Source => ({
      file,
      source: {
        table,
        fileRow: Int32Array.from({ length: table.rowCount }, (_, row) => row + 2),
        format: "csv",
        notes: [],
        valueLabels: new Map(),
      },
    }),
  );
  return importStudy(sources, { ...guessMapping(sources).config, simulated: true });
}

/** One of a study's tasks. */
export function datasetOf({ trials, features, summary }: Study, name: string): Dataset {
  const task = summary.tasks.find((other) => other.name === name);
  if (!task) throw new RangeError(`the study has no task "${name}"`);
  return assemble(trials, features, task);
}

/** The dataset with a class for each person instead of one for each trial; half of the people get either class. */
export function labelledByPerson(data: Dataset, seed: number): Dataset {
  const own = Int32Array.from(data.participants, (_, person) => person % 2);
  shuffle(own, random(seedOf(seed, "label of the person")));
  return { ...data, classes: ["A", "B"], labels: data.participant.map((person) => own[person]) };
}

/** The permutation test of every arm of a dataset, with the out-of-fold probabilities under the true labels. */
export function testArms(
  data: Dataset,
  { model, limit }: Pick<NullStudy, "model" | "limit">,
  seed: number,
): { readonly p: readonly ArmP[]; readonly probabilities: ReadonlyMap<Arm, Float64Array> } {
  const arms = possibleArms(data);
  const folds = leaveOneParticipantOut.folds(data, seed);
  const classes = data.classes.length;
  const fit = (from: number, to: number) => {
    const labellings = Array.from({ length: to - from }, (_, i) => permuteLabels(data, seed, from + i));
    const fitted = evaluateArms(data, arms, model, "standard", folds, labellings, seed);
    return { labellings, fitted };
  };
  const observed = fit(0, 1).fitted;
  const probabilities = new Map(arms.map((arm) => [arm, observed.get(arm)![0]]));
  const tests = new Map(
    arms.map((arm): [Arm, PermutationTest] => {
      const values = evaluate(data.labels, probabilities.get(arm)!, classes);
      return [arm, startPermutationTest(values, limit)];
    }),
  );
  for (let from = 1; from <= limit && ![...tests.values()].every(isDecided); from += chunk) {
    const { labellings, fitted } = fit(from, Math.min(from + chunk, limit + 1));
    for (const arm of arms) {
      const values = fitted.get(arm)!.map((own, i) => evaluate(labellings[i], own, classes));
      tests.set(arm, continuePermutationTest(tests.get(arm)!, values));
    }
  }
  const p = arms.map((arm): ArmP => {
    const { balancedAccuracy, auc } = tests.get(arm)!.states;
    return { arm, balancedAccuracy: balancedAccuracy.p, auc: auc.p };
  });
  return { p, probabilities };
}

/** p values of the EI analysis of every arm: accuracy of High against Low, and its correlation with the score. */
export function testEi(
  study: Study,
  data: Dataset,
  probabilities: ReadonlyMap<Arm, Float64Array>,
  seed: number,
): readonly { readonly arm: string; readonly difference: number; readonly correlation: number }[] {
  const people = texts(study.trials, "participant") as readonly string[];
  const ei = numbers(study.trials, "ei");
  const participant = Array.from(data.participant, (index) => data.participants[index]);
  const predictions = [...probabilities].map(([arm, own]): EiPredictions => {
    const predicted = predictedClasses(own, data.classes.length);
    const correct = Array.from(predicted, (label, row) => label === data.labels[row]);
    return { task: data.task, arm, model: "", primary: true, participant, correct };
  });
  const scores = new Map(people.map((name, row) => [name, ei[row]]));
  const settings = { score: "ei", inverse: false, permutations: 999, bootstrap: 1, seed };
  const { result } = analyseEi({ predictions, scores, ...settings });
  return result!.rows.map(({ arm, difference, correlation }) => ({
    arm,
    difference: difference?.p ?? 1,
    correlation: correlation?.p ?? 1,
  }));
}
