import type { Failure } from '@kurrier/shared/failure/failure';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { isKnownContradiction, reconcileWithList } from './compare-with-server.ts';
import { fetchArrivals } from './fetch-newer.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { openMailbox } from './open-mailbox.ts';

/**
 * Makes sure, when everything was done, that as many messages are stored as the server says there are. Where that is not so, the mailbox is
 * opened anew and its messages are asked for in several ways; what any answer names is fetched. Null: they agree by now. Where they do not,
 * the server contradicts itself, and that is said: the smaller answer is never taken for the whole.
 */
export const confirmCount = async (work: MailboxWork, status: MailboxStatus): Promise<Failure | null> => {
  const { store, since, connection, name } = work;
  if (since !== null || store.cursor()!.backfillBelow !== null) return null;
  if (store.cursor()!.messages === status.messages) return forget(work);
  if (isKnownContradiction(store, status)) return protocolViolation('CONTRADICTING_COUNTS');
  const opened = await openMailbox(connection, { name, cursor: null });
  if (!opened.ok) return opened.failure;
  // Whatever came meanwhile is in what the opening says.
  connection.hasArrivals = true;
  const now = opened.value.status;
  // Another one by now: what it needs, the next look says.
  if (now.uidValidity !== store.cursor()!.uidValidity) return null;
  const arrived = await fetchArrivals(work);
  if (arrived) return arrived;
  if (store.cursor()!.messages === now.messages) return forget(work);
  const failure = await reconcileWithList(work, now);
  if (failure) return failure;
  const stored = store.cursor()!.messages;
  if (stored === now.messages || connection.hasArrivals) return forget(work);
  await store.noteTrouble({ contradiction: { messages: now.messages, stored, at: Date.now() } });
  return protocolViolation('CONTRADICTING_COUNTS');
};

const forget = async ({ store }: MailboxWork): Promise<null> => {
  if (store.trouble().contradiction) await store.noteTrouble({ contradiction: null });
  return null;
};
