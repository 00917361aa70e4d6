import type { MessagesChanged } from '@kurrier/shared/api/events';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { MailboxChanges } from '../sync/publish/change-teller.ts';
import type { CharsetGuesses } from './charset-guesses.ts';
import { describeRows } from './lists/describe-rows.ts';

/** Makes the event of a mailbox's changed messages: as they are when it is told, which may be newer than its revision. */
export const describeChanges = async (
  { accountId, mailbox, store, before, revision, messages, changed, removed }: MailboxChanges,
  guesses: CharsetGuesses,
): Promise<MessagesChanged> => {
  const uidValidity = store.cursor()?.uidValidity ?? 0;
  const found = await store.readMany(changed);
  const refOf = (uid: number): MessageRef => ({ accountId, mailboxId: mailbox.id, uidValidity, uid });
  const rows = await describeRows(
    found.map((message) => ({ message, ref: refOf(message.uid) })),
    guesses,
  );
  return { type: 'messages.changed', accountId, mailboxId: mailbox.id, before, revision, messages, rows, removed: [...removed] };
};
