/** Packages that run anywhere: the only ones that the floors before `node` may import. */
export const packagesForAnywhere: readonly string[];
