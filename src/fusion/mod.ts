export { evaluateArms, possibleArms } from "./evaluate-arms.ts";
export { meanOfProbabilities } from "./mean-of-probabilities.ts";
