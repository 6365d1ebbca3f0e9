import type { Matrix } from "../matrix.ts";
import type { Fitted, Model, ModelInfo } from "../model.ts";
import { bootstrapBag } from "./bootstrap-bag.ts";
import { classWeights, countClasses } from "./class-weight.ts";
import { treeGrower } from "./decision-tree.ts";
import { constant, onlyClass } from "./dummy.ts";
import { checkColumns, openFitted } from "./fitted-json.ts";
import { mostClasses } from "./gini-split.ts";
import { classWeightParameter, readParameters } from "./parameters.ts";
import { type BinEdges, binEdges, binned } from "./quantile-bins.ts";
import { NodeRoom, type TreeNodes } from "./tree-nodes.ts";

const info: ModelInfo = {
  name: "random-forest",
  title: "Random forest",
  description:
    "A random forest of Gini trees on bootstrap samples, with as many features tried at a split as the square root of their number; probabilities are the mean of the leaves' class frequencies.",
  parameters: [
    { name: "trees", default: 100, description: "number of trees" },
    {
      name: "minLeaf",
      default: 5,
      description:
        "fewest distinct training rows of a leaf; scikit-learn's default of 1 makes every leaf certain, while noisy labels need leaves that average",
    },
    classWeightParameter,
  ],
  source: "Breiman 2001, Random forests, doi:10.1023/A:1010933404324",
};

/** A grown forest. */
interface Forest {
  readonly columns: number;
  readonly classes: number;
  readonly present: Int32Array;
  readonly edges: BinEdges;
  /** Weight of a row of each present class. */
  readonly weights: Float64Array;
  readonly nodes: TreeNodes;
}

/**
 * Breiman's random forest: 100 trees on bootstrap samples, Gini impurity, the square root of the number of features
 * tried at a split, probabilities as the mean over trees of the leaves' weighted class frequencies.
 *
 * Departures from scikit-learn's `RandomForestClassifier`: leaves hold 5 distinct rows or more (there 1, which makes
 * each leaf certain of its one row; labels of emotion are noisy, and probabilities want leaves that average, Malley et
 * al. 2012, Probability machines, doi:10.3414/ME00-01-0052), and features are cut into at most 256 bins, once for all
 * labellings. Each tree draws from a stream of its own, whatever grows it.
 *
 * @example
 * ```ts
 * import { models } from "heartface";
 * const model = models.get("random-forest")!;
 * const features = { rows: 20, columns: 1, values: Float64Array.from({ length: 20 }, (_, i) => i) };
 * const rows = { features, participants: new Int32Array(20), seed: 1 };
 * const labels = Int32Array.from({ length: 20 }, (_, i) => (i < 10 ? 0 : 1));
 * const fitted = model.prepare(rows, { trees: 50 }).fit(labels, 2);
 * fitted.probabilities(features)[0] > 0.5; // true: the first row is of class 0
 * ```
 */
export const randomForest: Model = {
  info,
  prepare: ({ features, seed }, parameters) => {
    const read = readParameters(info, parameters);
    const trees = read.whole("trees");
    const minLeaf = read.whole("minLeaf");
    const weighting = read.classWeight();
    const { rows, columns } = features;
    const edges = binEdges(features);
    const bins = binned(features, edges);
    const bags = Array.from({ length: trees }, (_, tree) => bootstrapBag(rows, seed, tree));
    const room = new NodeRoom();
    const toBins = rememberedBins(edges);
    const tried = Math.max(1, Math.floor(Math.sqrt(columns)));
    return {
      fit: (labels, classes) => {
        const { present, place, counts } = countClasses(labels, classes);
        if (present.length === 1) return onlyClass(info.name, columns, present[0], classes);
        const weights = classWeights(counts, weighting);
        if (present.length > mostClasses)
          throw new RangeError(`a forest tells at most ${mostClasses} classes apart`);
        const own = labels.map((label) => place[label]);
        const roots = new Int32Array(trees + 1);
        room.clear();
        const grow = treeGrower({ bins, labels: own, features: columns, tried, minLeaf, weights }, room);
        for (let tree = 0; tree < trees; tree++) {
          grow(bags[tree]);
          roots[tree + 1] = room.nodes;
        }
        const nodes = room.copy(roots, present.length);
        return fitted({ columns, classes, present, edges, weights, nodes }, toBins);
      },
    };
  },
  restore: (json) => {
    const fields = openFitted(json, info.name);
    const columns = fields.number("columns");
    if (fields.has("frequencies")) return constant(info.name, columns, fields.numbers("frequencies"));
    const present = Int32Array.from(fields.numbers("present"));
    const edges = fields.list("edges").map((feature) => feature.numbers("values"));
    const nodes: TreeNodes = {
      roots: Int32Array.from(fields.numbers("roots")),
      feature: Int32Array.from(fields.numbers("feature")),
      split: Uint8Array.from(fields.numbers("split")),
      right: Int32Array.from(fields.numbers("right")),
      leafCounts: Int32Array.from(fields.numbers("leafCounts")),
    };
    checkNodes(nodes, columns, present.length);
    const weights = fields.numbers("weights", present.length);
    const forest: Forest = { columns, classes: fields.number("classes"), present, edges, weights, nodes };
    return fitted(forest, rememberedBins(edges));
  },
};

