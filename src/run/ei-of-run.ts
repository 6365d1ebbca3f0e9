import { analyseEi, type EiResult } from "../ei/mod.ts";
import { predictedClasses, tested } from "../learn/mod.ts";
import { hashOf, type StoredStudy } from "../node/mod.ts";
import { fail, type Problem } from "../problem/mod.ts";
import { participantsKnown } from "../study/mod.ts";
import { asTexts, find, numbers, prefixes, texts } from "../table/mod.ts";
import type { Cache } from "./cache.ts";
import type { ModelResult, ModelWork } from "./evaluate-model.ts";
import type { RunOptions } from "./options.ts";

/** What the EI analysis of a run starts from. */
export interface EiWork {
  readonly study: StoredStudy;
  readonly works: readonly ModelWork[];
  readonly results: readonly ModelResult[];
  readonly options: RunOptions;
}

/** One value a participant, from a column of the trials table. */
function perParticipant<T>(
  participants: readonly (string | null)[],
  values: ArrayLike<T>,
): ReadonlyMap<string, T> {
  return new Map(participants.map((participant, row) => [participant!, values[row]]));
}

/** The level of each participant in the covariates within which EI is permuted, all of them in one text. */
function strataOf({ trials }: StoredStudy, names: readonly string[]): ReadonlyMap<string, string> {
  const participants = texts(trials, "participant");
  const columns = names.map((name) => {
    const column = find(trials, `${prefixes.covariate}${name}`);
    if (!column) return fail("option-invalid", `the study has no covariate "${name}"`);
    return asTexts(column);
  });
  return perParticipant(
    participants,
    participants.map((_, row) => columns.map((column) => column[row] ?? "missing").join(", ")),
  );
}

/** Accuracy by EI, from the out-of-fold predictions of every subject-independent validation's first. */
export async function eiOf(
  { study, works, results, options }: EiWork,
  cache: Cache,
): Promise<{ readonly result: EiResult | null; readonly problems: readonly Problem[] }> {
  const { ei } = study.summary;
  if (!ei || !options.ei || !participantsKnown(study.summary)) return { result: null, problems: [] };
  const participants = texts(study.trials, "participant");
  const scores = perParticipant(participants, numbers(study.trials, "ei"));
  const judged = works.filter((work, i) => {
    const independent = (at: number): boolean => results[at].rows.every((row) => row.subjectIndependent);
    const first = works.findIndex(
      (other, j) => other.data === work.data && other.model === work.model && independent(j),
    );
    return work.model !== "dummy" && first === i;
  });
  const rows = judged.flatMap((work) => {
    const { data, arms, model } = work;
    const { probabilities } = results[works.indexOf(work)];
    return arms.map((arm) => {
      const kept = tested(data, probabilities.get(arm)!);
      const predicted = predictedClasses(kept.probabilities, data.classes.length);
      return {
        task: data.task,
        arm,
        model,
        primary: model === options.primary,
        participant: Array.from(kept.rows, (row) => data.participants[data.participant[row]]),
        correct: Uint8Array.from(predicted, (c, j) => (c === kept.labels[j] ? 1 : 0)),
      };
    });
  });
  const input = {
    predictions: rows,
    // The trials table holds the score turned so that high means much; the analysis turns it itself.
    scores: new Map([...scores].map(([name, value]) => [name, ei.inverse ? -value : value])),
    score: ei.score,
    inverse: ei.inverse,
    ...(options.strata.length
      ? { strata: strataOf(study, options.strata), strataNames: options.strata }
      : {}),
    permutations: options.eiPermutations,
    seed: options.seed,
  };
  const what = {
    kind: "ei",
    hash: study.hash,
    rows: hashOf(rows.map((row) => ({ ...row, correct: [...row.correct] }))),
    strata: options.strata,
    permutations: options.eiPermutations,
    seed: options.seed,
  };
  return cache.step(what, async () => analyseEi(input));
}
