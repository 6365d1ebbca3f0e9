import type { Check } from "./check.ts";
import { classConditionalScaling } from "./class-conditional-scaling.ts";
import { duplicateRows } from "./duplicate-rows.ts";
import { labelInFeatures } from "./label-in-features.ts";
import { sharedParticipants } from "./shared-participants.ts";

/** All checks by name, in the order in which their findings are told. */
export const checks: Readonly<Record<string, Check>> = Object.fromEntries(
  [sharedParticipants, duplicateRows, classConditionalScaling, labelInFeatures].map((check) => [
    check.info.name,
    check,
  ]),
);
