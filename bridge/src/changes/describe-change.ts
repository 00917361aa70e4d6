import { randomUUID } from 'node:crypto';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { ChangeAction, ChangeRefusal, PendingChange } from '@kurrier/shared/mail/pending-change';
import { parseEnvelope } from '../imap/grammar/envelope.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import { toShownLine } from '../messages/safe-text.ts';
import type { StoredChange } from './change-records.ts';

/** The messages of a change. */
export const refsOf = (accountId: string, { mailboxId, uidValidity, messages }: StoredChange): MessageRef[] =>
  messages.map(({ uid }) => ({ accountId, mailboxId, uidValidity, uid }));

/** What somebody does to messages of one mailbox, with all that is needed to do it later; each message once, ascending by UID. */
export const toStoredChange = async (
  store: Pick<MailboxStore, 'readMany'>,
  refs: readonly MessageRef[],
  { action, at }: { action: ChangeAction; at: number },
): Promise<StoredChange> => {
  const { mailboxId, uidValidity, uid: first } = refs[0]!;
  const uids = refs.map(({ uid }) => uid);
  const envelopes = new Map((await store.readMany(uids)).map(({ uid, envelope }) => [uid, parseEnvelope(envelope)]));
  return {
    id: randomUUID(),
    mailboxId,
    uidValidity,
    messages: [...new Set(uids)].sort((a, b) => a - b).map((uid) => ({ uid, messageId: envelopes.get(uid)?.messageId ?? null })),
    action,
    subject: toShownLine(envelopes.get(first)?.subject ?? ''),
    at,
  };
};

/** Of a change those messages with which it was not possible, as a failed change of their own. */
export const withRefusal = (change: StoredChange, uids: readonly number[], refusal: ChangeRefusal): StoredChange => ({
  ...change,
  id: randomUUID(),
  messages: change.messages.filter(({ uid }) => uids.includes(uid)),
  failed: { refusal },
});

/** A change as it is listed. */
export const describeChange = (accountId: string, change: StoredChange): PendingChange => {
  const { id, action, subject, at, failed } = change;
  const said = failed && { refusal: failed.refusal, ...(failed.failure && { failure: failed.failure }) };
  return { id, accountId, action, refs: refsOf(accountId, change), subject, at, state: failed ? 'failed' : 'pending', ...said };
};
