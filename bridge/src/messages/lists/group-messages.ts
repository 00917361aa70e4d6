import { joinByName, type ThreadLine } from './join-by-name.ts';

/** An answer that names nothing which is here follows the last message of its subject, if that is no older than this. */
const subjectDays = 60;
const subjectMs = subjectDays * 24 * 3_600_000;

/**
 * The conversations of messages, as places in `lines`, the newest of the same time first: messages that name each other (`joinByName`) are
 * one; an answer whose conversation begins with it joins the last message of its subject before it. Linear in what the lines hold, but for
 * one sort.
 */
export const groupMessages = (lines: readonly ThreadLine[]): number[][] => {
  const order = [...lines.keys()].sort((a, b) => lines[a]!.receivedAt - lines[b]!.receivedAt || b - a);
  const inTime = order.map((at) => lines[at]!);
  const sets = joinByName(inTime);
  const begun = new Set<number>();
  const lastOf = new Map<string, number>();
  for (const [at, { base, isReply, receivedAt }] of inTime.entries()) {
    const last = lastOf.get(base);
    const isFirst = !begun.has(sets.find(at));
    if (isFirst && isReply && last !== undefined && receivedAt - inTime[last]!.receivedAt <= subjectMs) sets.join(at, last);
    begun.add(sets.find(at));
    if (base !== '') lastOf.set(base, at);
  }
  const groupOf = new Map(order.map((at, rank) => [at, sets.find(rank)]));
  return [...Map.groupBy(lines.keys(), (at) => groupOf.get(at)!).values()];
};
