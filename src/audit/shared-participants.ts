import { asTexts, find } from "../table/mod.ts";
import { type Check, counted, listed, mostItems } from "./check.ts";

const info = {
  name: "shared-participants",
  title: "Participants shared between splits",
  description:
    "Looks for participants with trials in more than one of the given splits. A model that has seen a person's heart or face in training recognises the person and not the emotion, so that its score says nothing about somebody new.",
  source:
    "Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804; Kaufman et al. 2012, doi:10.1145/2382577.2382579",
} as const;

/** Whether the splits that a study came in share participants. */
export const sharedParticipants: Check = {
  info,
  run: ({ trials, participantsKnown = true }) => {
    const finding = {
      check: info.name,
      title: info.title,
      affects: "given-split",
      remedy: "",
      items: [],
    } as const;
    if (!participantsKnown) {
      return {
        ...finding,
        verdict: "not-applicable",
        summary:
          "The table does not say whose rows these are, so whether splits or folds share participants cannot be known.",
      };
    }
    const split = find(trials, "split");
    const participant = find(trials, "participant");
    const splits = split ? asTexts(split) : [];
    const names = [...new Set(splits.filter((name) => name !== null))];
    if (!participant || names.length === 0) {
      return {
        ...finding,
        verdict: "not-applicable",
        summary: "The study came without splits; leave-one-participant-out shares no participant.",
      };
    }
    if (names.length === 1) {
      return {
        ...finding,
        verdict: "not-applicable",
        summary: `All trials with a split are in one, ${names[0]}; there is nothing to share a participant with.`,
      };
    }

    const splitsOf = new Map<string, Set<string>>();
    asTexts(participant).forEach((person, row) => {
      const name = splits[row];
      if (person === null || name === null) return;
      const of = splitsOf.get(person) ?? new Set();
      splitsOf.set(person, of.add(name));
    });
    const without = splits.filter((name) => name === null).length;
    const left = without
      ? ` ${counted(without, "trial")} without a split ${without === 1 ? "was" : "were"} left out.`
      : "";
    const shared = [...splitsOf.values()].filter((of) => of.size > 1);
    if (shared.length === 0) {
      return {
        ...finding,
        verdict: "passed",
        summary: `None of ${counted(splitsOf.size, "participant")} is in more than one of the splits ${listed(names)}.${left}`,
      };
    }
    const pairs: { readonly text: string; readonly count: number }[] = [];
    names.forEach((one, i) => {
      for (const other of names.slice(i + 1)) {
        const count = shared.filter((of) => of.has(one) && of.has(other)).length;
        if (count > 0) pairs.push({ text: `${one} and ${other}: ${counted(count, "participant")}`, count });
      }
    });
    return {
      ...finding,
      verdict: "leak",
      summary: `${shared.length} of ${counted(splitsOf.size, "participant")} ${shared.length === 1 ? "is" : "are"} in more than one of the splits ${listed(names)}.${left}`,
      remedy:
        "Divide the study by participant, so that each has all trials in one split; scores by these splits count for known people only.",
      items: pairs
        .sort((a, b) => b.count - a.count)
        .slice(0, mostItems)
        .map(({ text }) => text),
    };
  },
};
