/** Numbers in disjoint sets. Each set is known by its smallest number. */
export interface DisjointSets {
  /** A number more than there were, in a set of its own. */
  add: () => number;
  /** The smallest number of the set that this one is in. */
  find: (at: number) => number;
  join: (a: number, b: number) => void;
}

/** The numbers below `count`, each in a set of its own. Ways are shortened as they are gone, so that no chain is gone twice. */
export const createDisjointSets = (count: number): DisjointSets => {
  const parents = Array.from({ length: count }, (_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root]!;
    for (let step = at; step !== root;) {
      const above = parents[step]!;
      parents[step] = root;
      step = above;
    }
    return root;
  };
  return {
    add: () => parents.push(parents.length) - 1,
    find,
    join(a, b) {
      const [rootA, rootB] = [find(a), find(b)];
      parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    },
  };
};
