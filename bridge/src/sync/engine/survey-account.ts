import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { AccountStore, StoredMailbox } from '../../mail-store/account-store.ts';
import { listMailboxes } from '../../imap/list-mailboxes.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { isSelectable } from '../../imap/grammar/listed-mailbox.ts';
import { planSync } from '../plan-sync.ts';
import { leaveMailbox, type SyncConnection } from '../sync-connection.ts';
import { isChosen, sortForSync } from '../sync-order.ts';
import { hasUnreadableToRetry } from '../fetch/unreadable-messages.ts';

/** A mailbox that has something to do, in the order to do it in. */
export interface PendingMailbox {
  mailbox: StoredMailbox;
  status: MailboxStatus | null;
}

const dayMs = 24 * 60 * 60_000;

/** Asks the server for its mailboxes, stores what it says, and resolves with those that are chosen and differ from what is stored. */
export const surveyAccount = async (
  connection: SyncConnection,
  account: AccountStore,
  { thorough }: { thorough: boolean },
): Promise<Outcome<PendingMailbox[], Failure>> => {
  const { session, tracking } = connection;
  const left = leaveMailbox(connection);
  connection.hasNewsElsewhere = false;
  const listed = await listMailboxes(session);
  await left;
  if (!listed.ok) return listed;
  await account.takeListed(listed.value);
  const isGmail = session.capabilities().has('X-GM-EXT-1');
  if (account.read().isGmail !== isGmail) await account.update({ isGmail });
  const { mailboxes, choice } = account.read();
  const statuses = new Map(listed.value.map(({ mailbox, status }) => [mailbox.path, status]));
  const pending: PendingMailbox[] = [];
  for (const mailbox of sortForSync(mailboxes)) {
    const store = await account.mailbox(mailbox.id);
    // One that was deleted and still has others below it is listed, and cannot be opened (RFC 9051 §6.3.5).
    if (!isSelectable(mailbox) || !isChosen(mailbox, choice, { isGmail })) {
      if (store.cursor()) await store.clear();
      continue;
    }
    await store.tidy();
    const status = statuses.get(mailbox.path) ?? null;
    const plan = status && planSync(store.cursor(), status, { tracking, thorough });
    if (plan?.action !== 'nothing' || hasUnreadableToRetry(store, Date.now())) pending.push({ mailbox, status });
  }
  return succeed(pending);
};

/** The time before which nothing is fetched, at the start of a day; null: everything is. */
export const sinceOf = (account: AccountStore, now: number): number | null => {
  const { sinceDays } = account.read().choice;
  return sinceDays === null ? null : Math.floor(now / dayMs - sinceDays) * dayMs;
};
