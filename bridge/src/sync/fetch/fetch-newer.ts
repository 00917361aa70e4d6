import type { Failure } from '@kurrier/shared/failure/failure';
import { runCommand } from '../../imap/run-command.ts';
import { headerItems, maxHeaderBytes } from './fetch-messages.ts';
import { isAboutMessages } from './message-refusal.ts';
import { createFetchReader } from './to-stored-message.ts';
import { withArrivalTimes } from './arrival-times.ts';
import { isTornFetch, scanFetch } from '../../imap/grammar/fetch/fetch-response.ts';
import { fetchPage, noteLoss } from './fetch-page.ts';
import { listUids } from '../../imap/list-uids.ts';
import { pageFull } from '../../mail-store/page-layout.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { countTogether } from '../../mail-store/poison-messages.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { expandRanges } from '../../imap/grammar/uid-set.ts';

/**
 * Fetches the messages from a UID on, in one command, and stores them as they come: nothing is read while a page is written. As soon as a
 * line does not fit the one before it, or cannot be read, the rest is fetched by pages: no message may stand under another one's UID.
 */
export const fetchNewer = async (
  work: Pick<MailboxWork, 'connection' | 'store' | 'onProgress'>,
  { from, uidNext }: { from: number; uidNext: number },
): Promise<Failure | null> => {
  const { connection, store, onProgress } = work;
  if (store.trouble().suspicion?.uids.some(([, last]) => last >= from)) return fetchByPages(work, { from, uidNext });
  let batch: StoredMessage[] = [];
  let read = createFetchReader();
  let next = from;
  let sequence = 0;
  let isOdd = false;
  // Where it is asked for what came since, nobody knows how far it goes.
  const limit = uidNext > from ? uidNext : Infinity;
  const flush = async (): Promise<void> => {
    const messages = await withArrivalTimes(store, batch);
    batch = [];
    read = createFetchReader();
    if (messages.length === 0) return;
    await store.addNewer(messages, next);
    const stored = store.cursor()!.messages;
    onProgress?.(stored, stored);
  };
  const answer = await runCommand(connection.session, `UID FETCH ${from}:* ${headerItems}`, {
    expected: Math.max(0, uidNext - from),
    maxResponseBytes: maxHeaderBytes,
    onUntagged(response) {
      if (isOdd) return;
      const scanned = scanFetch(response);
      isOdd = isTornFetch(response, scanned);
      if (scanned?.uid && scanned.internalDate === null) connection.hasChanges = true;
      // Others are flags that changed meanwhile; and `n:*` names the last message also when its UID is smaller.
      if (!scanned?.uid || scanned.internalDate === null || scanned.uid < from) return;
      isOdd ||=
        scanned.uid < next ||
        scanned.envelope === null ||
        scanned.structure === null ||
        (sequence > 0 && scanned.sequence !== sequence + 1);
      if (isOdd) return;
      next = scanned.uid + 1;
      sequence = scanned.sequence;
      batch.push(read(scanned));
      if (batch.length >= pageFull) return flush();
    },
  });
  // The last line that came before one that does not fit may be the wrong one of the two.
  const doubtful = isOdd || (next > limit && !connection.hasArrivals) ? batch.pop() : undefined;
  if (doubtful) next = doubtful.uid;
  await flush();
  if (!answer.ok && !isAboutMessages(answer.failure))
    return noteLoss(work, [{ failure: answer.failure, missing: [[next, Math.max(next, uidNext - 1)]] }], { alone: false });
  return answer.ok && !isOdd && !doubtful ? null : fetchByPages(work, { from: store.cursor()!.uidNext, uidNext });
};

/**
 * Fetches what the server told of since, until it tells no more: it will not say it again. One that says so with every answer, and has
 * nothing, is not asked for ever, and not believed.
 */
export const fetchArrivals = async (work: Pick<MailboxWork, 'connection' | 'store' | 'onProgress'>): Promise<Failure | null> => {
  let hollow = 0;
  while (work.connection.hasArrivals) {
    work.connection.hasArrivals = false;
    // What was told with the first answer that had nothing is in the second, if there is anything.
    if (hollow === 2) return null;
    const { uidNext } = work.store.cursor()!;
    const failure = await fetchNewer(work, { from: uidNext, uidNext });
    if (failure) return failure;
    hollow = work.store.cursor()!.uidNext === uidNext ? hollow + 1 : 0;
  }
  return null;
};

/** One of the new messages cannot be delivered, or read: by pages, where the bad one is found. */
const fetchByPages = async (
  work: Pick<MailboxWork, 'connection' | 'store'>,
  { from, uidNext }: { from: number; uidNext: number },
): Promise<Failure | null> => {
  const { connection, store } = work;
  const listed = await listUids(connection.session, { from, messages: Math.max(0, uidNext - from) });
  if (!listed.ok) return listed.failure;
  let left = expandRanges(listed.value.uids);
  while (left.length > 0) {
    const uids = left.slice(0, countTogether(left.slice(0, pageFull), store.trouble().suspicion));
    const messages = await fetchPage(work, uids);
    if (!messages.ok) return noteLoss(work, [messages.failure], { alone: uids.length === 1 });
    await store.addNewer(messages.value, uids.at(-1)! + 1);
    left = left.slice(uids.length);
  }
  return null;
};
