// How often a study in which there is nothing to find is said to hold something: share of p <= .05 in simulated studies
// without any effect, for each arm, and for EI. Tests that hold what they say stay at .05 or below.
//   npm run bench -- null --studies 400
// Of 24 rows one in two runs or so ends with one whose 95 % interval lies above .05 by chance alone; so that a row is
// called suspicious only where its 99.9 % interval does. Whether it is, fresh studies tell: --first 1001.
import { parseArgs } from "node:util";
import {
  datasetOf,
  labelledByPerson,
  type NullStudy,
  simulatedStudy,
  testArms,
  testEi,
} from "./null-study.ts";

const { values } = parseArgs({
  options: {
    studies: { type: "string", default: "400" },
    first: { type: "string", default: "1" },
    participants: { type: "string", default: "10" },
    stimuli: { type: "string", default: "2" },
    permutations: { type: "string", default: "99" },
    model: { type: "string", default: "logistic-regression" },
    minutes: { type: "string", default: "60" },
  },
});
const studies = Number(values.studies);
const first = Number(values.first);
const settings: NullStudy = {
  participants: Number(values.participants),
  stimuliPerQuadrant: Number(values.stimuli),
  limit: Number(values.permutations),
  model: values.model,
};
const latest = performance.now() + 60_000 * Number(values.minutes);

const found = new Map<string, number>();
let done = 0;
const count = (what: string, p: number): void => {
  found.set(what, (found.get(what) ?? 0) + (p <= 0.05 ? 1 : 0));
};
for (let seed = first; done < studies && performance.now() < latest; seed++) {
  const { participants, stimuliPerQuadrant } = settings;
  const nothing = { heartEffect: 0, faceEffect: 0, eiEffect: 0 };
  const study = simulatedStudy({ participants, stimuliPerQuadrant, seed, ...nothing });
  const data = datasetOf(study, "valence");
  const { p, probabilities } = testArms(data, settings, seed);
  const person = testArms(labelledByPerson(data, seed), settings, seed);
  for (const [labels, arms] of [
    ["label of the trial", p],
    ["label of the person", person.p],
  ] as const) {
    for (const { arm, balancedAccuracy, auc } of arms) {
      count(`${labels}, ${arm}, balanced accuracy`, balancedAccuracy);
      count(`${labels}, ${arm}, area under the curve`, auc);
    }
  }
  for (const { arm, difference, correlation } of testEi(study, data, probabilities, seed)) {
    count(`EI, ${arm}, High against Low`, difference);
    count(`EI, ${arm}, rank correlation`, correlation);
  }
  done++;
  if (done % 20 === 0) console.error(`${done} of ${studies} studies`);
}

const { participants, stimuliPerQuadrant, limit, model } = settings;
console.log(
  `${done} studies without effect, ${participants} participants x ${4 * stimuliPerQuadrant} trials, ${model}, leave-one-participant-out, at most ${limit} permutations`,
);
console.log("share of p <= .05 with its 95 % interval (Wilson)\n");
for (const [what, hits] of found) {
  const [low, high] = wilson(hits, done, 1.96);
  const suspicious = wilson(hits, done, 3.29)[0] > 0.05 ? "  SUSPICIOUS" : "";
  console.log(
    `${what.padEnd(50)} ${(hits / done).toFixed(3)}  ${low.toFixed(3)} to ${high.toFixed(3)}${suspicious}`,
  );
}

/** Interval of a share, z standard errors to each side (Wilson 1927, doi:10.1080/01621459.1927.10502953). */
function wilson(hits: number, of: number, z: number): readonly [number, number] {
  const share = hits / of;
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [middle - half, middle + half];
}
