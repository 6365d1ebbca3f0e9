import { expect, it } from "vitest";
import { configJsonSchema } from "../src/index.ts";

it("the published JSON Schema of heartface.json is the one that heartface checks by", async () => {
  // npm run schema writes the file anew.
  const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../schema/heartface.schema.json");
});
