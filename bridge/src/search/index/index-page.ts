import { createTurns } from '../../async/take-turns.ts';
import { positionsByWord, type SearchedFields } from './message-words.ts';
import type { PageHead, TextState } from './page-head.ts';
import { walkWordBlock, writeWordBlocks, type VisitPostings, type WordBlocks } from './word-blocks.ts';

/** A message that an index page is to speak of. */
export interface IndexedMessage {
  uid: number;
  /** Seconds since 1970. */
  date: number;
  text: TextState;
}

/** What is read of a message that is not in the index yet, or otherwise. */
export type ReadForIndex = (uid: number) => Promise<{ fields: SearchedFields; isAttached: boolean } | null>;

export interface BuiltPage {
  head: Omit<PageHead, 'version'>;
  blocks: WordBlocks['blocks'];
}

/** Whether a page speaks of just these messages, as they are. */
export const isUpToDate = (head: PageHead | null, messages: readonly IndexedMessage[]): boolean =>
  head !== null &&
  head.uids.length === messages.length &&
  messages.every(({ uid, text }, place) => head.uids[place] === uid && head.texts[place] === text);

/**
 * Makes the index page of these messages, ascending by UID. What `before` says of a message that has not changed is taken over; the others
 * are read. `readBlock` gives the blocks of `before`; null: they are not there any more, and everything is read.
 */
export const buildPage = async (
  messages: readonly IndexedMessage[],
  read: ReadForIndex,
  before: { head: PageHead; blocks: readonly Buffer[] } | null,
): Promise<BuiltPage> => {
  const words = new Map<string, number[]>();
  const attached = new Set<number>();
  const placeNow = new Map<number, number>();
  const endStep = createTurns();
  if (before) {
    const { head } = before;
    const placeBefore = new Map(head.uids.map((uid, place) => [uid, place]));
    const hadAttached = new Set(head.attached);
    for (const [place, { uid, text }] of messages.entries()) {
      const old = placeBefore.get(uid);
      if (old === undefined || head.texts[old] !== text) continue;
      placeNow.set(old, place);
      if (hadAttached.has(old)) attached.add(place);
    }
    for (const block of before.blocks) {
      walkWordBlock(block, (word, visit) => {
        const kept = movePostings(visit, placeNow);
        if (kept.length > 0) words.set(word, kept);
      });
      await endStep();
    }
  }
  const taken = new Set(placeNow.values());
  const missing = messages.flatMap((message, place) => (taken.has(place) ? [] : [{ ...message, place }]));
  const added = new Map<string, number[]>();
  for (const { uid, place } of missing) {
    await endStep();
    const found = await read(uid);
    if (!found) continue;
    if (found.isAttached) attached.add(place);
    for (const [word, positions] of positionsByWord(found.fields)) {
      const postings = added.get(word) ?? [];
      postings.push(place, positions.length);
      for (const position of positions) postings.push(position);
      added.set(word, postings);
    }
  }
  for (const [word, postings] of added) {
    await endStep();
    const others = words.get(word);
    words.set(word, others ? mergePostings(others, postings) : postings);
  }
  const { firstWords, blocks } = await writeWordBlocks(words, endStep);
  const head = {
    uids: messages.map(({ uid }) => uid),
    dates: messages.map(({ date }) => date),
    texts: messages.map(({ text }) => text),
    attached: [...attached].sort((a, b) => a - b),
    firstWords,
  };
  return { head, blocks };
};

/** Postings under other places; those of messages without a place now are dropped. Places keep their order. */
const movePostings = (visit: VisitPostings, placeNow: ReadonlyMap<number, number>): number[] => {
  const moved: number[] = [];
  let before = -1;
  let count = 0;
  visit((old, position) => {
    const place = placeNow.get(old);
    if (place === undefined) return true;
    if (place !== before) count = moved.push(place, 0) - 1;
    before = place;
    moved[count]!++;
    moved.push(position);
    return false;
  });
  return moved;
};

/** Two postings of different messages as one, ascending. */
const mergePostings = (a: readonly number[], b: readonly number[]): number[] => {
  const merged: number[] = [];
  let [left, right] = [0, 0];
  while (left < a.length || right < b.length) {
    const takesLeft = right >= b.length || (left < a.length && a[left]! < b[right]!);
    const from = takesLeft ? a : b;
    const start = takesLeft ? left : right;
    const end = start + 2 + from[start + 1]!;
    for (let i = start; i < end; i++) merged.push(from[i]!);
    if (takesLeft) left = end;
    else right = end;
  }
  return merged;
};
