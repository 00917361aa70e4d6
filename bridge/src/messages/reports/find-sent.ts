import type { MessageRow } from '@kurrier/shared/mail/mail';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { guessNothing } from '../../mime/decode-charset.ts';
import { toMessageRow } from '../message-row.ts';

/** Reports come soon: so many of the newest messages are looked at. */
const mostLooked = 5_000;

/** The message with this Message-ID in the account's mailbox for sent mail, as far as that is stored here. */
export const findSent = async (account: MailAccountStore, accountId: string, messageId: string): Promise<MessageRow | null> => {
  for (const mailbox of account.read().mailboxes.filter(({ role }) => role === 'sent')) {
    const store = await account.mailbox(mailbox.id);
    const uidValidity = store.cursor()?.uidValidity;
    if (uidValidity === undefined) continue;
    let looked = 0;
    for (const page of store.pages().toReversed()) {
      if (looked >= mostLooked) break;
      const { uids } = await store.readPage(page);
      looked += uids.length;
      for (const message of await store.readMany(uids)) {
        if (!message.envelope.includes(messageId) || parseEnvelope(message.envelope).messageId !== messageId) continue;
        return toMessageRow(message, { accountId, mailboxId: mailbox.id, uidValidity, uid: message.uid }, guessNothing);
      }
    }
  }
  return null;
};
