import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandFailure } from '../imap/on-demand/on-demand-connections.ts';
import type { OpenedMailbox } from '../imap/on-demand/opened-mailbox.ts';
import { formatUidSet, rangesOf, type UidRanges } from '../imap/grammar/uid-set.ts';
import { setStoredFlag } from '../messages/changes/set-stored-flag.ts';
import type { FindMailbox, FoundMailbox } from '../messages/find-message.ts';
import { done, type ChangeResult, type ChangeConnections, type ChangeTarget, type Done } from './change-result.ts';
import type { StoredChange } from './change-records.ts';
import { findMoved, noteDestination, type Destination } from './find-moved.ts';
import { removeForGood, takeByExpunge, moveElsewhere, type Before } from './move-or-remove.ts';

export interface PerformChangeDeps {
  findMailbox: FindMailbox;
  onDemand: ChangeConnections;
  /** Whether another try, later, may do. */
  mayDoLater: (failure: Failure) => boolean;
  /** Keeps, before the first try, what has to be known if the connection ends over it. */
  noteAttempt: (accountId: string, change: StoredChange, attempt: NonNullable<StoredChange['attempt']>) => Promise<void>;
}

/**
 * Carries out one change of an account: on the server first, then in the store. Where a try before ended with its connection, its
 * destination is looked at first, so that nothing is done twice.
 */
export const createPerformChange = ({ findMailbox, onDemand, mayDoLater, noteAttempt }: PerformChangeDeps) => {
  const settle = (outcome: Outcome<Done, OnDemandFailure>): ChangeResult => {
    if (outcome.ok) return outcome.value;
    if ('refused' in outcome.failure) return { outcome: 'refused', refusal: 'gone' };
    const { failed: failure } = outcome.failure;
    return mayDoLater(failure) ? { outcome: 'later', failure } : { outcome: 'refused', refusal: 'server', failure };
  };

  const takeTo = async (target: ChangeTarget, change: StoredChange, destination: Destination): Promise<Outcome<Done, OnDemandFailure>> => {
    const arrived = change.attempt ? await findMoved(onDemand, destination, change) : succeed(null);
    if (!arrived.ok) return arrived;
    const before: Before = { wasTried: change.attempt !== undefined, arrived: arrived.value };
    if (!change.attempt) {
      const noted = await noteDestination(onDemand, destination);
      if (!noted.ok) return noted;
      await noteAttempt(target.accountId, change, noted.value);
    }
    const { name } = destination.mailbox;
    const taken = await onDemand.run(target, (opened) => moveElsewhere(opened, change.messages, name, before));
    if (!taken.ok) return taken;
    if (taken.value) return succeed(taken.value);
    return onDemand.runOnSession(target, (session) => takeByExpunge(session, change.messages, name, before));
  };

  const takeAwayForGood = async (target: ChangeTarget, { messages }: StoredChange): Promise<Outcome<Done, OnDemandFailure>> => {
    const removed = await onDemand.run(target, (opened) => removeForGood(opened, messages));
    if (!removed.ok) return removed;
    if (removed.value) return succeed(removed.value);
    return onDemand.runOnSession(target, (session) => takeByExpunge(session, messages, null, { wasTried: false, arrived: null }));
  };

  const takeAway = async (found: FoundMailbox, target: ChangeTarget, change: StoredChange): Promise<ChangeResult> => {
    const { account, mailbox, store } = found;
    const { action } = change;
    const to = account.read().mailboxes.find(({ id, role }) => (action.kind === 'move' ? id === action.to : role === 'trash'));
    if (!to) return { outcome: 'refused', refusal: action.kind === 'move' ? 'no-mailbox' : 'no-trash' };
    if (to.id === mailbox.id && action.kind === 'move') return done();
    const uidValidity = (await account.mailbox(to.id)).cursor()?.uidValidity ?? null;
    const taken =
      to.id === mailbox.id
        ? await takeAwayForGood(target, change)
        : await takeTo(target, change, { accountId: target.accountId, mailbox: to, uidValidity });
    if (!taken.ok) return settle(taken);
    const stays = new Set(taken.value.uncertain);
    const uids = rangesOf(change.messages.map(({ uid }) => uid).filter((uid) => !stays.has(uid)));
    if (taken.value.leftMarked > 0) await setStoredFlag(store, uids, '\\Deleted', true);
    else {
      await store.remove(uids);
      await store.tidy();
    }
    return taken.value;
  };

  return async (accountId: string, change: StoredChange): Promise<ChangeResult> => {
    const { mailboxId, uidValidity, action } = change;
    const found = await findMailbox({ accountId, mailboxId, uidValidity });
    if (!found) return { outcome: 'refused', refusal: 'gone' };
    const uids = rangesOf(change.messages.map(({ uid }) => uid));
    const target: ChangeTarget = { accountId, mailbox: found.mailbox, uidValidity, uid: uids.at(-1)?.[1] ?? 0, write: true };
    if (action.kind === 'move' || action.kind === 'trash') return takeAway(found, target, change);
    const flag = action.kind === 'seen' ? '\\Seen' : '\\Flagged';
    const marked = await onDemand.run(target, (opened) => mark(opened, uids, flag, action.isSet));
    if (marked.ok) await setStoredFlag(found.store, uids, flag, action.isSet);
    return settle(marked);
  };
};

/** What is there afterwards was there before, and is marked: no UID comes back. */
const mark = async (opened: OpenedMailbox, uids: UidRanges, flag: string, isSet: boolean): Promise<Outcome<Done, Failure>> => {
  const stored = await opened.setFlag(uids, flag, isSet);
  if (!stored.ok) return stored;
  const there = await opened.search([{ uid: formatUidSet(uids) }]);
  if (!there.ok) return there;
  const left = new Set(there.value);
  return succeed(done({ gone: uids.flatMap(([first, last]) => rangeOf(first, last)).filter((uid) => !left.has(uid)) }));
};

const rangeOf = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);
