import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { withArrivalTimes } from './arrival-times.ts';
import type { EarlyMessages } from './fetch-early.ts';
import type { FetchLoss } from './fetch-messages.ts';
import { fetchArrivals } from './fetch-newer.ts';
import { fetchPage, noteLoss } from './fetch-page.ts';
import { listOlder } from './list-older.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { pageFull } from '../../mail-store/page-layout.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { countTogether, isPoisonCandidate } from '../../mail-store/poison-messages.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { countUids, expandRanges, takeNewest, type UidRanges } from '../../imap/grammar/uid-set.ts';

/** The first page is what a person waits for. */
const firstPage = 50;
/** While one page is stored, the next one is on its way; a suspicious one is alone, so that it is known what ended the connection. */
const pagesInFlight = 2;

interface PageInFlight {
  uids: readonly number[];
  isPoisonCandidate: boolean;
  messages: Promise<Outcome<StoredMessage[], FetchLoss>>;
}

/**
 * The first sync: from the newest message to the oldest, a page at a time, each durable before the cursor passes it.
 * Goes on where it was cut off; at most the page that was on its way is fetched again. Messages
 * that arrive meanwhile are not kept waiting for the old ones. `listed` are the mailbox's UIDs where they are known already, `early` messages
 * that have come already.
 */
export const fetchOlder = async (
  work: Pick<MailboxWork, 'connection' | 'store' | 'since' | 'onProgress'>,
  status: MailboxStatus,
  { listed = null, early = new Map() }: { listed?: UidRanges | null; early?: EarlyMessages } = {},
): Promise<Failure | null> => {
  const { store, since, onProgress } = work;
  const { session } = work.connection;
  const start = store.cursor()!.backfillBelow ?? 0;
  const stored = store.cursor()!.messages;
  const { messages } = status;
  const found = listed ? succeed(listed) : await listOlder(session, { below: start, since, messages, stored });
  if (!found.ok) return found.failure;
  const all = found.value;
  const total = stored + countUids(takeNewest(all, { below: start, count: status.messages }));
  const inFlight: PageInFlight[] = [];
  let below = start;
  let size = stored === 0 ? firstPage : pageFull;
  for (;;) {
    while (inFlight.length < pagesInFlight) {
      const { suspicion } = store.trouble();
      const next = expandRanges(takeNewest(all, { below, count: size })).reverse();
      const uids = next.slice(0, countTogether(next, suspicion));
      const isDoubtful = isPoisonCandidate(suspicion, uids);
      if (uids.length === 0 || (inFlight.length > 0 && (isDoubtful || inFlight.some((page) => page.isPoisonCandidate)))) break;
      below = uids.at(-1)!;
      size = pageFull;
      inFlight.push({ uids, isPoisonCandidate: isDoubtful, messages: takePage(work, uids, early) });
    }
    const page = inFlight.shift();
    if (!page) break;
    const messages = await page.messages;
    if (!messages.ok) {
      const others = await Promise.all(inFlight.map((next) => next.messages));
      const losses = [messages, ...others].flatMap((fetched) => (fetched.ok ? [] : [fetched.failure]));
      return noteLoss(work, losses, { alone: page.uids.length === 1 && inFlight.length === 0 });
    }
    await store.addOlder(messages.value, page.uids.at(-1)!);
    onProgress?.(store.cursor()!.messages, total);
    const failure = await fetchArrivals(work);
    if (failure) return failure;
  }
  await store.addOlder([], null);
  return null;
};

const takePage = async (
  work: Pick<MailboxWork, 'connection' | 'store'>,
  uids: readonly number[],
  early: EarlyMessages,
): Promise<Outcome<StoredMessage[], FetchLoss>> => {
  const messages = uids.toReversed().flatMap((uid) => early.get(uid) ?? []);
  return messages.length === uids.length ? succeed(await withArrivalTimes(work.store, messages)) : fetchPage(work, uids);
};