/** Bins of new rows, remembered for each matrix (a permutation test predicts the same rows again and again). */
function rememberedBins(edges: BinEdges): (features: Matrix) => Uint8Array {
  const known = new WeakMap<Matrix, Uint8Array>();
  return (features) => {
    const bins = known.get(features) ?? binned(features, edges);
    known.set(features, bins);
    return bins;
  };
}

/** Throws a RangeError when the nodes are no forest: a walk down it would not end, or end outside. */
function checkNodes(
  { roots, feature, split, right, leafCounts }: TreeNodes,
  columns: number,
  classes: number,
): void {
  const nodes = feature.length;
  const sound =
    split.length === nodes &&
    right.length === nodes &&
    roots.length > 1 &&
    roots[0] === 0 &&
    roots[roots.length - 1] === nodes &&
    feature.every((f, i) =>
      f < 0
        ? right[i] >= 0 && (right[i] + 1) * classes <= leafCounts.length
        : f < columns && right[i] > i && right[i] < nodes,
    );
  if (!sound) throw new RangeError(`the trees of a fitted ${info.name} are damaged`);
}

function fitted(forest: Forest, toBins: (features: Matrix) => Uint8Array): Fitted {
  const { columns, classes, present, edges, weights, nodes } = forest;
  const { roots, feature, split, right, leafCounts } = nodes;
  const frequencies = leafFrequencies(leafCounts, weights);
  const trees = roots.length - 1;
  return {
    probabilities: (features) => {
      checkColumns(features, columns);
      const bins = toBins(features);
      const { rows } = features;
      const sums = new Float64Array(rows * present.length);
      for (let tree = 0; tree < trees; tree++) {
        for (let row = 0; row < rows; row++) {
          let node = roots[tree];
          while (feature[node] >= 0) {
            node = bins[feature[node] * rows + row] <= split[node] ? node + 1 : right[node];
          }
          const leaf = right[node] * present.length;
          for (let k = 0; k < present.length; k++) sums[row * present.length + k] += frequencies[leaf + k];
        }
      }
      const result = new Float64Array(rows * classes);
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < present.length; k++) {
          result[row * classes + present[k]] = sums[row * present.length + k] / trees;
        }
      }
      return result;
    },
    toJSON: () => ({
      model: info.name,
      columns,
      classes,
      present: Array.from(present),
      weights: Array.from(weights),
      edges: edges.map((values) => ({ values: Array.from(values) })),
      roots: Array.from(roots),
      feature: Array.from(feature),
      split: Array.from(split),
      right: Array.from(right),
      leafCounts: Array.from(leafCounts),
    }),
  };
}

/** Weighted class frequencies of each leaf. */
function leafFrequencies(counts: Int32Array, weights: Float64Array): Float64Array {
  const classes = weights.length;
  const frequencies = new Float64Array(counts.length);
  for (let leaf = 0; leaf < counts.length; leaf += classes) {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += weights[k] * counts[leaf + k];
    for (let k = 0; k < classes; k++) frequencies[leaf + k] = (weights[k] * counts[leaf + k]) / sum;
  }
  return frequencies;
}
