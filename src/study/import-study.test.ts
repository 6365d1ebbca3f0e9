import { describe, expect, it } from "vitest";
import { readTable } from "../formats/mod.ts";
import { InputError, describe as say } from "../problem/mod.ts";
import { find, numbers, type Table, texts } from "../table/mod.ts";
import { guessMapping } from "./guess-mapping.ts";
import { type Imported, importStudy, reshape } from "./import-study.ts";
import type { Overrides, Source } from "./source.ts";

type Files = Readonly<Record<string, string>>;

async function sourcesOf(files: Files): Promise<Source[]> {
  return Promise.all(
    Object.entries(files).map(async ([file, text]) => ({
      file,
      source: await readTable(new TextEncoder().encode(text), file),
    })),
  );
}

async function imported(files: Files, overrides: Overrides = {}, labels = {}): Promise<Imported> {
  const sources = await sourcesOf(files);
  const { config } = guessMapping(sources, overrides);
  return importStudy(sources, { ...config, labels: { ...config.labels, ...labels } });
}

async function complaint(files: Files, overrides: Overrides = {}, labels = {}): Promise<string> {
  try {
    await imported(files, overrides, labels);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map((p) => `${p.code}: ${say(p)}`).join("\n");
    throw error;
  }
  throw new Error("nothing was refused");
}

/** The value of a column in the row of a participant (as the file writes it) and a row's other cell. */
function cell(of: Imported, table: Table, person: string, trial: string, column: string): unknown {
  const name = [...of.originalIds].find(([, id]) => id === person)![0];
  const participants = texts(table, "participant");
  const trials = texts(table, "trial");
  const row = participants.findIndex((value, i) => value === name && trials[i] === trial);
  return find(table, column)?.values[row];
}

const hr = "subject,clip,hr\nann,a,60\nann,b,70\nbob,a,65\nbob,b,75\n";
const au = "subject,clip,AU12\nann,a,0.1\nann,b,0.9\nbob,a,0.2\nbob,b,0.8\n";
const labels = "subject,clip,emotion\nann,a,calm\nann,b,joy\nbob,a,calm\nbob,b,joy\n";

