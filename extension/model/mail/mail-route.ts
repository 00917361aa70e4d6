import type { MessageRef } from '@kurrier/shared/mail/mail';
import { hashParts, joinHash } from '../location-hash.ts';

/** The Dashboard's mail pages: a list of messages (of all INBOXes, of an account's INBOX, or of one mailbox), writing, the outbox. */
export type MailRoute =
  | {
      page: 'mail';
      accountId: string | null;
      mailboxId: string | null;
      /** Of all accounts the unread messages of their INBOXes, or the starred ones; absent: all. */
      only?: 'unread' | 'starred';
      /** The message that is open; absent where none is. */
      open?: MessageRef;
    }
  | { page: 'compose' }
  | { page: 'outbox' };

const openMark = '?open=';
const views = ['unread', 'starred'] as const;

/** The mail page that a location's hash names; null where it names none. */
export const parseMailRoute = (hash: string): MailRoute | null => {
  const [path = '', message] = hash.split(openMark);
  const [page, accountId = '', mailboxId = ''] = hashParts(path);
  if (page === 'compose' || page === 'outbox') return { page };
  if (page !== 'mail') return null;
  const open = message === undefined ? null : parseRef(message);
  // No account has such an id.
  const only = views.find((view) => accountId === `~${view}`);
  if (only) return { page, accountId: null, mailboxId: null, only, ...(open && { open }) };
  return { page, accountId: accountId || null, mailboxId: accountId === '' ? null : mailboxId || null, ...(open && { open }) };
};

/** The hash of a mail page; `parseMailRoute` reads it back. */
export const mailHash = (route: MailRoute): string => {
  if (route.page !== 'mail') return `#/${route.page}`;
  const list = joinHash(['mail', ...[route.only ? `~${route.only}` : route.accountId, route.mailboxId].filter((part) => part !== null)]);
  if (!route.open) return list;
  const { accountId, mailboxId, uidValidity, uid } = route.open;
  return `${list}${openMark}${joinHash([accountId, mailboxId, String(uidValidity), String(uid)]).slice('#/'.length)}`;
};

const parseRef = (text: string): MessageRef | null => {
  const [accountId = '', mailboxId = '', ...numbers] = hashParts(text);
  const [uidValidity = '', uid = '', ...rest] = numbers;
  const isRef = accountId !== '' && mailboxId !== '' && rest.length === 0 && /^\d{1,10}$/.test(uidValidity) && /^\d{1,10}$/.test(uid);
  return isRef ? { accountId, mailboxId, uidValidity: Number(uidValidity), uid: Number(uid) } : null;
};
