export { benjaminiHochberg } from "./benjamini-hochberg.ts";
export { hedgesG } from "./hedges-g.ts";
export { holm } from "./holm.ts";
export { logGamma } from "./log-gamma.ts";
export { mean } from "./mean.ts";
export { median } from "./median.ts";
export { pearson } from "./pearson.ts";
export { type Interval, percentileInterval } from "./percentile-interval.ts";
export { permutationP, reaches } from "./permutation-p.ts";
export { quantile, quantileOfSorted } from "./quantile.ts";
export { type Random, random, seedOf, shuffle } from "./random.ts";
export { ranks } from "./ranks.ts";
export { resampleGroups } from "./resample-groups.ts";
export {
  countPermutation,
  type SequentialPermutation,
  sequentialPermutation,
} from "./sequential-permutation.ts";
export { spearman } from "./spearman.ts";
export { variance } from "./variance.ts";
