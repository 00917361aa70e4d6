import type { Failure } from '@kurrier/shared/failure/failure';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import type { OpenedMailbox } from '../../imap/on-demand/opened-mailbox.ts';
import type { UidRanges } from '../../imap/grammar/uid-set.ts';
import type { FoundMailbox } from '../find-message.ts';
import { planRemoval } from './plan-removal.ts';
import { removeByExpunge, type Removal } from '../../imap/on-demand/remove-by-expunge.ts';
import { setStoredFlag } from './set-stored-flag.ts';

/** Messages of one mailbox. */
export interface MessageGroup extends Pick<FoundMailbox, 'mailbox' | 'store'> {
  ref: Omit<MessageRef, 'uid'>;
  uids: UidRanges;
}

export interface RemovalDeps {
  onDemand: Pick<OnDemandConnections, 'run' | 'runOnSession'>;
  /** Notes in the store what was done on the server; whoever else writes there sees it by the next sync. Does it, unless told. */
  noteStored?: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Takes messages out of their mailbox, on the server first, then here: to the mailbox of this name, or with null for good. `marked`: they
 * stay here, marked as deleted.
 */
export const removeMessages = async (
  { onDemand, noteStored = (work) => work() }: RemovalDeps,
  { ref, mailbox, store, uids }: MessageGroup,
  to: string | null,
): Promise<Outcome<Removal, OnDemandFailure>> => {
  const target = { ...ref, uid: uids.at(-1)?.[1] ?? 0, mailbox, write: true };
  const planned = await onDemand.run<Removal | null>(target, async (opened) => {
    const plan = planRemoval(opened.capabilities, to === null);
    return plan ? inTurn(opened, plan, { uids, to: to ?? '' }) : succeed(null);
  });
  if (!planned.ok) return planned;
  const removed: Outcome<Removal, OnDemandFailure> =
    planned.value === null ? await onDemand.runOnSession(target, (session) => removeByExpunge(session, uids, to)) : succeed(planned.value);
  if (!removed.ok) return removed;
  await noteStored(async () => {
    if (removed.value === 'marked') return setStoredFlag(store, uids, '\\Deleted', true);
    await store.remove(uids);
    await store.tidy();
  });
  return removed;
};

/** One after the other: what could not be copied must not be removed. */
const inTurn = async (
  mailbox: OpenedMailbox,
  steps: NonNullable<ReturnType<typeof planRemoval>>,
  { uids, to }: { uids: UidRanges; to: string },
): Promise<Outcome<Removal, Failure>> => {
  for (const step of steps) {
    const done = await (step === 'remove' ? mailbox.remove(uids) : mailbox[step](uids, to));
    if (!done.ok) return done;
  }
  return succeed('removed');
};
