import type { Failure } from '@kurrier/shared/failure';
import type { Outcome } from '@kurrier/shared/outcome';
import { fetchMessages } from './fetch-messages.ts';
import { fetchArrivals } from './fetch-newer.ts';
import { searchUids } from './list-uids.ts';
import type { MailboxStatus } from './mailbox-cursor.ts';
import { pageFull } from './message-pages.ts';
import type { StoredMessage } from './stored-page.ts';
import type { MailboxWork } from './sync-mailbox.ts';
import { countUids, takeNewest, type UidRanges } from './uid-set.ts';

/** The first page is what a person waits for. */
const firstPage = 50;
/** While one page is stored, the next one is on its way. */
const pagesInFlight = 2;

/**
 * The first sync: from the newest message to the oldest, a page at a time, each durable before the cursor passes it.
 * Goes on where it was cut off; at most the page that was on its way is fetched again. Messages
 * that arrive meanwhile are not kept waiting for the old ones.
 */
export const fetchOlder = async (
  work: Pick<MailboxWork, 'connection' | 'store' | 'since' | 'onProgress'>,
  status: MailboxStatus,
): Promise<Failure | null> => {
  const { store, since, onProgress } = work;
  const { session } = work.connection;
  const start = store.cursor()!.backfillBelow ?? 0;
  const listed = await searchUids(session, { criteria: criteria(start, since), messages: status.messages });
  if (!listed.ok) return listed.failure;
  const all = listed.value;
  const stored = store.cursor()!.messages;
  const total = stored + countUids(takeNewest(all, { below: start, count: status.messages }));
  const inFlight: { uids: UidRanges; messages: Promise<Outcome<StoredMessage[], Failure>> }[] = [];
  let below = start;
  let size = stored === 0 ? firstPage : pageFull;
  for (;;) {
    while (inFlight.length < pagesInFlight) {
      const uids = takeNewest(all, { below, count: size });
      if (uids.length === 0) break;
      below = uids[0]![0];
      size = pageFull;
      inFlight.push({ uids, messages: fetchMessages(session, uids) });
    }
    const page = inFlight.shift();
    if (!page) break;
    const messages = await page.messages;
    if (!messages.ok) {
      await Promise.all(inFlight.map((next) => next.messages));
      return messages.failure;
    }
    await store.addOlder(messages.value, page.uids[0]![0]);
    onProgress?.(store.cursor()!.messages, total);
    const failure = await fetchArrivals(work);
    if (failure) return failure;
  }
  await store.addOlder([], null);
  return null;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const criteria = (below: number, since: number | null): string => {
  const range = below > 1 ? `UID 1:${below - 1}` : 'UID 1';
  if (since === null) return range;
  const date = new Date(since);
  return `${range} SINCE ${date.getUTCDate()}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
};
