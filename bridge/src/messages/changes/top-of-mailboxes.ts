import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';

/** Where everything lies below INBOX, so does a new mailbox (Courier, cPanel). */
export const topOf = (mailboxes: readonly StoredMailbox[]): { prefix: string; delimiter: string | null } => {
  const others = mailboxes.filter(({ role }) => role !== 'inbox');
  const delimiter = mailboxes.find((mailbox) => mailbox.delimiter !== null)?.delimiter ?? null;
  const isNested =
    delimiter !== null && others.length > 0 && others.every(({ path }) => path.toUpperCase().startsWith(`INBOX${delimiter}`));
  return { prefix: isNested ? `INBOX${delimiter}` : '', delimiter };
};
