import { hashParts, joinHash } from '../hash-parts.ts';

/** The Dashboard's mail pages: a list of messages (of all INBOXes, of an account's INBOX, or of one mailbox), writing, the outbox. */
export type MailRoute = { page: 'mail'; accountId: string | null; mailboxId: string | null } | { page: 'compose' } | { page: 'outbox' };

/** The mail page that a location's hash names; null where it names none. */
export const parseMailRoute = (hash: string): MailRoute | null => {
  const [page, accountId = '', mailboxId = ''] = hashParts(hash);
  if (page === 'compose' || page === 'outbox') return { page };
  if (page !== 'mail') return null;
  return { page, accountId: accountId || null, mailboxId: accountId === '' ? null : mailboxId || null };
};

/** The hash of a mail page; `parseMailRoute` reads it back. */
export const mailHash = (route: MailRoute): string => {
  if (route.page !== 'mail') return `#/${route.page}`;
  return joinHash(['mail', ...[route.accountId, route.mailboxId].filter((part) => part !== null)]);
};
