import type { Mailbox } from '@kurrier/shared/mail/mail';

/** Letters as people type them: without accents, in any case. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The mailboxes that messages of `from` can go to and whose name has the typed letters, the best first: names that begin with them, then
 * words that do, then names that have them in a row, then in this order.
 */
export const matchMailboxes = (mailboxes: readonly Mailbox[], { from, typed }: { from: string | null; typed: string }): Mailbox[] => {
  const wanted = fold(typed.trim());
  const others = mailboxes.filter(({ id, isSelectable }) => isSelectable && id !== from);
  if (wanted === '') return others;
  return others
    .map((mailbox) => ({ mailbox, rank: rankOf(fold(mailbox.path), wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank! - b.rank! || a.mailbox.path.length - b.mailbox.path.length)
    .map(({ mailbox }) => mailbox);
};

const rankOf = (path: string, wanted: string): number | null => {
  const name = path.split(/[/.\\]/).at(-1) ?? path;
  if (name.startsWith(wanted)) return 0;
  if (path.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  if (path.includes(wanted)) return 2;
  let at = -1;
  for (const letter of wanted) {
    at = path.indexOf(letter, at + 1);
    if (at === -1) return null;
  }
  return 3;
};
