import { createQueue } from '../../async/serial-queue.ts';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { MessageChanges } from '../../mail-store/change-journal.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';

/** Of more messages it is not told at once what became of them: who shows them reads the list. */
const mostTold = 50;

/** What became of the messages of one mailbox between two of its revisions. */
export interface MailboxChanges extends MessageChanges {
  accountId: string;
  mailbox: StoredMailbox;
  store: MailboxStore;
  before: number;
  revision: number;
  /** How many were stored at `revision`. */
  messages: number;
}

/**
 * Tells what became of an account's messages since it was last told, mailbox by mailbox and in the order of their revisions. Nothing is
 * told of too much at once, nor the first time.
 */
export const createChangeTeller = (accountId: string, account: MailAccountStore, tell: (changes: MailboxChanges) => Promise<void>) => {
  const told = new Map<string, number>();
  const inTurn = createQueue();
  return (): Promise<void> =>
    inTurn(async () => {
      for (const mailbox of account.read().mailboxes) {
        const store = await account.mailbox(mailbox.id);
        const [before, revision] = [told.get(mailbox.id), store.revision()];
        told.set(mailbox.id, revision);
        const changes = before === undefined || before === revision ? null : store.changesSince(before);
        if (!changes || changes.changed.length + changes.removed.length > mostTold) continue;
        await tell({ ...changes, accountId, mailbox, store, before: before!, revision, messages: store.cursor()?.messages ?? 0 });
      }
    });
};
