import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed } from '@kurrier/shared/failure/outcome';
import { fetchPage, noteLoss } from './fetch-page.ts';
import { fetchFlags, type FlagList } from '../../imap/fetch-flags.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { listUids } from '../../imap/list-uids.ts';
import { searchUids } from '../../imap/search-uids.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { pageFull } from '../../mail-store/page-layout.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';
import { countTogether } from '../../mail-store/poison-messages.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { containsUid, expandRanges, rangesOf, takeNewest, type UidRanges } from '../../imap/grammar/uid-set.ts';

/** A server that contradicts itself, and goes on saying the same, is asked again so often. */
const askAgainAfterMs = 10 * 60_000;

type Work = Pick<MailboxWork, 'connection' | 'store' | 'since'>;

/**
 * Looks at the UID and flags of every message, where nothing less tells what changed: flags, what vanished, what is missing. `early` came
 * while the mailbox was opened; it is of use where it is about all of them.
 */
export const compareWithServer = async (
  { connection, store, since }: Work,
  status: MailboxStatus,
  early: FlagList | null = null,
): Promise<Failure | null> => {
  const cursor = store.cursor()!;
  if (cursor.messages === 0 && status.messages === 0) return null;
  const from = cursor.backfillBelow ?? 1;
  const isOfUse = early !== null && early.isComplete && from === 1 && early.flags.size === status.messages;
  const listed = isOfUse ? succeed(early) : await fetchFlags(connection.session, { from, expected: status.messages });
  if (!listed.ok) return listed.failure;
  const there = listed.value.flags;
  const named = there.size;
  const changed = new Map<number, string>();
  const gone: number[] = [];
  for await (const page of store.readIndex()) {
    for (const { uid, flags } of fromIndexPage(page)) {
      const now = there.get(uid);
      if (now === undefined) gone.push(uid);
      else if (now !== flags) changed.set(uid, now);
      there.delete(uid);
    }
  }
  const missing = [...there.keys()].filter((uid) => uid < cursor.uidNext);
  await store.setFlags(changed);
  // With fewer lines than there are messages, one could not be read: what is not named is not therefore gone.
  if (from > 1 || named >= status.messages) await store.remove(rangesOf(gone));
  else if (gone.length > 0) return dropVanished({ connection, store, since }, status);
  return since === null ? fetchMissing({ connection, store }, rangesOf(missing)) : null;
};

/** Finds out what vanished when there are fewer messages than there should be, and what is missing when there are more. */
export const dropVanished = async (work: Work, status: MailboxStatus): Promise<Failure | null> => {
  const { store, since } = work;
  const cursor = store.cursor()!;
  const agrees = since === null && cursor.backfillBelow === null && cursor.messages === status.messages;
  if (agrees || isKnownContradiction(store, status)) return null;
  return reconcileWithList(work, status);
};

/** Removes what is not on the server any more, and fetches what is missing here. */
export const reconcileWithList = async ({ connection, store, since }: Work, status: MailboxStatus): Promise<Failure | null> => {
  const from = store.cursor()!.backfillBelow ?? 1;
  const listed = await listUids(connection.session, { from, messages: status.messages });
  if (!listed.ok) return listed.failure;
  const { uids, isCertain } = listed.value;
  const stored = await storedUids(store);
  if (isCertain) await store.remove(rangesOf(stored.filter((uid) => !containsUid(uids, uid))));
  if (since !== null) return null;
  return fetchMissing({ connection, store }, missingRanges(uids, { from, below: store.cursor()!.uidNext, stored: rangesOf(stored) }));
};

/**
 * Fetches what a list of the new messages names and their headers did not: a line that was lost on the way leaves no trace, and where
 * another message vanished meanwhile even the counts agree.
 */
export const fetchUnnamed = async ({ connection, store, since }: Work, from: number): Promise<Failure | null> => {
  const listed = await searchUids(connection.session, { criteria: `UID ${from}:*`, messages: Infinity });
  if (!listed.ok) return isBeyondMailbox(listed.failure) ? listed.failure : null;
  if (since !== null) return null;
  const stored = rangesOf((await storedUids(store)).filter((uid) => uid >= from));
  return fetchMissing({ connection, store }, missingRanges(listed.value.uids, { from, below: Infinity, stored }));
};

/** Whether the server is known to contradict itself in just these numbers, and was asked lately. */
export const isKnownContradiction = (store: MailboxStore, { messages }: MailboxStatus): boolean => {
  const { contradiction } = store.trouble();
  return (
    !!contradiction &&
    contradiction.messages === messages &&
    contradiction.stored === store.cursor()!.messages &&
    Date.now() - contradiction.at < askAgainAfterMs
  );
};

const storedUids = async (store: MailboxStore): Promise<number[]> => {
  const uids: number[] = [];
  for await (const page of store.readIndex()) uids.push(...page.uids);
  return uids;
};

/** What is in `listed` but not in `stored`: both ascend, so each is gone through once, range by range. */
const missingRanges = (listed: UidRanges, { from, below, stored }: { from: number; below: number; stored: UidRanges }): UidRanges => {
  const missing: [number, number][] = [];
  let at = 0;
  for (const [first, end] of listed) {
    const last = Math.min(end, below - 1);
    let next = Math.max(first, from);
    while (at < stored.length && stored[at]![1] < next) at++;
    for (let i = at; i < stored.length && stored[i]![0] <= last; i++) {
      if (stored[i]![0] > next) missing.push([next, stored[i]![0] - 1]);
      next = stored[i]![1] + 1;
    }
    if (next <= last) missing.push([next, last]);
  }
  return missing;
};

const fetchMissing = async (work: Pick<Work, 'connection' | 'store'>, missing: UidRanges): Promise<Failure | null> => {
  for (let below = Infinity; ;) {
    const next = expandRanges(takeNewest(missing, { below, count: pageFull })).reverse();
    if (next.length === 0) return null;
    const uids = next.slice(0, countTogether(next, work.store.trouble().suspicion));
    const messages = await fetchPage(work, uids);
    if (!messages.ok) return noteLoss(work, [messages.failure], { alone: uids.length === 1 });
    await work.store.addMissing(messages.value);
    below = uids.at(-1)!;
  }
};
