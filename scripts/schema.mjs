// Writes schema/heartface.schema.json from the code: npm run schema, after a build.
import { writeFileSync } from "node:fs";
import { configJsonSchema } from "../dist/index.js";

const target = new URL("../schema/heartface.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
