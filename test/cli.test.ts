import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { csvBytes } from "../src/formats/mod.ts";
import { simulateTables } from "../src/simulate/mod.ts";

const root = new URL("..", import.meta.url).pathname;
const program = join(root, "bin", "heartface.js");
const built = existsSync(join(root, "dist", "cli.js"));
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "heartface-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function heartface(args: readonly string[], cwd: string): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

/** All files below a folder with their content. */
function everyFile(folder: string): readonly (readonly [name: string, text: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, "latin1")];
    });
}

/** A small simulated study's tables, with participants named as in a lab's own files. */
function writeTables(folder: string, participants = 6): void {
  const tables = simulateTables({ participants, stimuliPerQuadrant: 2, seed: 3 });
  mkdirSync(folder, { recursive: true });
  for (const [name, table] of Object.entries(tables)) {
    const text = new TextDecoder().decode(csvBytes(table)).replaceAll(/\bS(\d\d)\b/g, "Minsu Kim $1");
    writeFileSync(join(folder, name), text);
  }
}

const quick = ["--permutations", "20", "--other-permutations", "0", "--ei-permutations", "100"];

describe.skipIf(!built)("the command line", () => {
  it.each(["import", "run", "classify", "fuse", "ei", "audit", "report", "predict"])(
    "explains %s, with examples",
    (name) => {
      const { code, out } = heartface([name, "--help"], root);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^heartface ${name}: .+\\n\\nUsage: heartface ${name} `));
      expect(out).toMatch(/Examples:\n {2}# .+\n {2}heartface /);
      expect(out).toContain("--json");
    },
  );

  it("refuses what it does not know, with exit code 2 and one sentence", () => {
    expect(heartface(["fly"], root)).toMatchObject({
      code: 2,
      err: 'There is no command "fly". See heartface --help.\n',
    });
    const { code, err } = heartface(["run", "study", "--colour"], root);
    expect(code).toBe(2);
    expect(err).toBe("Unknown option '--colour'; see heartface run --help. See --help.\n");
  });

  it("goes from tables to a report, does nothing twice, and shows nobody's name", () => {
    const folder = newFolder();
    writeTables(join(folder, "tables"));
    const files = ["hrv.csv", "action-units.csv", "labels.csv", "participants.csv"].map((name) =>
      join("tables", name),
    );
    const imported = heartface(
      ["import", ...files, "--simulated", "--out", "study", "--key", "key.csv"],
      folder,
    );
    expect(imported.err).toContain("participant     subject");
    expect(imported.code).toBe(0);
    const first = heartface(["run", "study", ...quick, "--json"], folder);
    expect(first.code).toBe(0);
    const result = JSON.parse(first.out);
    expect(result.stepsRun).toBeGreaterThan(20);
    expect(result.scores.filter((row: { primary: boolean }) => row.primary)).toHaveLength(12);
    const before = everyFile(join(folder, "study", "run"));
    const second = heartface(["run", "study", ...quick, "--json"], folder);
    expect(JSON.parse(second.out).stepsRun).toBe(0);
    expect(everyFile(join(folder, "study", "run"))).toEqual(before);
    for (const [name, text] of everyFile(join(folder, "study"))) {
      expect([name, /minsu|kim|hrv\.csv|action-units\.csv|tables\//i.exec(text)?.[0]]).toEqual([
        name,
        undefined,
      ]);
    }
    expect(readFileSync(join(folder, "key.csv"), "utf8")).toContain("Minsu Kim 01");
    expect(`${first.out}${first.err}${imported.out}`).not.toMatch(/minsu/i);
    const names = before.map(([name]) => name);
    for (const expected of [
      "run.json",
      "leaderboard.csv",
      "ei.json",
      "audit.json",
      "report.html",
      "predictions.parquet",
    ]) {
      expect(names).toContain(expected);
    }
    expect(names.some((name) => name.startsWith("figures/") && name.endsWith(".svg"))).toBe(true);
    expect(readFileSync(join(folder, "study", "run", "report.html"), "utf8")).toMatch(/simulated/i);

    // The report comes from the run folder alone, and is the same.
    rmSync(join(folder, "study", "trials.parquet"));
    const report = readFileSync(join(folder, "study", "run", "report.html"), "utf8");
    rmSync(join(folder, "study", "run", "report.html"));
    expect(heartface(["report", join("study", "run")], folder).code).toBe(0);
    expect(readFileSync(join(folder, "study", "run", "report.html"), "utf8")).toBe(report);

    const forecast = heartface(
      ["predict", "study/run", ...files.slice(0, 2), "--keep-ids", "--out", "new.csv"],
      folder,
    );
    expect(forecast.code).toBe(0);
    const lines = readFileSync(join(folder, "new.csv"), "utf8").trim().split("\n");
    expect(lines[0]).toBe("participant,trial,predicted,p.HAHV,p.HALV,p.LAHV,p.LALV");
    expect(lines).toHaveLength(1 + 6 * 8);
    expect(lines[1]).toMatch(/^Minsu Kim 01,/);
  }, 120_000);

  it("imports and runs what a folder's heartface.json names, leaving the tables as they are", () => {
    const folder = newFolder();
    writeTables(join(folder, "lab"));
    const before = everyFile(join(folder, "lab"));
    const key = { participant: ["subject"], trial: ["stimulus"] };
    const tables = [
      { file: "hrv.csv", ...key, ecg: ["hr_*", "ln_*"] },
      { file: "labels.csv", ...key, labels: ["quadrant"] },
    ];
    writeFileSync(join(folder, "lab", "heartface.json"), JSON.stringify({ tables }));
    const { code, out } = heartface(["run", "lab", "--permutations", "0", "--json"], folder);
    expect(code).toBe(0);
    expect(JSON.parse(out).report).toBe(join("lab", "study", "run", "report.html"));
    for (const [name, text] of before) expect(readFileSync(join(folder, "lab", name), "latin1")).toBe(text);
  }, 60_000);

  it("runs each kind of experiment by itself", () => {
    const folder = newFolder();
    writeTables(folder);
    heartface(
      ["import", "hrv.csv", "action-units.csv", "labels.csv", "participants.csv", "--out", "study"],
      folder,
    );
    const options = ["--task", "valence", "--model", "logistic-regression", "--permutations", "0", "--json"];
    const classify = heartface(["classify", "study", "--modality", "face", ...options], folder);
    expect(JSON.parse(classify.out).scores.map((row: { arm: string }) => row.arm)).toEqual(["face", "face"]);
    const fuse = heartface(["fuse", "study", ...options], folder);
    expect(JSON.parse(fuse.out).scores.map((row: { arm: string }) => row.arm)).toEqual([
      "ecg",
      "face",
      "joined",
      "mean",
      "mean",
    ]);
    const ei = heartface(["ei", "study", ...options, "--within", "sex", "--ei-permutations", "50"], folder);
    expect(JSON.parse(ei.out).ei).toMatchObject({ score: "ei_total", strata: ["sex"], participants: 6 });
    const audit = heartface(["audit", "study", "--json"], folder);
    expect(JSON.parse(audit.out).findings.map(({ check }: { check: string }) => check)).toEqual([
      "shared-participants",
      "duplicate-rows",
      "class-conditional-scaling",
      "label-in-features",
    ]);
  }, 60_000);

  it("takes up an interrupted run where it stopped, to the same result", async () => {
    const folder = newFolder();
    writeTables(folder, 8);
    heartface(
      ["import", "hrv.csv", "action-units.csv", "labels.csv", "participants.csv", "--out", "study"],
      folder,
    );
    const options = [
      "run",
      "study",
      "--permutations",
      "200",
      "--other-permutations",
      "40",
      "--task",
      "quadrant",
    ];
    const child = spawn(process.execPath, [program, ...options, "--out", "stopped"], {
      cwd: folder,
      stdio: "ignore",
    });
    const ended = new Promise<number | null>((resolve) => {
      child.on("exit", (code) => resolve(code));
    });
    const cache = join(folder, "study", "cache");
    while (!(existsSync(cache) && readdirSync(cache).length >= 4) && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(
      everyFile(folder)
        .map(([name]) => name)
        .filter((name) => name.endsWith(".part")),
    ).toEqual([]);
    expect(existsSync(join(folder, "stopped"))).toBe(false);
    const kept = readdirSync(cache).length;
    const resumed = JSON.parse(heartface([...options, "--out", "stopped", "--json"], folder).out);
    rmSync(cache, { recursive: true });
    const whole = JSON.parse(
      heartface([...options, "--out", "whole", "--json", "--workers", "1"], folder).out,
    );
    expect(resumed.stepsRun).toBeLessThanOrEqual(whole.stepsRun - kept + 1);
    expect(resumed.scores).toEqual(whole.scores);
    for (const name of [
      "predictions.csv",
      "leaderboard.csv",
      "trials.csv",
      "predictions.parquet",
      "ei.json",
    ]) {
      expect(readFileSync(join(folder, "stopped", name), "latin1")).toBe(
        readFileSync(join(folder, "whole", name), "latin1"),
      );
    }
  }, 120_000);
});

const hr = "subject,clip,hr\nann,a,60\nann,b,70\nbob,a,65\nbob,b,75\n";
const labels = "subject,clip,emotion\nann,a,calm\nann,b,joy\nbob,a,calm\nbob,b,joy\n";

describe.skipIf(!built)("bad input ends in a sentence and exit code 2", () => {
  const complain = (files: Readonly<Record<string, string | Uint8Array>>, ...options: string[]): string => {
    const folder = newFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { code, err, out } = heartface(
      ["import", ...Object.keys(files), ...options, "--out", "study"],
      folder,
    );
    expect([code, out]).toEqual([2, ""]);
    expect(existsSync(join(folder, "study"))).toBe(false);
    return err.trim();
  };

  it("for an empty file", () => {
    expect(complain({ "hr.csv": "", "labels.csv": labels })).toMatch(
      /^hr\.csv: .+ header row and data rows\.$/,
    );
  });

  it("for a text among numbers, naming row and column", () => {
    expect(complain({ "hr.csv": hr.replace("65", "sixty"), "labels.csv": labels })).toContain(
      'hr.csv, row 4, column "hr": "sixty" is not a number.',
    );
  });

  it("for one participant", () => {
    const alone = (text: string): string => text.replace(/^bob.*\n/gm, "");
    expect(complain({ "hr.csv": alone(hr), "labels.csv": alone(labels) })).toContain(
      "there is only one participant",
    );
  });

  it("for one class", () => {
    expect(complain({ "hr.csv": hr, "labels.csv": labels.replaceAll("joy", "calm") })).toContain(
      'the task "emotion" has a single class, "calm"',
    );
  });

  it("for duplicate keys, naming the rows", () => {
    expect(complain({ "hr.csv": `${hr}bob,b,1\n`, "labels.csv": labels })).toMatch(
      /hr\.csv, row 6: .*row 6 and row 5/,
    );
  });

  it("for files that share no participant", () => {
    const strangers = labels.replaceAll("ann", "cem").replaceAll("bob", "dan");
    expect(complain({ "hr.csv": hr, "labels.csv": strangers })).toContain("have no participant in common");
  });

  it("for a file that is none of its kind", () => {
    expect(
      complain({ "hr.xlsx": new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), "labels.csv": labels }),
    ).toContain("xls");
    expect(complain({ "hr.sav": "$FL2 and nothing more", "labels.csv": labels })).toMatch(/^hr\.sav/);
  });

  it("for a path that leads out of the study", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "heartface.json"), JSON.stringify({ tables: [{ file: "../../etc/passwd" }] }));
    const { code, err } = heartface(["import", "."], folder);
    expect(code).toBe(2);
    expect(err).toContain("the path leads out of the study's folder");
  });

  it("for an output that would destroy the input or somebody else's files", () => {
    const folder = newFolder();
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "hr.csv"), hr);
    writeFileSync(join(folder, "mine", "trials.csv"), labels);
    const own = heartface(["import", "mine/hr.csv", "mine/trials.csv", "--out", "mine"], folder);
    expect([own.code, readFileSync(join(folder, "mine", "trials.csv"), "utf8")]).toEqual([2, labels]);
    expect(own.err).toContain("the folder holds files that heartface did not write");
    heartface(["import", "mine/hr.csv", "mine/trials.csv", "--out", "study"], folder);
    const over = heartface(["run", "study", "--out", "study"], folder);
    expect([
      over.code,
      over.err.includes("the folder holds a study, which must not be written over by a run"),
    ]).toEqual([2, true]);
    expect(heartface(["run", "study", "--out", "mine"], folder).code).toBe(2);
    const keyed = ["import", "mine/hr.csv", "mine/trials.csv", "--out", "study"];
    expect(heartface([...keyed, "--key", "mine/trials.csv"], folder).code).toBe(2);
    expect(heartface([...keyed, "--key", "key.csv"], folder).code).toBe(0);
    expect(heartface([...keyed, "--key", "key.csv"], folder).code).toBe(0);
    writeFileSync(join(folder, "key.csv"), "participant,original\nP01,cem\n");
    expect(heartface([...keyed, "--key", "key.csv"], folder).code).toBe(2);
    expect(readFileSync(join(folder, "key.csv"), "utf8")).toContain("cem");
  });

  it("and shows the mapping that it failed by", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "all.csv"), hr);
    const { code, err } = heartface(["import", "all.csv"], folder);
    expect(code).toBe(2);
    expect(err).toMatch(
      /all\.csv: 4 rows[\s\S]*participant {5}subject[\s\S]*no column gives the trials a class/,
    );
  });

  it("for a run folder of another version", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "run.json"), JSON.stringify({ format: 7, version: "3.0.0" }));
    const { code, err } = heartface(["report", "."], folder);
    expect(code).toBe(2);
    expect(err).toContain("written by heartface 3.0.0 in layout 7; this version reads layout 1");
  });

  const small = process.getuid?.() === 0 && existsSync("/bin/mount");
  it.skipIf(!small)(
    "for a full disk, losing nothing that was there",
    () => {
      const folder = newFolder();
      writeTables(folder, 8);
      const disk = join(folder, "disk");
      mkdirSync(disk);
      const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=192k", "tmpfs", disk]);
      if (mounted.status !== 0) return;
      try {
        const files = ["hrv.csv", "action-units.csv", "labels.csv", "participants.csv"];
        expect(heartface(["import", ...files, "--out", "disk/study"], folder).code).toBe(0);
        const before = everyFile(join(disk, "study"));
        const { code, err } = heartface(["run", "disk/study", ...quick], folder);
        expect(code).toBe(2);
        expect(err).toContain("the disk is full. Free some space and run the command again");
        const after = new Map(everyFile(join(disk, "study")));
        for (const [name, text] of before) expect([name, after.get(name) === text]).toEqual([name, true]);
        expect([...after.keys()].filter((name) => name.endsWith(".part"))).toEqual([]);
      } finally {
        spawnSync("umount", ["-l", disk]);
      }
    },
    60_000,
  );
});
