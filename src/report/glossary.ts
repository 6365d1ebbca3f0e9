import type { Metric } from "../learn/mod.ts";
import { type Html, html, withDoiLinks } from "./html.ts";
import { tryOutBelow } from "./verdict.ts";

interface Term {
  readonly key: Metric | "interval" | "permuted" | "p" | "holm" | "hedges" | "spearman" | "independent";
  readonly title: string;
  readonly text: string;
}

const terms: readonly Term[] = [
  {
    key: "balancedAccuracy",
    title: "Balanced accuracy",
    text: "Mean over the classes that occur of the share of their trials that were told right (mean recall). Chance is 1 / number of classes, however many trials each class has. Brodersen et al. 2010, doi:10.1109/ICPR.2010.764.",
  },
  {
    key: "accuracy",
    title: "Accuracy",
    text: "Share of all trials that were told right. With classes of unequal size, always naming the largest one scores its share, so chance stands beside each value. How far from chance a value must lie depends on the number of trials: Combrisson & Jerbi 2015, doi:10.1016/j.jneumeth.2015.01.010.",
  },
  {
    key: "macroF1",
    title: "Macro F1",
    text: "Mean over the classes of the harmonic mean of precision and recall. Chance is that of guessing in proportion to classes of equal size, 1 / number of classes. Opitz & Burst 2019, arXiv 1911.03347.",
  },
  {
    key: "auc",
    title: "AUC",
    text: "Area under the receiver operating characteristic: how often a trial of a class is given a higher probability of it than a trial of another class, ties counting half; with more than two classes the mean of each against the rest. Chance, 50 %, is nominal: pooled over the folds of leave-one-participant-out, a model without any information comes out below it wherever people differ in how often each class occurs, since a class that is frequent in the person left out is rarer in the training. The permuted value is the one to compare with. Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747; Parker et al. 2007, doi:10.1186/1471-2105-8-326.",
  },
  {
    key: "interval",
    title: "95 % interval",
    text: `Percentile interval of a bootstrap that draws participants, not trials, with replacement: trials of one person are not independent of one another. Where participants are unknown, trials are drawn, and the interval may be too narrow. With fewer than ${tryOutBelow} participants this report calls a verdict a try-out, which is its own convention. Efron & Tibshirani 1993.`,
  },
  {
    key: "permuted",
    title: "Permuted",
    text: "Mean of the metric over all permutations of the labels that were drawn: what the very same procedure, folds and fitting included, reaches when features and labels have nothing to do with each other. Where it differs from chance, it is the one to compare with.",
  },
  {
    key: "p",
    title: "p",
    text: "Share of permutations that reached the observed value, (b + 1) / (m + 1). Labels are permuted among each participant’s own trials, or across participants where each has one label only; drawing may stop early once p is clearly large (Besag & Clifford 1991, doi:10.1093/biomet/78.2.301), and p cannot be smaller than 1 / (m + 1). Ojala & Garriga 2010, Journal of Machine Learning Research 11, 1833–1863; Phipson & Smyth 2010, doi:10.2202/1544-6115.1585.",
  },
  {
    key: "holm",
    title: "Holm p",
    text: "p of the balanced accuracy, corrected for looking several times: for the model fixed beforehand over its own arms, for any other over all rows of the task that are not a dummy. Holm 1979, Scandinavian Journal of Statistics 6, 65–70.",
  },
  {
    key: "hedges",
    title: "Hedges g",
    text: "Difference of the group means in units of their pooled standard deviation, corrected for small samples. Chance is 0. Hedges 1981, doi:10.3102/10769986006002107.",
  },
  {
    key: "spearman",
    title: "Spearman’s ρ",
    text: "Correlation of the ranks of accuracy and EI score over participants. Chance is 0; EI scores are permuted across participants for its p. Spearman 1904, doi:10.2307/1412159.",
  },
  {
    key: "independent",
    title: "Leave-one-participant-out",
    text: "Every trial is predicted by a model that was fitted without any trial of its participant: a score then speaks of people the model has never seen. Varoquaux 2018, doi:10.1016/j.neuroimage.2017.06.061.",
  },
];

/** The number under which a term stands in the glossary. */
export function termNumber(key: Term["key"]): number {
  return terms.findIndex((term) => term.key === key) + 1;
}

/** What each metric is, what chance is for it, and where it comes from. */
export function glossary(): Html {
  return html`<dl>${terms.map(
    ({ title, text }, i) =>
      html`<div id="term-${i + 1}"><dt>${i + 1}. ${title}</dt><dd>${withDoiLinks(text)}</dd></div>`,
  )}</dl>
`;
}
