import { createDisjointSets, type DisjointSets } from './disjoint-sets.ts';

/** What tells which conversation a message belongs to. */
export interface ThreadLine {
  /** Message-ID; empty where it has none. */
  id: string;
  /** The Message-IDs of what it answers: In-Reply-To. */
  inReplyTo: readonly string[];
  /** Those of its conversation before it: References; none where they are not known. */
  references: readonly string[];
  /** The subject as `baseSubject` has it. */
  base: string;
  isReply: boolean;
  receivedAt: number;
}

/**
 * Joins messages that name each other, also over ones that are not here; `lines` are in the order in which they came, and so are the numbers
 * of the sets. A message that names one other is believed. One that names several, has the Message-ID of another, or one that was
 * named before it came, is believed as far as it ties nothing together that are two conversations without it: anybody can write Message-IDs
 * into a header (RFC 5322 §3.6.4), and who acts on a conversation acts on all of it.
 */
export const joinByName = (lines: readonly ThreadLine[]): DisjointSets => {
  const sets = createDisjointSets(lines.length);
  /** Of each set, by its first message, whether a message begins it that names none before it. */
  const begins = lines.map(({ inReplyTo, references, isReply }) => inReplyTo.length === 0 && references.length === 0 && !isReply);
  const join = (a: number, b: number): void => {
    const [rootA, rootB] = [sets.find(a), sets.find(b)];
    sets.join(a, b);
    begins[Math.min(rootA, rootB)] = begins[rootA] === true || begins[rootB] === true;
  };
  /** Whether sets, by their first messages, can be parts of one conversation. */
  const isOne = (roots: readonly number[]): boolean =>
    new Set(roots.map((root) => lines[root]!.base)).size <= 1 && roots.filter((root) => begins[root]).length <= 1;

  const came = (root: number): number => lines[root]?.receivedAt ?? Infinity;

  const { numbers, doubted, copies } = numberMessages(lines);
  for (const [copy, of] of copies) join(copy, of);
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? sets.add();
    numbers.set(name, number);
    return number;
  };
  for (const [at, { id, inReplyTo }] of lines.entries())
    if (inReplyTo.length === 1 && inReplyTo[0] !== id && !doubted.has(at)) join(at, numberOf(inReplyTo[0]!));
  for (const [at, { id, inReplyTo, references }] of lines.entries()) {
    if (references.length === 0 && inReplyTo.length < 2 && !doubted.has(at)) continue;
    const named = new Set([...inReplyTo, ...references].filter((name) => name !== id).map((name) => sets.find(numberOf(name))));
    // What came later than what names it is looked at when it is its turn.
    const here = [...named.add(sets.find(at))].filter((root) => root !== at && came(root) <= came(at));
    if (isOne(here)) for (const root of named) join(at, root);
  }
  return sets;
};

/**
 * Which message has a Message-ID: the one that came first. Those of its subject are copies of it; with another subject it says nothing: some
 * programs give every message the same.
 */
const numberMessages = (lines: readonly ThreadLine[]) => {
  const numbers = new Map<string, number>();
  const copies = new Map<number, number>();
  const doubted = new Set<number>();
  /** Message-IDs with the time when they were named first. */
  const named = new Map<string, number>();
  for (const [at, { id, base, inReplyTo, references, receivedAt }] of lines.entries()) {
    const first = id === '' ? at : (numbers.get(id) ?? at);
    if (first !== at && lines[first]!.base === base) copies.set(at, first);
    if (copies.has(at) || (named.get(id) ?? receivedAt) < receivedAt) doubted.add(at);
    if (first === at && id !== '') numbers.set(id, at);
    for (const name of [...inReplyTo, ...references]) if (name !== id && !named.has(name)) named.set(name, receivedAt);
  }
  return { numbers, copies, doubted };
};
