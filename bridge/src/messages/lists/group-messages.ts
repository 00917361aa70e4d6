/** What tells which conversation a message belongs to. */
export interface ThreadLine {
  /** Message-ID; empty where it has none. */
  id: string;
  /** The Message-IDs that it names as those before it: References, or In-Reply-To where that is all that is known. */
  names: readonly string[];
  /** The subject as `baseSubject` has it. */
  base: string;
  isReply: boolean;
  receivedAt: number;
}

/** An answer that names nothing which is here follows the last message of its subject, if that is no older than this. */
const subjectDays = 60;
const subjectMs = subjectDays * 24 * 3_600_000;

/**
 * The conversations of messages, as places in `lines`: messages that name each other, also over ones that are not here, are one; an answer
 * whose conversation begins with it joins the last message of its subject before it. A Message-ID that several subjects have says nothing:
 * some programs give every message the same. Linear in what the lines hold, but for one sort.
 */
export const groupMessages = (lines: readonly ThreadLine[]): number[][] => {
  const parents = lines.map((_, at) => at);
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
  const join = (a: number, b: number): void => {
    parents[find(a)] = find(b);
  };

  const nodes = new Map<string, number>();
  const bases = new Map<string, string>();
  for (const [at, { id, base }] of lines.entries()) {
    if (id === '') continue;
    const known = nodes.get(id);
    if (known === undefined) {
      nodes.set(id, at);
      bases.set(id, base);
    } else if (bases.get(id) === base) join(at, known);
  }
  for (const [at, { id, names }] of lines.entries()) {
    for (const name of names) {
      if (name === id) continue;
      const known = nodes.get(name) ?? parents.push(parents.length) - 1;
      nodes.set(name, known);
      join(at, known);
    }
  }

  const inTime = lines.map((_, at) => at).sort((a, b) => lines[a]!.receivedAt - lines[b]!.receivedAt);
  const begun = new Set<number>();
  const lastOf = new Map<string, number>();
  for (const at of inTime) {
    const { base, isReply, receivedAt } = lines[at]!;
    const root = find(at);
    const last = lastOf.get(base);
    if (!begun.has(root) && isReply && last !== undefined && receivedAt - lines[last]!.receivedAt <= subjectMs) join(at, last);
    begun.add(find(at));
    if (base !== '') lastOf.set(base, at);
  }
  return [...Map.groupBy(lines.keys(), find).values()];
};
