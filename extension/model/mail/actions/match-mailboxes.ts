import type { Mailbox } from '@kurrier/shared/mail/mail';

/** Letters as people type them: without accents, in any case. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The mailboxes that messages of `from` can go to and whose path, or the name that they are shown by, has the typed letters, the best
 * first: names that begin with them, then words that do, then names that have them in a row, then in this order.
 */
export const matchMailboxes = (
  mailboxes: readonly Mailbox[],
  { from, typed, nameOf }: { from: string | null; typed: string; nameOf: (mailbox: Mailbox) => string },
): Mailbox[] => {
  const wanted = fold(typed.trim());
  const others = mailboxes.filter(({ id, isSelectable }) => isSelectable && id !== from);
  if (wanted === '') return others;
  return others
    .map((mailbox) => ({ mailbox, rank: Math.min(...[mailbox.path, nameOf(mailbox)].map((name) => rankOf(fold(name), wanted))) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.mailbox.path.length - b.mailbox.path.length)
    .map(({ mailbox }) => mailbox);
};

const rankOf = (path: string, wanted: string): number => {
  const name = path.split(/[/.\\]/).at(-1) ?? path;
  if (name.startsWith(wanted)) return 0;
  if (path.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  if (path.includes(wanted)) return 2;
  let at = -1;
  for (const letter of wanted) {
    at = path.indexOf(letter, at + 1);
    if (at === -1) return Infinity;
  }
  return 3;
};
