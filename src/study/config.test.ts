import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../problem/mod.ts";
import { configJsonSchema, parseConfig } from "./config.ts";

describe("heartface.json", () => {
  it("fills in what is left out", () => {
    const config = parseConfig({ tables: [{ file: "hr.csv", participant: ["id"], ecg: ["hr"] }] });
    expect(config.labels.rule).toBe("midpoint");
    expect(config.tables[0].trial).toEqual([]);
    expect(config.keepIds).toBe(false);
  });

  it.each([
    [{ tables: [] }, "at tables"],
    [{ tables: [{ file: 3 }] }, "at tables.0.file"],
    [{ tables: [{ particpant: ["id"] }] }, "at tables.0"],
    [{ tables: [{}], labels: { rule: "median" } }, "at labels.rule"],
    [null, "at the top level"],
  ])("names the place of a mistake: %j", (value, place) => {
    expect(() => parseConfig(value)).toThrow(InputError);
    expect(() => parseConfig(value)).toThrow(place);
  });

  it("has a published schema that is this one", () => {
    const published = JSON.parse(
      readFileSync(new URL("../../schema/heartface.schema.json", import.meta.url), "utf8"),
    );
    expect(published).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });
});
