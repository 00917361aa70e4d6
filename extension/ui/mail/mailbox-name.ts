import type { Mailbox } from '@kurrier/shared/mail/mail';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { safeLine } from '../../model/mail/safe-text.ts';

/** What a mailbox is called: by its role where it has one, else by the last part of its path. */
export const mailboxName = ({ role, path, delimiter }: Pick<Mailbox, 'role' | 'path' | 'delimiter'>): string => {
  if (role) return mailWords.roles[role];
  const parts = delimiter ? path.split(delimiter) : [path];
  return safeLine(parts.at(-1) || path, 80);
};

/** How deep a mailbox lies among others; those with a role stand at the top. */
export const depthOf = ({ role, path, delimiter }: Pick<Mailbox, 'role' | 'path' | 'delimiter'>): number =>
  role || !delimiter ? 0 : Math.min(5, path.split(delimiter).length - 1);

const order = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'flagged', 'important', 'all'];

/** INBOX first, then those with a role, then the others by their paths. */
export const sortMailboxes = (mailboxes: readonly Mailbox[]): Mailbox[] => {
  const rank = ({ role }: Mailbox) => (role ? order.indexOf(role) : order.length);
  return [...mailboxes].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
};
