import type { MessageRow } from '@kurrier/shared/mail/mail';
import { extrasWords } from '@kurrier/shared/words/pages/extras';
import { safeLine } from '../mail/safe-text.ts';
import { isQuiet, type ExtrasOptions } from './extras-options.ts';

const words = extrasWords.notification;

/** Up to where each INBOX is known, by its account, mailbox and UIDVALIDITY: the highest UID; and under `since` when that began. */
export type KnownMail = Readonly<Record<string, number>>;
/** Clocks of servers may be behind by so much. */
const skewMs = 60_000;

export interface PlannedNotification {
  title: string;
  message: string;
  /** The message it is about; null for several together. */
  row: MessageRow | null;
}

/** More than so many at once are told of together. */
const mostAlone = 3;

const markOf = ({ ref }: MessageRow): string => JSON.stringify([ref.accountId, ref.mailboxId, ref.uidValidity]);

/**
 * What to tell of unread mail that was not known yet, and what is known after that. What was there before the first look is known; in quiet
 * hours nothing is told, also not later.
 */
export const planNotifications = (
  rows: readonly MessageRow[],
  { known, options, now, labelOf }: { known: KnownMail; options: ExtrasOptions; now: Date; labelOf: (accountId: string) => string },
): { known: KnownMail; notifications: PlannedNotification[] } => {
  const { since } = known;
  const next: Record<string, number> = { ...known, since: since ?? now.getTime() };
  for (const row of rows) next[markOf(row)] = Math.max(next[markOf(row)] ?? 0, row.ref.uid);
  const fresh = rows.filter((row) => {
    const before = known[markOf(row)];
    // An INBOX in which nothing was unread has no mark yet.
    const isNew = before === undefined ? since !== undefined && row.receivedAt >= since - skewMs : row.ref.uid > before;
    return isNew && !options.muted.includes(row.ref.accountId);
  });
  if (options.notify === 'off' || fresh.length === 0 || isQuiet(options, now.getHours())) return { known: next, notifications: [] };
  const accounts = [...new Set(fresh.map(({ ref }) => labelOf(ref.accountId)))].join(', ');
  if (fresh.length > mostAlone) return { known: next, notifications: [{ title: words.many(fresh.length), message: accounts, row: null }] };
  const notifications = fresh.map((row): PlannedNotification => {
    const label = labelOf(row.ref.accountId);
    if (options.notify === 'plain') return { title: words.one, message: label, row };
    const [sender] = row.from;
    return { title: safeLine(sender?.name || sender?.address || label, 80), message: `${safeLine(row.subject, 120)}\n${label}`, row };
  });
  return { known: next, notifications };
};

/** One notice for an account and a kind of failure a day. */
export const noticeKey = (accountId: string, kind: string, now: Date): string => `${accountId} ${kind} ${now.toISOString().slice(0, 10)}`;
