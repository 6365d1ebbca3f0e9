export { catalogue, type ProblemCode } from "./catalogue.ts";
export { describe, fail, InputError, type Place, type Problem, problem, withoutFile } from "./problem.ts";
