import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { faults } from "../../test/report/well-formed.ts";
import type { EiRow } from "../ei/mod.ts";
import type { DrawingDocument } from "./drawing.ts";
import { exampleFolder } from "./example.ts";
import { reportHtml } from "./report-html.ts";
import type { RunFolder } from "./run-folder.ts";
import { verdict } from "./verdict.ts";

const document: DrawingDocument = parseHTML("<!doctype html><html><body></body></html>").document;
const report = (folder: RunFolder): string => reportHtml(folder, document);
const example = exampleFolder({ participants: 12 });
const page = report(example);

interface Node {
  readonly textContent: string;
  readonly children: readonly Node[];
  readonly querySelector: (selector: string) => Node | null;
  readonly querySelectorAll: (selector: string) => Iterable<Node>;
  readonly getAttribute: (name: string) => string | null;
}

const parsed = (markup: string): Node => parseHTML(markup).document.documentElement as unknown as Node;
const tenth = (share: number): string => (100 * share).toFixed(1);
const words = (text: string): string =>
  text
    .replace(/[\u00a0\u202f]/g, " ")
    .replaceAll("\u2212", "-")
    .replace(/\s+/g, " ");

describe("the page", () => {
  it("is made without DOM globals", () => {
    expect("document" in globalThis || "window" in globalThis).toBe(false);
    expect(page).toMatch(/^<!doctype html>/);
  });

  it("is well-formed", () => {
    expect(faults(page, true)).toEqual([]);
  });

  it("loads nothing: no script, no address but DOIs", () => {
    expect(page).not.toMatch(/<script|<img|<link|<iframe|@import|url\(|\ssrc=|javascript:|\son\w+=/i);
    const addresses = [...page.matchAll(/\b(?:href|xlink:href)="([^"]*)"/g)].map(([, href]) => href);
    expect(addresses.length).toBeGreaterThan(10);
    for (const href of addresses) expect(href).toMatch(/^(#|https:\/\/doi\.org\/10\.)/);
    const rest = page.replace(/href="https:\/\/doi\.org\/[^"]*"/g, "");
    expect(rest).not.toMatch(/https?:\/\//);
  });

  it("has every part that its links lead to, and each id once", () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it("comes out the same every time", () => {
    expect(report(example)).toBe(page);
  });

  it("names no file of the input", () => {
    expect(page).toContain("face.au99");
    expect(page).not.toContain("secret.csv");
  });
});

describe("simulated data", () => {
  it("are called that at the top, in the title and beside every result", () => {
    expect(page).toContain("<title>Simulated data: ");
    const dom = parsed(page);
    expect(dom.querySelector("header .simulated")?.textContent).toContain("Simulated data");
    for (const figure of dom.querySelectorAll("figure"))
      expect(figure.textContent).toContain("Simulated data");
    for (const id of ["verdict", "study", "scores", "ei", "audit"]) {
      expect(dom.querySelector(`#${id}`)?.textContent).toContain("Simulated data");
    }
  });

  it("are not mentioned when people were recorded", () => {
    const real = report({ ...example, study: { ...example.study, simulated: false } });
    expect(real.replace(/<style>[^<]*<\/style>/, "").toLowerCase()).not.toContain("simulated");
  });
});

describe("every number", () => {
  it("of the table of scores is that of the leaderboard", () => {
    const rows = [...parsed(page).querySelectorAll("#scores ~ .scroll tbody tr")].filter(
      (one) => one.getAttribute("class") !== "arm",
    );
    expect(rows).toHaveLength(example.scores.length);
    rows.forEach((tr, i) => {
      const row = example.scores[i];
      const cells = tr.children.map(({ textContent }) => words(textContent));
      const { balancedAccuracy, accuracy, macroF1, auc } = row.scores;
      expect(cells[0]).toContain(row.model);
      [balancedAccuracy, accuracy, macroF1, auc].forEach((score, k) => {
        const chance = tenth(score.chance).replace(".0", "");
        expect(cells[[1, 4, 5, 6][k]]).toContain(
          `${tenth(score.value)}${tenth(score.low)} to ${tenth(score.high)}chance ${chance} %${score.permuted === null ? "" : `permuted ${tenth(score.permuted)} %`}`,
        );
      });
      expect(cells[2]).toContain(`b = ${balancedAccuracy.exceedances}m = ${balancedAccuracy.permutations}`);
      expect(cells[7]).toBe(`${row.participants}${row.trials} trials`);
      expect(tr.getAttribute("class")).toBe(row.primary ? "primary" : row.model === "dummy" ? "dummy" : "");
    });
  });

  it("of the verdict is that of the primary row, one sentence an arm", () => {
    const items = [...parsed(page).querySelectorAll(".verdicts li")];
    const primary = example.scores.filter((row) => row.primary);
    expect(items).toHaveLength(4);
    items.forEach((item, i) => {
      const { value, low, high } = primary[i].scores.balancedAccuracy;
      expect(item.querySelector("p")?.textContent).toBe(verdict(primary[i], example.audit).sentence);
      expect(words(item.textContent)).toContain(
        `balanced accuracy ${tenth(value)} % (95 % interval ${tenth(low)} to ${tenth(high)}; chance 50 %)`,
      );
    });
  });

  it("of the study is that of the summary", () => {
    const text = words(parsed(page).textContent);
    expect(text).toContain(
      "Heart (ECG) covers 12 participants and 288 trials, Face covers 13 participants and 312 trials; compared on the 288 common trials of 12 participants.",
    );
    expect(text).toContain("3 trials at the threshold were dropped as ties.");
    expect(text).toContain("negative14450.0 %");
  });

  it("of the EI table is that of the analysis", () => {
    const rows = [...parsed(page).querySelectorAll("#ei ~ .scroll tbody tr")];
    expect(rows).toHaveLength(example.ei!.rows.length);
    const signed = (share: number): string =>
      ((share > 0 ? "+" : "") + tenth(share)).replace(/^[+-]0\.0$/, "0.0");
    rows.forEach((tr, i) => {
      const { high, low, difference, hedgesG } = example.ei!.rows[i] as {
        [Key in keyof EiRow]: NonNullable<EiRow[Key]>;
      };
      const cells = tr.children.map(({ textContent }) => words(textContent));
      expect(cells[1]).toBe(
        `${tenth(high.accuracy)}${tenth(high.low)} to ${tenth(high.high)}${high.participants} participants`,
      );
      expect(cells[2]).toBe(
        `${tenth(low.accuracy)}${tenth(low.low)} to ${tenth(low.high)}${low.participants} participants`,
      );
      expect(cells[3]).toBe(
        `${signed(difference.value)}${signed(difference.low)} to ${signed(difference.high)}`,
      );
      expect(cells[4]).toBe(difference.p.toFixed(3).replace(/^0/, "").replace("1.000", "1"));
      expect(cells[5]).toBe(hedgesG.toFixed(2));
    });
  });

  it("of the audit, the problems and the run stands there", () => {
    const dom = parsed(page);
    for (const { summary } of example.audit.findings) expect(dom.textContent).toContain(summary);
    for (const { message } of example.study.problems)
      expect(dom.textContent.toLowerCase()).toContain(message);
    expect(dom.textContent).toContain(example.run.inputs[0]);
    expect(dom.textContent).toContain(JSON.stringify(example.run.configuration, null, 2));
  });
});

describe("free text", () => {
  const evil = `<script>alert("x")</script> & 'quoted' 과제`;
  const folder = exampleFolder({
    participants: 5,
    trials: 12,
    permutations: 9,
    models: ["svm-rbf", "dummy"],
    score: evil,
    tasks: [
      { name: evil, classes: [evil, `<img src=x onerror=alert(1)>`, "x".repeat(60)], effect: { face: 2 } },
    ],
  });

  it("from the data cannot become markup", () => {
    const hostile: RunFolder = {
      ...folder,
      run: {
        ...folder.run,
        version: evil,
        configuration: { [evil]: evil },
        methods: [{ name: evil, text: evil, source: `${evil} 10.1000/"><b>` }],
      },
      study: {
        ...folder.study,
        covariates: [evil],
        factors: [evil],
        splits: [evil],
        key: [evil],
        problems: [
          { code: "file-empty", severity: "error", message: evil, remedy: evil, place: { column: evil } },
        ],
      },
      audit: {
        findings: [
          {
            check: evil,
            title: evil,
            verdict: "leak",
            affects: "all",
            summary: evil,
            remedy: evil,
            items: [evil],
          },
        ],
      },
    };
    const made = report(hostile);
    expect(faults(made, true)).toEqual([]);
    expect(made).not.toMatch(/<script|<img|<b>"/);
    expect(parsed(made).textContent).toContain(evil);
  });
});

describe("runs of every shape", () => {
  it("one modality, no EI, no permutations: each is said in words", () => {
    const made = report(
      exampleFolder({ participants: 5, arms: ["ecg"], permutations: 0, ei: false, models: ["svm-rbf"] }),
    );
    expect(faults(made, true)).toEqual([]);
    const text = words(parsed(made).textContent);
    expect(text).toContain("there is no other modality to compare it with");
    expect(text).toContain("No permutation test was asked for, so there is no null distribution to show.");
    expect(text).toContain("No emotional-intelligence score was given, so nothing can be said about it.");
    expect(made).toContain("<code>--ei COLUMN</code>");
    expect(text).not.toMatch(/NaN|undefined|Both together/);
  });

  it("no score at all is still a page", () => {
    const made = report({ ...example, scores: [], ei: null });
    expect(faults(made, true)).toEqual([]);
    expect(made).toContain("No score was computed");
  });

  it("a leak comes before everything, and before every sentence", () => {
    const made = parsed(report(exampleFolder({ participants: 5, leak: "all", permutations: 9 })));
    const notice = words(made.querySelector("#verdict ~ .distrust")?.textContent ?? "");
    expect(notice).toContain("Leak found.");
    expect(notice).toContain("It concerns all scores: leave-one-participant-out.");
    for (const item of made.querySelectorAll(".verdicts li")) {
      expect(item.querySelector(".big")?.textContent).toContain("not to be trusted (see above)");
      expect(item.querySelector("p")?.textContent).toMatch(
        /^These scores cannot be trusted \(check class-conditional-scaling\): /,
      );
    }
  });

  it("a leak of the given split is told once, and marks its scores alone", () => {
    const made = parsed(
      report(
        exampleFolder({
          participants: 12,
          leak: "given-split",
          permutations: 9,
          validations: ["leave-one-participant-out", "given-split"],
        }),
      ),
    );
    const notice = words(made.querySelector("#verdict ~ .distrust")?.textContent ?? "");
    expect(notice).toContain("12 of 24 participants are in both training and test of the given split.");
    expect(notice).toContain(
      "It concerns the scores marked given split; those by leave-one-participant-out are not affected.",
    );
    const verdicts = [...made.querySelectorAll(".verdicts li")].map(({ textContent }) => textContent);
    expect(verdicts.map((text) => text.includes("not to be trusted"))).toEqual([
      ...Array(4).fill(false),
      ...Array(4).fill(true),
    ]);
    const verdict = [...made.querySelectorAll("main > section")][0].textContent;
    expect(verdict.split("12 of 24 participants")).toHaveLength(2);
    expect(words(verdict)).not.toMatch(/(Both together|Emotional intelligence)\. These scores/);
  });

  it("a leak that concerns no score damns none", () => {
    const made = parsed(report(exampleFolder({ participants: 5, leak: "given-split", permutations: 9 })));
    expect(made.querySelector(".distrust")).toBeNull();
    expect(made.textContent).toContain("It concerns no score of this run.");
    expect(made.textContent).not.toContain("not to be trusted");
  });

  it("participants unknown: said wherever they would be counted, and nothing is claimed of them", () => {
    const made = report(
      exampleFolder({ unknown: true, participants: 12, permutations: 9, validations: ["stratified-5-fold"] }),
    );
    expect(faults(made, true)).toEqual([]);
    const dom = parsed(made);
    const text = words(dom.textContent);
    expect(words(dom.querySelector("header .lead")?.textContent ?? "")).toBe(
      "Participants unknown, 312 trials, 1 task.",
    );
    expect(text).toContain("compared on the 288 common trials; participants unknown.");
    expect(text).toContain("Each row is a trial.");
    expect(text).toContain("each heading says how its rows were validated");
    expect(text).toContain("bootstrap over trials, as participants are unknown");
    expect([...dom.querySelectorAll(".verdicts li p")][0].textContent).toContain("participants unknown");
    expect(text).not.toMatch(
      /\b0 participants|is known by|every row was validated|Accuracy of each participant/,
    );
    const cells = [...dom.querySelectorAll("#scores ~ .scroll tbody tr:not(.arm)")];
    for (const { children } of cells) expect(children[7].textContent).toBe("unknown288 trials");
    expect(cells).toHaveLength(16);
  });

  it("a problem met twice is told once", () => {
    const again = example.study.problems.map((one) => ({ ...one, place: { ...one.place, file: "b.csv" } }));
    const twice = {
      ...example,
      study: { ...example.study, problems: [...example.study.problems, ...again] },
    };
    expect(report(twice)).toBe(page);
  });

  it("one trial is a trial", () => {
    const scores = example.scores.map((row) => ({ ...row, trials: 1, participants: 1 }));
    const text = words(
      parsed(report({ ...example, scores, study: { ...example.study, trials: 1, participants: 1 } }))
        .textContent,
    );
    expect(text).toContain("1 participant, 1 trial, 1 task.");
    expect(text).not.toMatch(/\b1 (trials|participants|features|rows)\b/);
  });

  it("many people, tasks, models and validations", () => {
    const made = report(
      exampleFolder({
        participants: 200,
        trials: 6,
        permutations: 9,
        arms: ["ecg"],
        models: ["a", "b", "c", "d", "e", "dummy"],
        validations: ["leave-one-participant-out", "given-split", "k-fold"],
        tasks: [
          { name: "quadrant", classes: ["HAHV", "HALV", "LAHV", "LALV"], effect: { ecg: 1 } },
          { name: "twelve", classes: Array.from({ length: 12 }, (_, i) => `c${i}`), effect: {} },
        ],
      }),
    );
    expect(faults(made, true)).toEqual([]);
    expect(made).toContain("Heart, given split");
    expect(made).toContain("Heart, k-fold (the same participants in training and test)");
    expect(words(made)).not.toMatch(/>NaN|undefined/);
  });
});
