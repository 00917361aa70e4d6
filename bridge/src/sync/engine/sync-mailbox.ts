import type { MailboxWork } from '../fetch/mailbox-work.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { fetchArrivals, fetchNewer } from '../fetch/fetch-newer.ts';
import { fetchOlder } from '../fetch/fetch-older.ts';
import { fetchFlags } from '../../imap/fetch-flags.ts';
import { searchUids } from '../../imap/search-uids.ts';
import { fitsCounts, olderThan } from '../fetch/list-older.ts';
import { confirmCount } from '../fetch/confirm-count.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { isOther, openConfirmed } from '../fetch/open-confirmed.ts';
import type { OpenedMailbox } from '../fetch/open-mailbox.ts';
import { planSync, type SyncPlan } from '../plan-sync.ts';
import { searchFlags } from '../fetch/search-flags.ts';
import { retryUnreadable } from '../fetch/unreadable-messages.ts';
import { compareWithServer, dropVanished, fetchUnnamed } from '../fetch/compare-with-server.ts';
import { countUids, type UidRanges } from '../../imap/grammar/uid-set.ts';

type Update = Extract<SyncPlan, { action: 'update' }>;

/**
 * Brings one mailbox up to date: opens it, plans, and does what the plan says. The cursor moves only over what is stored.
 * Resolves with what the server said of the mailbox; after a failure everything done so far is kept, and the next call goes on from there.
 */
export const syncMailbox = async (work: MailboxWork): Promise<Outcome<MailboxStatus, Failure>> => {
  const synced = await bringUpToDate(work);
  if (synced.ok) await work.store.tidy();
  const lost = synced.ok ? await retryUnreadable(work.connection.session, work.store, Date.now()) : null;
  return lost ? { ok: false, failure: lost } : synced;
};

const bringUpToDate = async (work: MailboxWork): Promise<Outcome<MailboxStatus, Failure>> => {
  const { connection, store } = work;
  const { tracking } = connection;
  const [opened, listed] = await openAndList(work);
  if (!opened.ok) return opened;
  // It says on opening how many there are, too.
  connection.hasArrivals = false;
  const { status, vanished } = opened.value;
  const plan = planSync(isOther(work, status) ? null : store.cursor(), status, { tracking, thorough: work.thorough });
  const isSearched = work.searched === true && tracking === 'compare' && plan.action !== 'first';
  const lost = isSearched ? await searchFlags(work, opened.value) : null;
  if (lost) return fail(lost);
  if (plan.action === 'nothing') return succeed(status);
  if (plan.action === 'first') {
    const { uidValidity, uidNext, highestModSeq } = status;
    await store.begin({ uidValidity, uidNext, highestModSeq, backfillBelow: uidNext });
    return finish(work, status, (await fetchOlder(work, status, listed)) ?? (await fetchArrivals(work)));
  }
  if (plan.vanished === 'reported') for (const uids of vanished) await store.remove(uids);
  const failure =
    (await updateFlags(work, plan, opened.value)) ??
    (plan.newFrom === null ? null : await fetchNewer(work, { from: plan.newFrom, uidNext: status.uidNext })) ??
    (plan.newFrom === null || tracking === 'qresync' ? null : await fetchUnnamed(work, plan.newFrom)) ??
    (plan.vanished === 'if-counts-differ' ? await dropVanished(work, status) : null);
  if (failure) return { ok: false, failure };
  await store.moveCursor({ uidNext: Math.max(status.uidNext, store.cursor()!.uidNext), highestModSeq: status.highestModSeq });
  return finish(work, status, (plan.olderBelow === null ? null : await fetchOlder(work, status)) ?? (await fetchArrivals(work)));
};

const finish = async (work: MailboxWork, status: MailboxStatus, unfinished: Failure | null): Promise<Outcome<MailboxStatus, Failure>> => {
  const failure = unfinished ?? (await confirmCount(work, status));
  if (failure) return { ok: false, failure };
  await noteCount(work, status);
  return succeed(status);
};

/** What is left out for its age counts on the server, and not here. */
const noteCount = async ({ store, since }: MailboxWork, { messages }: MailboxStatus): Promise<void> => {
  if (since !== null && store.cursor()!.onServer !== messages) await store.moveCursor({ onServer: messages });
};

/** Opens the mailbox; for a first sync, what is in it is asked in the same flight. Null: not asked, or the answer is of no use. */
const openAndList = async (work: MailboxWork): Promise<[opened: Outcome<OpenedMailbox, Failure>, listed: UidRanges | null]> => {
  const { connection, store, since } = work;
  const { session, access } = connection;
  const cursor = store.cursor();
  const [opened, listed] = await Promise.all([
    openConfirmed(work),
    cursor === null ? searchUids(session, { criteria: olderThan(null, since), messages: Infinity }) : null,
  ]);
  // UIDs that were not final yet, or more of them than can be believed: asked again when that is known.
  if (connection.access !== access || !opened.ok || !listed?.ok) return [opened, null];
  const { messages } = opened.value.status;
  const { uids } = listed.value;
  const isOfUse = countUids(uids) <= messages && fitsCounts(listed.value, since, { messages, stored: 0 });
  return [opened, isOfUse ? uids : null];
};

const updateFlags = async (work: MailboxWork, plan: Update, { flags, status, isComplete }: OpenedMailbox): Promise<Failure | null> => {
  // What could not be read will not be told again.
  if (plan.flags?.by === 'compare' || (plan.flags !== null && !isComplete)) return compareWithServer(work, status);
  if (plan.flags?.by === 'since' && work.connection.tracking === 'condstore') {
    const from = work.store.cursor()!.backfillBelow ?? 1;
    const changed = await fetchFlags(work.connection.session, { from, expected: status.messages, changedSince: plan.flags.modSeq });
    if (!changed.ok) return changed.failure;
    await work.store.setFlags(changed.value.flags);
    return changed.value.isComplete ? null : compareWithServer(work, status);
  }
  // Only a server with QRESYNC says where that about the mailbox opened before ends (CLOSED).
  if (work.connection.tracking === 'qresync' && flags.size > 0) await work.store.setFlags(flags);
  return null;
};
