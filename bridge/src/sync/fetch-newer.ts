import type { Failure } from '@kurrier/shared/failure';
import { runCommand } from './command.ts';
import { createMessageReader, fetchMessages, headerItems, isAboutMessages, maxHeaderBytes } from './fetch-messages.ts';
import { scanFetch } from './fetch-scanner.ts';
import { searchUids } from './list-uids.ts';
import { pageFull } from './message-pages.ts';
import type { StoredMessage } from './stored-page.ts';
import type { MailboxWork } from './sync-mailbox.ts';
import { expandRanges, rangesOf } from './uid-set.ts';

/** Fetches the messages from a UID on, in one command, and stores them as they come: nothing is read while a page is written. */
export const fetchNewer = async (
  { connection, store, onProgress }: Pick<MailboxWork, 'connection' | 'store' | 'onProgress'>,
  { from, uidNext }: { from: number; uidNext: number },
): Promise<Failure | null> => {
  let batch: StoredMessage[] = [];
  let read = createMessageReader();
  let next = from;
  const flush = async (): Promise<void> => {
    const messages = batch.sort((a, b) => a.uid - b.uid);
    batch = [];
    read = createMessageReader();
    if (messages.length === 0) return;
    await store.addNewer(messages, next);
    const stored = store.cursor()!.messages;
    onProgress?.(stored, stored);
  };
  const answer = await runCommand(connection.session, `UID FETCH ${from}:* ${headerItems}`, {
    expected: Math.max(0, uidNext - from),
    maxResponseBytes: maxHeaderBytes,
    onUntagged(response) {
      const scanned = scanFetch(response);
      // `n:*` names the last message also when its UID is smaller; UIDs ascend, or the pages would overlap.
      if (!scanned?.uid || scanned.internalDate === null || scanned.uid < next) return;
      next = scanned.uid + 1;
      batch.push(read(scanned));
      if (batch.length >= pageFull) return flush();
    },
  });
  await flush();
  if (answer.ok) return null;
  return isAboutMessages(answer.failure) ? fetchOneByOne({ connection, store }, { from: next, uidNext }) : answer.failure;
};

/** Fetches what the server told of since, until it tells no more: it will not say it again. */
export const fetchArrivals = async (work: Pick<MailboxWork, 'connection' | 'store' | 'onProgress'>): Promise<Failure | null> => {
  while (work.connection.hasArrivals) {
    work.connection.hasArrivals = false;
    const { uidNext } = work.store.cursor()!;
    const failure = await fetchNewer(work, { from: uidNext, uidNext });
    if (failure) return failure;
  }
  return null;
};

/** One of the new messages cannot be delivered: by pages, where the bad one is found. */
const fetchOneByOne = async (
  { connection: { session }, store }: Pick<MailboxWork, 'connection' | 'store'>,
  { from, uidNext }: { from: number; uidNext: number },
): Promise<Failure | null> => {
  const listed = await searchUids(session, { criteria: `UID ${from}:*`, messages: uidNext - from });
  if (!listed.ok) return listed.failure;
  const uids = expandRanges(listed.value).filter((uid) => uid >= from);
  for (let i = 0; i < uids.length; i += pageFull) {
    const messages = await fetchMessages(session, rangesOf(uids.slice(i, i + pageFull)));
    if (!messages.ok) return messages.failure;
    const last = messages.value.at(-1);
    if (last) await store.addNewer(messages.value, last.uid + 1);
  }
  return null;
};
