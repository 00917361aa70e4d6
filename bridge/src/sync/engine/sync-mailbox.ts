import type { MailboxWork } from '../fetch/mailbox-work.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { fetchArrivals, fetchNewer } from '../fetch/fetch-newer.ts';
import { fetchOlder } from '../fetch/fetch-older.ts';
import { canFetchEarly, fetchEarly, type EarlyMessages } from '../fetch/fetch-early.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { fetchFlags, type FlagList } from '../../imap/fetch-flags.ts';
import { searchUids } from '../../imap/search-uids.ts';
import { fitsCounts, olderThan } from '../fetch/list-older.ts';
import { confirmCount } from '../fetch/confirm-count.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { isOther, openConfirmed } from '../fetch/open-confirmed.ts';
import type { OpenedMailbox } from '../fetch/open-mailbox.ts';
import { firstCursor, planSync, type SyncPlan } from '../plan-sync.ts';
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
  const { opened, isFirst, listed, early, flags } = await openAndAsk(work);
  if (!opened.ok) return opened;
  const { status, vanished } = opened.value;
  const plan = planSync(isFirst || isOther(work, status) ? null : store.cursor(), status, { tracking, thorough: work.thorough });
  const isSearched = work.searched === true && tracking === 'compare' && plan.action !== 'first';
  const lost = isSearched ? await searchFlags(work, opened.value) : null;
  if (lost) return fail(lost);
  if (plan.action === 'nothing') return succeed(status);
  if (plan.action === 'first') {
    await store.begin(firstCursor(status));
    return finish(work, status, (await fetchOlder(work, status, { listed, early })) ?? (await fetchArrivals(work)));
  }
  if (plan.vanished === 'reported') for (const uids of vanished) await store.remove(uids);
  const failure =
    (await updateFlags(work, plan, { ...opened.value, early: flags })) ??
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

/** The mailbox as it was opened, and what was asked in the same flight; null or empty: not asked, or the answer is of no use. */
interface Asked {
  opened: Outcome<OpenedMailbox, Failure>;
  /** Nothing of it was stored before. */
  isFirst: boolean;
  /** All its UIDs. */
  listed: UidRanges | null;
  early: EarlyMessages;
  /** Of all messages, where only looking at them tells which changed. */
  flags: FlagList | null;
}

/** Opens the mailbox, and asks in the same flight for what will be wanted of it: far away, each answer that is waited for is felt. */
const openAndAsk = async (work: MailboxWork): Promise<Asked> => {
  const { connection, store, since, surveyed } = work;
  const { session, access } = connection;
  const cursor = store.cursor();
  const isFirst = cursor === null;
  const isEarly = canFetchEarly(work) && surveyed;
  // A message that ends the connection may take the answer to the opening with it: next time it is opened first.
  if (isEarly) await store.begin(firstCursor(surveyed));
  const isCompared = !isFirst && access === 'EXAMINE' && connection.tracking === 'compare' && work.thorough && cursor.messages > 0;
  const [opened, early, listed, flags] = await Promise.all([
    openConfirmed(work),
    // Before the list: Dovecot carries both out at once, and what belongs to which is known by what is answered already.
    isEarly ? fetchEarly(session, surveyed.messages) : new Map(),
    isFirst ? searchUids(session, { criteria: olderThan(null, since), messages: Infinity }) : null,
    isCompared ? fetchFlags(session, { from: 1, expected: cursor.messages, isAfterEarlier: true }) : null,
  ]);
  if (isEarly && !opened.ok && !isBeyondMailbox(opened.failure)) await store.clear();
  // UIDs that were not final yet, or more of them than can be believed: asked again when that is known.
  if (connection.access !== access || !opened.ok) return { opened, isFirst, listed: null, early: new Map(), flags: null };
  const { messages } = opened.value.status;
  const isOfUse = !!listed?.ok && countUids(listed.value.uids) <= messages && fitsCounts(listed.value, since, { messages, stored: 0 });
  return {
    opened,
    isFirst,
    listed: isOfUse ? listed.value.uids : null,
    early,
    flags: flags?.ok && !opened.value.isReopened ? flags.value : null,
  };
};

const updateFlags = async (
  work: MailboxWork,
  plan: Update,
  { flags, status, isComplete, early }: OpenedMailbox & { early: FlagList | null },
): Promise<Failure | null> => {
  // What could not be read will not be told again.
  if (plan.flags?.by === 'compare' || (plan.flags !== null && !isComplete)) return compareWithServer(work, status, early);
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
