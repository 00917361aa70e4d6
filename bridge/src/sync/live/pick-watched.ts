import type { SpecialUse } from '@kurrier/shared/mail/mail';
import { sortForSync } from '../sync-order.ts';

/** A mailbox that is fetched and can be opened. */
export interface Watchable {
  id: string;
  path: string;
  role: SpecialUse | null;
  /** When its newest message came; null while it has none. */
  newestAt: number | null;
}

/** INBOX has its own connection; nobody waits for what goes into the Trash; the others hold copies of what lies elsewhere. */
const never: ReadonlySet<SpecialUse | null> = new Set(['inbox', 'trash', 'all', 'flagged', 'important']);

/**
 * The mailboxes besides INBOX that are worth a connection of their own: those that mail came to last, for it will come there again; of
 * equals those that people look at first. A rule, and no setting: who has filters has it right without knowing of it, and the others are
 * polled.
 */
export const pickWatched = (mailboxes: readonly Watchable[], count: number): string[] =>
  sortForSync(mailboxes.filter(({ role }) => !never.has(role)))
    .sort((a, b) => (b.newestAt ?? 0) - (a.newestAt ?? 0))
    .slice(0, count)
    .map(({ id }) => id);