describe("importing tables", () => {
  it("joins a heart, a face and a label table by participant and trial", async () => {
    const study = await imported({ "hr.csv": hr, "au.csv": au, "labels.csv": labels });
    expect(study.summary.participants).toBe(2);
    expect(study.summary.trials).toBe(4);
    expect(study.summary.tasks).toEqual([
      {
        name: "emotion",
        classes: ["calm", "joy"],
        counts: [2, 2],
        rule: 'given by the column "emotion"',
        ties: 0,
        unlabelled: 0,
      },
    ]);
    expect(cell(study, study.features, "bob", "T02", "ecg.hr")).toBe(75);
    expect(cell(study, study.features, "bob", "T02", "face.AU12")).toBe(0.8);
    expect(cell(study, study.trials, "ann", "T01", "label.emotion")).toBe("calm");
  });

  it("gives participants pseudonyms and keeps no name in any output", async () => {
    const withNames = hr
      .split("\n")
      .map((line, i) =>
        line === "" ? "" : `${line},${i === 0 ? "note" : `seen with ${line.split(",")[0]}`}`,
      )
      .join("\n");
    const study = await imported({ "hr.csv": withNames, "labels.csv": labels }, { factors: ["note"] });
    const written = JSON.stringify({ ...study, originalIds: undefined });
    expect(written).not.toMatch(/ann|bob/);
    expect(study.summary.problems.map(({ code }) => code)).toContain("column-identifying");
    expect([...study.originalIds.keys()].sort()).toEqual(["P01", "P02"]);
  });

  it("takes no free text for a factor, and keeps names out of stimuli, keys and splits", async () => {
    const rows = ["Kim Minsu", "Park Jiho"].flatMap((who, i) =>
      ["calm", "joy"].map((emotion, j) => {
        const bare = who.replace(" ", "");
        return `${who},${bare}_clip${j},${emotion},${60 + 3 * i + j},mail${i}@uni.kr,likes ${who},${who.split(" ")[0]} set`;
      }),
    );
    const header = "subject,clip,emotion,hr,contact,remarks,set";
    const study = await imported({ "all.csv": [header, ...rows].join("\n") }, { factors: ["remarks"] });
    expect(JSON.stringify({ ...study, originalIds: undefined })).not.toMatch(/minsu|jiho|kim|park|uni\.kr/i);
    expect(study.summary.trials).toBe(4);
    expect(study.summary.splits).toEqual(["split 1", "split 2"]);
    expect(study.summary.factors).toEqual([]);
    expect([...study.originalIds.values()].sort()).toEqual(["Kim Minsu", "Park Jiho"]);
  });

  it("takes S01 and s01 for the same participant", async () => {
    const study = await imported({ "hr.csv": hr, "labels.csv": labels.replaceAll("ann", "ANN") });
    expect(study.summary.participants).toBe(2);
  });

  it("takes 01, 1 and 1.0 for the same participant", async () => {
    const study = await imported({
      "hr.csv": "id,clip,hr\n01,a,60\n01,b,61\n02,a,62\n02,b,63\n",
      "labels.csv": "id,clip,emotion\n1,a,x\n1,b,y\n2.0,a,x\n2.0,b,y\n",
    });
    expect(study.summary.participants).toBe(2);
    expect(study.summary.common).toEqual({ participants: 2, trials: 4 });
  });

  it("finds that a composite key is needed, and which columns make it", async () => {
    const rows = ["s,event_no,instruction,valence,hr"];
    for (const s of [1, 2])
      for (const event of [1, 2])
        for (const instruction of ["up", "down"])
          for (const valence of ["negative", "neutral"])
            rows.push(`${s},${event},${instruction},${valence},${rows.length}`);
    const study = await imported(
      { "hr.csv": rows.join("\n") },
      { participant: ["s"], labels: ["valence"], ecgColumns: ["hr"] },
    );
    expect(study.summary.key).toEqual(["event_no", "instruction", "valence"]);
    expect(study.summary.trials).toBe(16);
    expect(study.summary.factors).toEqual(["event_no", "instruction"]);
  });

  it("refuses rows with the same key and names the rows", async () => {
    const message = await complaint(
      { "hr.csv": `${hr}ann,a,99\n`, "labels.csv": labels },
      { trial: ["clip"] },
    );
    expect(message).toMatch(/^key-duplicate: hr\.csv, row 6: 1 rows have the same key \(subject, clip\)/);
    expect(message).toMatch(/row 6 and row 2/);
  });

  it("keeps window rows as windows of their trial", async () => {
    const windows = hr
      .split("\n")
      .flatMap((line, i) => (line === "" ? [] : i === 0 ? [`${line},window`] : [`${line},1`, `${line}5,2`]))
      .join("\n");
    const study = await imported({ "hr.csv": windows, "labels.csv": labels });
    expect(study.features.rowCount).toBe(8);
    expect([...numbers(study.features, "window")]).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
    expect(study.summary.coverage).toEqual([
      { modality: "ecg", participants: 2, trials: 4, windows: 8, features: ["ecg.hr"] },
    ]);
  });

  it("names row and column of a text among numbers", async () => {
    const message = await complaint({ "hr.csv": hr.replace("70", "n.d."), "labels.csv": labels });
    expect(message).toBe(
      'text-among-numbers: hr.csv, row 3, column "hr": "n.d." is not a number. Correct the cell, or leave the column out with --ignore.',
    );
  });

  it("compares modalities that cover different trials on what is common, and says how many", async () => {
    const study = await imported({
      "hr.csv": `${hr}cem,a,61\ncem,b,62\n`,
      "au.csv": au,
      "labels.csv": `${labels}cem,a,calm\ncem,b,joy\n`,
    });
    expect(study.summary.common).toEqual({ participants: 2, trials: 4 });
    const partly = study.summary.problems.find(({ code }) => code === "trials-partly-shared");
    expect(partly?.message).toContain("ecg 6 of 3 participants, face 4 of 2 participants");
  });

  it("refuses two files that share no participant", async () => {
    const other = au.replaceAll("ann", "cem").replaceAll("bob", "dan");
    const message = await complaint({ "hr.csv": hr, "au.csv": other, "labels.csv": labels });
    expect(message).toContain(
      "participants-not-shared: the ECG and the face table have no participant in common",
    );
  });

  it("counts labelled trials without features", async () => {
    const study = await imported({ "hr.csv": hr, "labels.csv": `${labels}ann,c,joy\nbob,c,joy\n` });
    const idle = study.summary.problems.find(({ code }) => code === "label-without-features");
    expect(idle?.message).toBe("2 labelled trials have no features");
    expect(study.summary.common.trials).toBe(4);
  });

  it("leaves out features without a value and constant ones, and says so", async () => {
    const study = await imported({
      "hr.csv": "subject,clip,hr,rmssd,sdnn\nann,a,60,,5\nann,b,70,NA,5\nbob,a,65,,5\nbob,b,75,,5\n",
      "labels.csv": labels,
    });
    expect(study.summary.coverage[0].features).toEqual(["ecg.hr"]);
    expect(study.summary.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["column-all-missing", "column-constant"]),
    );
  });

  it("refuses one participant, one class, and no label", async () => {
    const one = (text: string): string => text.replace(/^bob.*\n/gm, "");
    expect(await complaint({ "hr.csv": one(hr), "labels.csv": one(labels) })).toMatch(
      /^participants-too-few/,
    );
    expect(await complaint({ "hr.csv": hr, "labels.csv": labels.replaceAll("joy", "calm") })).toMatch(
      /^label-/,
    );
    expect(await complaint({ "hr.csv": hr })).toMatch(/^label-unknown/);
  });

  it("takes quadrants in any order of letters, and derives arousal and valence", async () => {
    const study = await imported({
      "hr.csv": hr,
      "labels.csv": labels.replaceAll("calm", "HVLA").replaceAll("joy", "ha-hv"),
    });
    expect(study.summary.tasks.map(({ name, classes }) => [name, classes])).toEqual([
      ["quadrant", ["HAHV", "LAHV"]],
      ["arousal", ["HA", "LA"]],
    ]);
  });

  it("makes classes from ratings at the scale's midpoint and drops ties", async () => {
    const rated = "subject,clip,arousal,valence\nann,a,2,8\nann,b,5,1\nbob,a,7,5\nbob,b,9,9\n";
    const study = await imported({ "hr.csv": hr, "ratings.csv": rated }, {}, { scale: [1, 9] });
    const tasks = Object.fromEntries(study.summary.tasks.map((task) => [task.name, task]));
    expect(tasks.arousal.ties).toBe(1);
    expect(tasks.valence.ties).toBe(1);
    expect(tasks.quadrant.ties).toBe(2);
    expect(cell(study, study.trials, "ann", "T01", "label.quadrant")).toBe("LAHV");
    expect(cell(study, study.trials, "bob", "T01", "label.arousal")).toBe("HA");
    expect(cell(study, study.trials, "bob", "T01", "label.quadrant")).toBeNull();
    expect(cell(study, study.trials, "ann", "T01", "rating.arousal")).toBe(2);
  });

  it("takes labels that a table gives by stimulus alone", async () => {
    const study = await imported({ "hr.csv": hr, "stimuli.csv": "clip,emotion\na,calm\nb,joy\n" });
    expect(study.summary.tasks[0].counts).toEqual([2, 2]);
  });

  it("takes labels by stimulus where the features call the stimulus a trial", async () => {
    const study = await imported({
      "hr.csv": hr.replace("clip", "trial"),
      "au.csv": au.replace("clip", "trial"),
      "stimuli.csv": "stimulus,quadrant\na,LALV\nb,HAHV\n",
    });
    expect(study.summary.tasks[0]).toMatchObject({ name: "quadrant", counts: [2, 2] });
  });

  it("takes groups that were made beforehand for scores of 1 and 0", async () => {
    const people = "subject,ei_group\nann,High\nbob,low\n";
    const study = await imported({ "hr.csv": hr, "labels.csv": labels, "people.csv": people });
    expect(cell(study, study.trials, "ann", "T01", "ei")).toBe(1);
    expect(cell(study, study.trials, "bob", "T01", "ei")).toBe(0);
  });

  it("refuses a column that is class and feature at once", async () => {
    const coded = "subject,clip,emotion,hr\nann,a,0,60\nann,b,1,70\nbob,a,0,65\nbob,b,1,75\n";
    const message = await complaint(
      { "all.csv": coded },
      { labels: ["emotion"], ecgColumns: ["hr", "emotion"] },
    );
    expect(message).toMatch(/^option-invalid: .*"emotion" is something else already/);
    const study = await imported({ "all.csv": coded }, { labels: ["emotion"], ecgColumns: ["hr"] });
    expect(study.summary.coverage[0].features).toEqual(["ecg.hr"]);
  });

  it("warns of a guessed scale and of classes too rare to judge", async () => {
    const rated = "subject,clip,arousal,valence\nann,a,1,7\nann,b,6,1\nbob,a,2,6\nbob,b,7,2\n";
    const study = await imported({ "hr.csv": hr, "ratings.csv": rated });
    const codes = study.summary.problems.map(({ code }) => code);
    expect(codes).toContain("scale-guessed");
    expect(codes).toContain("class-rare");
  });

  it("carries EI, its subscales and covariates from a participants table, and turns an inverse score", async () => {
    const people = "subject,TAS.20,age,sex\nann,40,22,f\nbob,55,30,m\n";
    const study = await imported({ "hr.csv": hr, "labels.csv": labels, "people.csv": people });
    expect(study.summary.ei).toEqual({ score: "TAS.20", inverse: true, subscales: [], missing: 0 });
    expect(cell(study, study.trials, "bob", "T02", "ei")).toBe(-55);
    expect(cell(study, study.trials, "ann", "T01", "covariate.age")).toBe(22);
    expect(cell(study, study.trials, "ann", "T01", "covariate.sex")).toBe("f");
  });

  it("refuses two scores for one person and two labels for one trial", async () => {
    const twice = hr.replace(
      /^(.+)$/gm,
      (line, _, at) => `${line},${at === 0 ? "ei" : line.includes("70") ? 101 : 100}`,
    );
    expect(await complaint({ "hr.csv": twice, "labels.csv": labels }, { ei: "ei" })).toMatch(
      /^ei-conflict: hr\.csv/,
    );
    const again = labels.replace("ann,a,calm", "ann,a,joy");
    expect(await complaint({ "hr.csv": hr, "labels.csv": labels, "more.csv": again })).toMatch(
      /^label-conflict/,
    );
  });

  it("keeps train and test files apart as splits, the same trial in both included", async () => {
    const one = "subject,clip,emotion,hr\nann,a,calm,60\nann,b,joy,70\nbob,a,calm,61\nbob,b,joy,71\n";
    const study = await imported({ "train.csv": one, "test.csv": one.replace("bob", "cem") });
    expect([...study.summary.splits].sort()).toEqual(["test", "train"]);
    expect(study.summary.trials).toBe(8);
  });

  it("joins a table that knows of no splits to the trials of all splits", async () => {
    const half = (who: string): string => hr.replaceAll("ann", `${who}1`).replaceAll("bob", `${who}2`);
    const everyone = ["a1", "a2", "b1", "b2"].flatMap((who) => [`${who},a,calm`, `${who},b,joy`]);
    const study = await imported({
      "hr_train.csv": half("a"),
      "hr_test.csv": half("b"),
      "labels.csv": `subject,clip,emotion\n${everyone.join("\n")}\n`,
      "test-scores.csv": "subject,ei\na1,100\na2,101\nb1,99\nb2,104\n",
    });
    expect(study.summary.trials).toBe(8);
    expect(study.summary.tasks[0].counts).toEqual([4, 4]);
    expect([...study.summary.splits].sort()).toEqual(["test", "train"]);
    expect(study.summary.ei?.missing).toBe(0);
    expect(cell(study, study.trials, "b1", "T01", "split")).toBe("test");
  });

  it("takes each row as a trial where nothing tells trials apart", async () => {
    const study = await imported({
      "all.csv": "subject,y,hr\nann,1,60\nann,1,61\nann,0,62\nbob,0,63\nbob,1,64\nbob,0,65\n",
    });
    expect(study.summary.trials).toBe(6);
    expect(study.summary.key).toEqual([]);
  });

  it("reads one file with a row a feature", async () => {
    const long =
      "subject,clip,emotion,feature,value\nann,a,calm,hr,60\nann,a,calm,rmssd,30\nann,b,joy,hr,70\nann,b,joy,rmssd,20\nbob,a,calm,hr,62\nbob,a,calm,rmssd,31\nbob,b,joy,hr,72\nbob,b,joy,rmssd,21\n";
    const [source] = await sourcesOf({ "long.csv": long });
    const pivoted = reshape(source, { long: { name: "feature", value: "value" } });
    const { config } = guessMapping([pivoted]);
    const study = importStudy([pivoted], config);
    expect(study.summary.coverage[0].features).toEqual(["ecg.hr", "ecg.rmssd"]);
    expect(cell(study, study.features, "bob", "T02", "ecg.rmssd")).toBe(21);
  });

  it("reads one file with a row a participant", async () => {
    const wide = "subject,hr_calm,hr_joy,AU12_calm,AU12_joy\nann,60,70,0.1,0.9\nbob,61,71,0.2,0.8\n";
    const [source] = await sourcesOf({ "wide.csv": wide });
    const long = reshape(source, { wide: "{feature}_{emotion}" });
    const { config } = guessMapping([long]);
    const study = importStudy([long], config);
    expect(study.summary.tasks[0]).toMatchObject({
      name: "emotion",
      classes: ["calm", "joy"],
      counts: [2, 2],
    });
    expect(study.summary.coverage.map(({ modality }) => modality)).toEqual(["ecg", "face"]);
  });

  it("keeps out a column that merely counts rows", async () => {
    const counted = hr.replace(/^(.+)$/gm, (line) => (line.startsWith("subject") ? `order,${line}` : line));
    let n = 0;
    const rows = counted
      .split("\n")
      .map((line) => (line === "" || line.startsWith("order") ? line : `${++n},${line}`))
      .join("\n");
    const study = await imported({ "hr.csv": rows, "labels.csv": labels });
    expect(study.summary.coverage[0].features).toEqual(["ecg.hr"]);
  });

  it("says which columns there are when one is named that is not", async () => {
    const message = await complaint({ "hr.csv": hr, "labels.csv": labels }, { labels: ["mood"] });
    expect(message).toBe(
      'column-not-found: no table has a column "mood"; the columns are subject, clip, hr, emotion. Name one of the file\'s columns.',
    );
  });

  it("works without participants only when told so, and then claims none", async () => {
    const rows = "clip,emotion,hr\na,calm,60\nb,joy,70\nc,calm,61\nd,joy,71\n";
    expect(await complaint({ "all.csv": rows })).toMatch(/^participant-unknown/);
    const study = await imported({ "all.csv": rows }, { participantsUnknown: true });
    expect(study.summary.participants).toBe(0);
    expect(study.summary.trials).toBe(4);
    expect(study.summary.common.participants).toBe(0);
    const split = await imported({ "train.csv": rows, "test.csv": rows }, { participantsUnknown: true });
    expect(new Set(texts(split.trials, "participant")).size).toBe(8);
  });
});
