import { describe, expect, it } from "vitest";
import { type Command, helpOf, parse } from "./command.ts";
import { outputOn } from "./output.ts";

const command: Command = {
  name: "try",
  usage: "FILE",
  summary: "tries",
  options: {
    out: { value: "FOLDER", default: "here", description: "Where." },
    file: { value: "FILE", multiple: true, description: "A file." },
    count: { value: "COUNT", description: "How many." },
    loud: { description: "Louder." },
  },
  examples: [{ line: "heartface try x", says: "an example" }],
  run: async () => undefined,
};

describe("a command's options", () => {
  it("are read by their description", () => {
    const given = parse(command, ["a", "--file", "b", "--file=c", "--loud", "--count", "3"]);
    expect(given.positionals).toEqual(["a"]);
    expect(given.texts("file")).toEqual(["b", "c"]);
    expect([given.text("out"), given.flag("loud"), given.flag("quiet")]).toEqual(["here", true, false]);
    expect(given.whole("count", 1)).toBe(3);
  });

  it.each([
    [["--colour"], "Unknown option '--colour'"],
    [["--out"], "'--out <value>' argument missing"],
    [["--out", "a", "--out", "b"], "the option --out was given 2 times"],
  ])("are refused when they are wrong: %j", (args, sentence) => {
    expect(() => parse(command, args)).toThrow(sentence);
  });

  it.each(["0", "2.5", "many", ""])("take whole numbers where a number is wanted: %s", (text) => {
    expect(() => parse(command, ["--count", text]).whole("count", 1)).toThrow("--count takes a whole number");
  });

  it("are all in the help, with their defaults", () => {
    const help = helpOf(command);
    for (const name of ["--out FOLDER", "--file FILE", "--loud", "--json", "--quiet"])
      expect(help).toContain(name);
    expect(help).toContain("Where. Default: here.");
    expect(help).toContain("# an example\n  heartface try x");
  });
});

describe("output", () => {
  const streams = (isTTY: boolean) => {
    const texts = { out: "", err: "" };
    const stream = (name: "out" | "err") => ({
      isTTY,
      columns: 60,
      write: (text: string) => {
        texts[name] += text;
      },
    });
    return { texts, on: { out: stream("out"), err: stream("err") } };
  };

  it("is a bar that is drawn over on a terminal, and stays on one line", () => {
    const { texts, on } = streams(true);
    const progress = outputOn(on, { json: false, quiet: false }).progress("work");
    progress.expect(4);
    progress.advance(1, "a label that is much longer than what is left of the line, whatever the terminal");
    progress.finish();
    const [, drawn] = texts.err.split("\r");
    expect(drawn).toContain("work [██████░░░░░░░░░░░░░░░░░░] 25 %");
    expect(drawn.replace("\u001b[K", "").length).toBeLessThan(60);
    expect(texts.err.endsWith("\r\u001b[K")).toBe(true);
  });

  it("is a plain line every tenth elsewhere", () => {
    const { texts, on } = streams(false);
    const progress = outputOn(on, { json: false, quiet: false }).progress("work");
    progress.expect(40);
    for (let i = 0; i < 40; i++) progress.advance(1, `piece ${i}`);
    const lines = texts.err.trim().split("\n");
    expect(lines).toHaveLength(11);
    expect(lines[4]).toBe("work: 40 % (piece 15)");
  });

  it("keeps standard output for JSON when JSON is asked for, and says nothing when quiet", () => {
    const json = streams(false);
    const toJson = outputOn(json.on, { json: true, quiet: false });
    toJson.show("a result");
    toJson.say("a word");
    expect(json.texts).toEqual({ out: "", err: "a word\n" });
    const quiet = streams(true);
    const silent = outputOn(quiet.on, { json: false, quiet: true });
    silent.show("a result");
    silent.say("a word");
    silent.progress("work").advance(1, "x");
    expect(quiet.texts).toEqual({ out: "", err: "" });
  });
});
