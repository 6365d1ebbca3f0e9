import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mean, variance } from "../stats/mod.ts";
import { table } from "../table/mod.ts";
import { audit } from "./mod.ts";

const folder = new URL("../../../shared/data/affect/oxazepam/", import.meta.url);
const present = existsSync(folder);

/** The rows of one of the study's files, which quote texts and hold no comma inside them. */
function rowsOf(file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(new URL(file, folder), "utf8").trim().split(/\r?\n/);
  const names = header.split(",").map((name) => name.replaceAll('"', ""));
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => cell.replaceAll('"', ""));
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  });
}

describe.skipIf(!present)("the oxazepam study (heart rate and corrugator EMG to pictures)", () => {
  const heart = present ? rowsOf("HeartRateEventData_ER.csv") : [];
  const face = present ? rowsOf("CorrugatorEventData_ER.csv") : [];
  const keyOf = (row: Record<string, string>) =>
    ({
      participant: row.Subject,
      trial: [row.event_no, row.instruction, row.valence].join(),
    }) as const;
  const featuresOf = (rows: Record<string, string>[], prefix: string) => {
    const names = Object.keys(rows[0]).filter((name) => /^(log_|sqrt_)?(hr|emg)/.test(name));
    return table({
      participant: rows.map((row) => keyOf(row).participant),
      trial: rows.map((row) => keyOf(row).trial),
      ...Object.fromEntries(
        names.map((name) => [
          `${prefix}.${name}`,
          rows.map((row) => (row[name] === "NA" ? Number.NaN : Number(row[name]))),
        ]),
      ),
    });
  };
  const trialsOf = (rows: Record<string, string>[]) =>
    table({
      participant: rows.map((row) => keyOf(row).participant),
      trial: rows.map((row) => keyOf(row).trial),
      "label.valence": rows.map((row) => row.valence),
      "label.instruction": rows.map((row) => row.instruction),
    });
  const tasks = [{ name: "valence" }, { name: "instruction" }];

  it("is clean of scaling within classes as it was published, heart and face", () => {
    for (const [rows, prefix] of [
      [heart, "ecg"],
      [face, "face"],
    ] as const) {
      const { findings } = audit({ trials: trialsOf(rows), features: featuresOf(rows, prefix), tasks });
      expect(findings.map(({ verdict }) => verdict)).toEqual([
        "not-applicable",
        "passed",
        "passed",
        "passed",
      ]);
    }
  });

  it("is not clean any more when one of its features is standardised within classes", () => {
    const features = featuresOf(heart, "ecg");
    const columns = Object.fromEntries(features.columns.map(({ name, values }) => [name, values]));
    const values = Float64Array.from(columns["ecg.hr_mean_stimulus2"] as Float64Array);
    for (const valence of ["Negative", "Neutral"]) {
      const rows = [...heart.keys()].filter(
        (i) => heart[i].valence === valence && Number.isFinite(values[i]),
      );
      const of = rows.map((i) => values[i]);
      const [centre, deviation] = [mean(of), Math.sqrt(variance(of))];
      for (const i of rows) values[i] = (values[i] - centre) / deviation;
    }
    const { findings } = audit({
      trials: trialsOf(heart),
      features: table({ ...columns, "ecg.hr_mean_stimulus2": values } as never),
      tasks,
    });
    expect(findings[2]).toMatchObject({ verdict: "leak", items: ["ecg.hr_mean_stimulus2"] });
  });
});
