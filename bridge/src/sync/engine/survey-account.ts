import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { listMailboxes, type MailboxList } from '../../imap/list-mailboxes.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { isSelectable } from '../../imap/grammar/listed-mailbox.ts';
import type { FlagComparisonTurns, Quiet } from '../live/flag-comparison-turns.ts';
import { planSync } from '../plan-sync.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { confirmIdentities } from './confirm-identities.ts';
import { leaveMailbox, type SyncConnection } from '../sync-connection.ts';
import { isChosen, sortForSync } from '../sync-order.ts';
import { hasUnreadableToRetry } from '../fetch/unreadable-messages.ts';

/** A mailbox that has something to do, in the order to do it in. */
export interface PendingMailbox {
  mailbox: StoredMailbox;
  status: MailboxStatus | null;
  /** Its flags are to be looked at, though nothing else changed: all of them, or those that SEARCH names. */
  look?: 'all' | 'searched';
}

/** What is to be done, and the lines of the server's list that say nothing certain, each in the place of a mailbox. */
interface AccountSurvey {
  pending: PendingMailbox[];
  failures: { mailboxId: string; failure: Failure }[];
}

const dayMs = 24 * 60 * 60_000;

/** Asks the server for its mailboxes; nothing else may be asked of it about a mailbox that is open. */
export const listAccount = async (connection: SyncConnection): Promise<Outcome<MailboxList, Failure>> => {
  const startedAt = performance.now();
  const left = leaveMailbox(connection);
  connection.hasNewsElsewhere = false;
  const listed = await listMailboxes(connection.session, { withIds: !connection.hasFalseIds });
  connection.surveyMs = performance.now() - startedAt;
  await left;
  return listed;
};

/** Asks the server for its mailboxes, stores what it says, and resolves with those that are chosen and differ from what is stored. */
export const surveyAccount = async (
  connection: SyncConnection,
  account: MailAccountStore,
  how: { thorough: boolean },
): Promise<Outcome<AccountSurvey, Failure>> => {
  const listed = await listAccount(connection);
  return listed.ok ? takeSurvey(connection, account, listed.value, how) : listed;
};

/** The same for mailboxes that were listed already. Some may have to be opened to know whether they are known ones. */
export const takeSurvey = async (
  connection: SyncConnection,
  account: MailAccountStore,
  { mailboxes: found, unreadable }: MailboxList,
  { thorough, turns }: { thorough: boolean; turns?: FlagComparisonTurns },
): Promise<Outcome<AccountSurvey, Failure>> => {
  const { session, tracking } = connection;
  const confirmed = await confirmIdentities(
    connection,
    account.read().mailboxes,
    found.map(({ mailbox }) => mailbox),
  );
  if (!confirmed.ok) return confirmed;
  await account.takeListed(
    found.map(({ mailbox, status }) => ({ mailbox: { ...mailbox, mailboxId: confirmed.value.get(mailbox.path) ?? null }, status })),
    { isComplete: unreadable.length === 0 },
  );
  const isGmail = session.capabilities().has('X-GM-EXT-1');
  if (account.read().isGmail !== isGmail) await account.update({ isGmail });
  const { mailboxes, choice } = account.read();
  const statuses = new Map(found.map(({ mailbox, status }) => [mailbox.path, status]));
  const pending: PendingMailbox[] = [];
  const quiet = new Map<Quiet, PendingMailbox>();
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
    else if (tracking === 'compare' && status) {
      // Of what is left out for its age nobody knows how much is unread.
      const told = choice.sinceDays === null ? (status.unseen ?? store.unseen()) : store.unseen();
      quiet.set({ id: mailbox.id, messages: status.messages, unseen: { told, stored: store.unseen() } }, { mailbox, status });
    }
  }
  const due = turns?.take([...quiet.keys()], Date.now());
  const searched = turns?.takeSearched([...quiet.keys()], Date.now());
  for (const [{ id }, entry] of quiet) {
    if (due?.has(id)) pending.push({ ...entry, look: 'all' });
    else if (searched?.has(id)) pending.push({ ...entry, look: 'searched' });
  }
  return succeed({ pending, failures: unreadable.map((line) => ({ mailboxId: line, failure: protocolViolation('UNREADABLE_MAILBOX') })) });
};

/** The time before which nothing is fetched, at the start of a day; null: everything is. */
export const sinceOf = (account: MailAccountStore, now: number): number | null => {
  const { sinceDays } = account.read().choice;
  return sinceDays === null ? null : Math.floor(now / dayMs - sinceDays) * dayMs;
};

/** INBOX is there, whatever the server lists (RFC 9051 §5.1): the first page of a new account need not wait for the list. */
export const assumeInbox = async (account: MailAccountStore): Promise<StoredMailbox | undefined> => {
  if (account.read().mailboxes.length > 0) return undefined;
  await account.takeListed([{ mailbox: { path: 'INBOX', name: 'INBOX', delimiter: null, attributes: [], mailboxId: null }, status: null }]);
  return account.read().mailboxes[0];
};
