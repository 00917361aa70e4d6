import type { TextEntry } from './text-directory.ts';

/** Texts that give way, by mailbox. `newestAt`: when the newest of their messages came; 0 where there are none. */
export interface Evicted {
  uids: Map<string, number[]>;
  newestAt: number;
}

/** Which texts have to go so that the others take `bound` bytes at most: those of the oldest messages. */
export const chooseEvicted = (mailboxes: ReadonlyMap<string, ReadonlyMap<number, TextEntry>>, bound: number): Evicted => {
  const evicted: Evicted = { uids: new Map(), newestAt: 0 };
  let bytes = 0;
  for (const entries of mailboxes.values()) for (const entry of entries.values()) bytes += entry.bytes;
  if (bytes <= bound) return evicted;
  const oldestFirst = [...mailboxes]
    .flatMap(([id, entries]) => [...entries].map(([uid, entry]) => ({ id, uid, ...entry })))
    .sort((a, b) => a.receivedAt - b.receivedAt);
  for (const text of oldestFirst) {
    if (bytes <= bound) break;
    bytes -= text.bytes;
    const uids = evicted.uids.get(text.id) ?? [];
    uids.push(text.uid);
    evicted.uids.set(text.id, uids);
    evicted.newestAt = text.receivedAt;
  }
  return evicted;
};
