import type { SpecialUse, SyncChoice } from '@kurrier/shared/mail/mail';

/** What people look at first comes first; what they threw away, and Gmail's second copies of everything, last. */
const order: readonly (SpecialUse | null)[] = ['inbox', 'sent', 'drafts', 'flagged', 'important', null, 'archive', 'all', 'junk', 'trash'];

interface Candidate {
  id: string;
  path: string;
  role: SpecialUse | null;
}

/** Sorts mailboxes into the order that they are synced in: INBOX first. */
export const sortForSync = <Value extends Candidate>(mailboxes: readonly Value[]): Value[] =>
  [...mailboxes].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || (a.path < b.path ? -1 : 1));

/** On Gmail these show messages that lie in other mailboxes too (https://developers.google.com/workspace/gmail/imap/imap-extensions). */
const gmailCopies: ReadonlySet<SpecialUse | null> = new Set(['all', 'important', 'flagged']);

/** Whether a mailbox is fetched: everything is, but Gmail's copies, unless the person chose otherwise. */
export const isChosen = ({ id, role }: Candidate, choice: SyncChoice, { isGmail }: { isGmail: boolean }): boolean => {
  if (choice.excluded.includes(id)) return false;
  return choice.included.includes(id) || !(isGmail && gmailCopies.has(role));
};
