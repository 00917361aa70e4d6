import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OpenedMailbox } from '../imap/on-demand/opened-mailbox.ts';
import type { ImapSession } from '../imap/imap-session.ts';
import { searchUids } from '../imap/search-uids.ts';
import { countUids, expandRanges, formatUidSet, rangesOf, type UidRanges } from '../imap/grammar/uid-set.ts';
import { planRemoval } from '../messages/changes/plan-removal.ts';
import { removeByExpunge } from '../imap/on-demand/remove-by-expunge.ts';
import { done, type Done } from './change-result.ts';
import type { StoredChange } from './change-records.ts';

/** How far a try before has come. */
export interface Before {
  /** There was one: what is not there any more may have been taken away by it. */
  wasTried: boolean;
  /** UIDs of messages that lie in the destination since; null: that cannot be told. */
  arrived: ReadonlySet<number> | null;
}

type Messages = StoredChange['messages'];

const stillThere = async (opened: OpenedMailbox, uids: UidRanges): Promise<Outcome<number[], Failure>> => {
  const found = await opened.search([{ uid: formatUidSet(uids) }]);
  return found.ok ? succeed(expandRanges(rangesOf(found.value))) : found;
};

/** Messages of which nobody can say whether a try before took them: nothing names them, or where it took them to is another mailbox by now. */
const findUntold = (messages: Messages, { wasTried, arrived }: Before): number[] =>
  wasTried ? messages.filter(({ messageId }) => messageId === null || arrived === null).map(({ uid }) => uid) : [];

/** Messages that are not there: those that others have taken away, and those of which nobody can say whether we have. */
const findMissing = (messages: Messages, there: ReadonlySet<number>, before: Before): { gone: number[]; untold: number[] } => {
  const missing = messages.filter(({ uid }) => !there.has(uid) && !before.arrived?.has(uid));
  const untold = findUntold(missing, before);
  const isUntold = new Set(untold);
  return { gone: missing.map(({ uid }) => uid).filter((uid) => !isUntold.has(uid)), untold };
};

/** Takes messages to another mailbox, each once, whatever a try before has done. Null: this server has no way but EXPUNGE. */
export const moveElsewhere = async (
  opened: OpenedMailbox,
  messages: Messages,
  to: string,
  before: Before,
): Promise<Outcome<Done | null, Failure>> => {
  const plan = planRemoval(opened.capabilities, false);
  if (!plan) return succeed(null);
  const found = await stillThere(opened, rangesOf(messages.map(({ uid }) => uid)));
  if (!found.ok) return found;
  const there = found.value;
  const { gone, untold } = findMissing(messages, new Set(there), before);
  if (plan.includes('move')) {
    if (there.length === 0) return succeed(done({ gone, uncertain: untold }));
    const moved = await opened.move(rangesOf(there), to);
    if (!moved.ok) return moved;
    // What another program took away meanwhile did not come along.
    return succeed(done({ gone: [...gone, ...there.filter((uid) => moved.value?.has(uid) === false)], uncertain: untold }));
  }
  const uncertain = findUntold(messages, before);
  const isUncertain = new Set(uncertain);
  const toCopy = there.filter((uid) => !before.arrived?.has(uid) && !isUncertain.has(uid));
  const copied = toCopy.length === 0 ? null : await opened.copy(rangesOf(toCopy), to);
  if (copied && !copied.ok) return copied;
  const lost = new Set(toCopy.filter((uid) => copied?.value?.has(uid) === false));
  const toRemove = there.filter((uid) => !isUncertain.has(uid) && !lost.has(uid));
  const removed = toRemove.length === 0 ? null : await opened.remove(rangesOf(toRemove));
  if (removed && !removed.ok) return removed;
  return succeed(done({ gone: [...gone, ...lost], uncertain }));
};

/** Removes messages for good: what is not there any more is as it should be. Null: this server has no way but EXPUNGE. */
export const removeForGood = async (opened: OpenedMailbox, messages: Messages): Promise<Outcome<Done | null, Failure>> => {
  if (!planRemoval(opened.capabilities, true)) return succeed(null);
  const removed = await opened.remove(rangesOf(messages.map(({ uid }) => uid)));
  return removed.ok ? succeed(done()) : removed;
};

/** The same on servers without UIDPLUS. `to` null: for good. */
export const takeByExpunge = async (
  session: ImapSession,
  messages: Messages,
  to: string | null,
  before: Before,
): Promise<Outcome<Done, Failure>> => {
  const found = await searchUids(session, {
    criteria: `UID ${formatUidSet(rangesOf(messages.map(({ uid }) => uid)))}`,
    messages: Infinity,
  });
  if (!found.ok) return found;
  const there = expandRanges(found.value.uids);
  const { gone, untold } = to === null ? { gone: [], untold: [] } : findMissing(messages, new Set(there), before);
  const isUncertain = before.wasTried && to !== null;
  const uncertain = isUncertain ? [...untold, ...there.filter((uid) => !before.arrived?.has(uid))] : [];
  const copied = isUncertain ? there.filter((uid) => before.arrived?.has(uid)) : [];
  const fresh = isUncertain ? [] : there;
  let leftMarked = 0;
  for (const [uids, target] of [[fresh, to] as const, [copied, null] as const]) {
    if (uids.length === 0) continue;
    const removed = await removeByExpunge(session, rangesOf(uids), target);
    if (!removed.ok) return removed;
    if (removed.value === 'marked') leftMarked += countUids(rangesOf(uids));
  }
  return succeed(done({ gone, leftMarked, uncertain }));
};
