import { models, permutationScheme, stopAt } from "../learn/mod.ts";
import type { RunRecord } from "../report/mod.ts";
import type { ModelWork } from "./evaluate-model.ts";
import type { RunOptions } from "./options.ts";

/** The run in words, as a methods section would say it, with sources. */
export function methodsOf(works: readonly ModelWork[], options: RunOptions): RunRecord["methods"] {
  const validations = new Map(works.map(({ validation }) => [validation.name, validation]));
  const used = new Set(works.map(({ model }) => model));
  const arms = new Set(works.flatMap((work) => work.arms));
  const across = works.some(({ data }) => permutationScheme(data) === "across-participants");
  return [
    ...[...validations.values()].map(({ name, description }) => ({ name, text: description, source: "" })),
    {
      name: "preprocessing",
      text:
        options.normalise === "participant"
          ? "Features were standardised within each participant, which uses all rows of a test participant, without their labels; missing values then took the training rows' median."
          : "Missing values took the training rows' median; features were standardised by the training rows' mean and standard deviation.",
      source: "",
    },
    ...[...used].map((model) => {
      const { info } = models.get(model)!;
      const values = info.parameters
        .map((parameter) => `${parameter.name} = ${parameter.default}`)
        .join(", ");
      return {
        name: info.title,
        text: values ? `${info.description} (${values})` : info.description,
        source: info.source,
      };
    }),
    ...(arms.has("joined")
      ? [
          {
            name: "both, features joined",
            text: "The features of heart and face stood side by side.",
            source: "",
          },
        ]
      : []),
    ...(arms.has("mean")
      ? [
          {
            name: "both, mean of probabilities",
            text: "The class probabilities of the two single-modality models were averaged.",
            source: "Kittler, Hatef, Duin & Matas 1998, doi:10.1109/34.667881",
          },
        ]
      : []),
    {
      name: "intervals",
      text: "95 % percentile intervals of 2,000 bootstrap samples; participants were drawn with replacement, with all their trials. They describe the people and not the uncertainty of refitting.",
      source: "Efron & Tibshirani 1993, doi:10.1201/9780429246593",
    },
    ...(options.permutations > 0
      ? [
          {
            name: "permutation test",
            text: `Labels were exchanged ${across ? "across participants, all trials of a person together" : "among each participant's own trials"}, everything was fitted again, and p = (b + 1) / (m + 1) with at most ${options.permutations} permutations for the primary model and ${Math.min(options.permutations, options.otherPermutations)} for the others; a test stopped after ${stopAt} permutations that reached the score. p values of the primary model's arms were corrected together by Holm's method, those of other rows over all rows of the task.`,
            source:
              "Ojala & Garriga 2010, jmlr.org/papers/v11/ojala10a.html; Besag & Clifford 1991, doi:10.1093/biomet/78.2.301",
          },
        ]
      : []),
  ];
}
