import type { AuditResult, Finding } from "../audit/mod.ts";
import type { Arm } from "../learn/mod.ts";
import { problem } from "../problem/mod.ts";
import type { StudySummary } from "../study/mod.ts";
import type { ExampleTask } from "./example-scores.ts";

/** What the example's study is made of. */
export interface ExampleStudy {
  readonly simulated: boolean;
  readonly unknown: boolean;
  readonly participants: number;
  readonly trials: number;
  readonly tasks: readonly ExampleTask[];
  readonly labels: ReadonlyMap<string, Int32Array>;
  readonly arms: readonly Arm[];
  /** What the EI score is called, or null without one. */
  readonly score: string | null;
  readonly splits: readonly string[];
}

/** The example's summary of its study. */
export function exampleStudy(of: ExampleStudy): StudySummary {
  const { participants, trials, unknown } = of;
  const rows = participants * trials;
  const people = (n: number): number => (unknown ? 0 : n);
  return {
    format: 1,
    simulated: of.simulated,
    participants: people(participants + 1),
    trials: rows + trials,
    coverage: (["ecg", "face"] as const)
      .filter((modality) => of.arms.some((arm) => arm === modality || arm === "joined"))
      .map((modality, i) => ({
        modality,
        participants: people(participants + i),
        trials: rows + i * trials,
        windows: 0,
        features:
          modality === "ecg" ? ["ecg.heart_rate", "ecg.rmssd", "ecg.sdnn"] : ["face.au04", "face.au12"],
      })),
    common: { participants: people(participants), trials: rows },
    key: unknown ? [] : ["participant", "trial"],
    tasks: of.tasks.map(({ name, classes }) => ({
      name,
      classes,
      rule: "By the stimulus: the class that the picture was chosen for.",
      counts: classes.map((_, c) => of.labels.get(name)!.filter((label) => label === c).length),
      ties: 3,
      unlabelled: 0,
    })),
    ei: of.score === null ? null : { score: of.score, inverse: true, subscales: [], missing: 1 },
    covariates: unknown ? [] : ["group"],
    factors: unknown ? [] : ["instruction"],
    splits: of.splits,
    problems: [
      problem("trials-partly-shared", `${trials} trials are in one modality only`),
      problem("column-constant", "the feature holds one value", { column: "face.au99", file: "secret.csv" }),
      ...(of.score === null
        ? [problem("ei-absent", "no score was given")]
        : [problem("ei-missing", "1 participant has no score")]),
    ],
  };
}

/** The example's audit, with a leak that affects so much, or without one. */
export function exampleAudit(leak: Finding["affects"] | false): AuditResult {
  return {
    findings: [
      leak === "given-split"
        ? {
            check: "shared-participants",
            title: "Shared participants",
            verdict: "leak",
            affects: "given-split",
            summary: "12 of 24 participants are in both training and test of the given split",
            remedy: "Validate by leave-one-participant-out, or split by participant.",
            items: ["train", "test"],
          }
        : {
            check: "shared-participants",
            title: "Shared participants",
            verdict: "passed",
            affects: "given-split",
            summary: "No participant is in training and test of the same fold.",
            remedy: "",
            items: [],
          },
      {
        check: "duplicate-rows",
        title: "Duplicate rows across splits",
        verdict: "not-applicable",
        affects: "all",
        summary: "The study came without splits.",
        remedy: "",
        items: [],
      },
      {
        check: "class-conditional-scaling",
        title: "Class-conditional scaling",
        verdict: leak === "all" ? "leak" : "warning",
        affects: "all",
        summary: "2 of 12 features have mean 0 and standard deviation 1 within every class.",
        remedy: "Ask how the table was normalised: scaling within a class gives the class away.",
        items: ["ecg.rmssd", "face.au12"],
      },
    ],
  };
}
