import { isUnreadable } from '../../mail-store/page-format.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fetchMessages } from './fetch-messages.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';

/** Servers are mended: after so long a message that could not be read is tried again. */
const retryAfterMs = 24 * 60 * 60_000;

/** Whether messages that could not be read are to be tried again by now. */
export const hasUnreadableToRetry = (store: MailboxStore, now: number): boolean =>
  store.trouble().unreadable.some(({ triedAt }) => now - triedAt >= retryAfterMs);

/** Tries one of them again, the one tried longest ago; it may cost the connection, and then is left alone for another day. */
export const retryUnreadable = async (session: ImapSession, store: MailboxStore, now: number): Promise<Failure | null> => {
  const { unreadable } = store.trouble();
  if (!hasUnreadableToRetry(store, now)) return null;
  const { uid } = unreadable.reduce((oldest, other) => (other.triedAt < oldest.triedAt ? other : oldest));
  await store.noteTrouble({ unreadable: unreadable.map((other) => (other.uid === uid ? { ...other, triedAt: now } : other)) });
  const read = await readAgain(session, store, uid);
  return read.ok || !isBeyondMailbox(read.failure) ? null : read.failure;
};

/** Fetches a message that could not be read; if it can be now, it is stored whole. */
export const readAgain = async (
  session: ImapSession,
  store: MailboxStore,
  uid: number,
): Promise<{ ok: true } | { ok: false; failure: Failure }> => {
  const fetched = await fetchMessages(session, [[uid, uid]]);
  if (!fetched.ok) return { ok: false, failure: fetched.failure.failure };
  const [message] = fetched.value;
  if (message && isUnreadable(message)) return { ok: true };
  if (message) await store.fillIn(message);
  await store.noteTrouble({ unreadable: store.trouble().unreadable.filter((other) => other.uid !== uid) });
  return { ok: true };
};
