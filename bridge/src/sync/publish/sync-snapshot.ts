import type { AccountSync, Mailbox, SyncPhase } from '@kurrier/shared/mail/mail';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { isSelectable } from '../../imap/grammar/listed-mailbox.ts';
import { isChosen, sortForSync } from '../sync-order.ts';

/** An account's sync as readers see it: a snapshot of the store and of what goes on. */
export const describeSync = async (
  accountId: string,
  account: MailAccountStore,
  { state, failures }: { state: SyncPhase; failures: AccountSync['failures'] },
): Promise<AccountSync> => {
  const { mailboxes, choice, isGmail, lastSyncAt } = account.read();
  let storedBytes = 0;
  const described: Mailbox[] = [];
  for (const mailbox of sortForSync(mailboxes)) {
    const store = await account.mailbox(mailbox.id);
    const cursor = store.cursor();
    storedBytes += store.bytes();
    described.push({
      id: mailbox.id,
      path: mailbox.path,
      delimiter: mailbox.delimiter,
      role: mailbox.role,
      isSelectable: isSelectable(mailbox),
      isChosen: isChosen(mailbox, choice, { isGmail }),
      messages: mailbox.messages,
      unseen: cursor !== null && cursor.backfillBelow === null && choice.sinceDays === null ? store.unseen() : mailbox.unseen,
      stored: cursor?.messages ?? 0,
      revision: store.revision(),
    });
  }
  return { accountId, state, choice, mailboxes: described, lastSyncAt, storedBytes, failures };
};
