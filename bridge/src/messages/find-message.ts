import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { StoredMailbox } from '../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';

export interface FoundMailbox {
  account: MailAccountStore;
  mailbox: StoredMailbox;
  store: MailboxStore;
}

export type FindMailbox = (ref: Omit<MessageRef, 'uid'>) => Promise<FoundMailbox | null>;
export type FindMessage = (ref: MessageRef) => Promise<(FoundMailbox & { message: StoredMessage }) | null>;

/** Finds what a reference means in the store; null when that is gone, or the mailbox has another UIDVALIDITY by now. */
export const createFinders = (
  accountOf: (accountId: string) => Promise<MailAccountStore | null>,
): { findMailbox: FindMailbox; findMessage: FindMessage } => {
  const findMailbox: FindMailbox = async ({ accountId, mailboxId, uidValidity }) => {
    const account = await accountOf(accountId);
    const mailbox = account?.read().mailboxes.find(({ id }) => id === mailboxId);
    if (!account || !mailbox) return null;
    const store = await account.mailbox(mailbox.id);
    return store.cursor()?.uidValidity === uidValidity ? { account, mailbox, store } : null;
  };
  return {
    findMailbox,
    async findMessage(ref) {
      const found = await findMailbox(ref);
      const [message] = found ? await found.store.readMany([ref.uid]) : [];
      return found && message ? { ...found, message } : null;
    },
  };
};
