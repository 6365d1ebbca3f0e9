/**
 * The nodes of one tree after another, each tree in preorder: the left child of node i is node i + 1. A row goes left
 * when its bin of the node's feature is not above the node's split.
 */
export interface TreeNodes {
  /** Where each tree begins; one entry more than there are trees. */
  readonly roots: Int32Array;
  /** Feature that a node splits on, or -1 for a leaf. */
  readonly feature: Int32Array;
  readonly split: Uint8Array;
  /** The right child of a split; for a leaf the number of the leaf. */
  readonly right: Int32Array;
  /** Drawn training rows of each class in each leaf: `leaves x classes`. */
  readonly leafCounts: Int32Array;
}

/** Room for the nodes of a forest, used again from one forest to the next. */
export class NodeRoom {
  feature = new Int32Array(0);
  split = new Uint8Array(0);
  right = new Int32Array(0);
  leafCounts = new Int32Array(0);
  nodes = 0;
  leaves = 0;

  /** Makes sure that so many further nodes and leaf counts fit. */
  reserve(nodes: number, counts: number, classes: number): void {
    const wanted = this.nodes + nodes;
    if (wanted > this.feature.length) {
      const size = Math.max(wanted, 2 * this.feature.length);
      this.feature = grown(new Int32Array(size), this.feature);
      this.split = grown(new Uint8Array(size), this.split);
      this.right = grown(new Int32Array(size), this.right);
    }
    const wantedCounts = this.leaves * classes + counts;
    if (wantedCounts > this.leafCounts.length) {
      const size = Math.max(wantedCounts, 2 * this.leafCounts.length);
      this.leafCounts = grown(new Int32Array(size), this.leafCounts);
    }
  }

  clear(): void {
    this.nodes = 0;
    this.leaves = 0;
  }

  /** A copy of what was grown. */
  copy(roots: Int32Array, classes: number): TreeNodes {
    return {
      roots,
      feature: this.feature.slice(0, this.nodes),
      split: this.split.slice(0, this.nodes),
      right: this.right.slice(0, this.nodes),
      leafCounts: this.leafCounts.slice(0, this.leaves * classes),
    };
  }
}

function grown<T extends Int32Array | Uint8Array>(larger: T, held: T): T {
  larger.set(held);
  return larger;
}
