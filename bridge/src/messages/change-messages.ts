import type { Failure } from '@kurrier/shared/failure/failure';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandFailure, OnDemandConnections } from '../imap/on-demand/on-demand-connections.ts';
import type { FindMailbox, FoundMailbox } from './find-message.ts';
import { withFlag } from '../imap/grammar/flags.ts';
import type { OpenedMailbox } from '../imap/on-demand/opened-mailbox.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../mail-store/page-format.ts';
import { removeByExpunge, type Removal } from './remove-by-expunge.ts';
import { containsUid, rangesOf, type UidRanges } from '../imap/grammar/uid-set.ts';

export interface ChangeDeps {
  findMailbox: FindMailbox;
  onDemand: OnDemandConnections;
  /** The account's mailboxes have something new. */
  nudge: (accountId: string) => void;
}

/** `leftMarked`: of those that were to go, so many are only marked as deleted; absent where there are none. */
type Done = { done: number; leftMarked?: number };
type TrashRefusal = { refused: 'no-trash' };

interface Group extends FoundMailbox {
  ref: MessageRef;
  uids: UidRanges;
  count: number;
}

/** What a person does to messages: on the server first, then here; the sync finds the same again and changes nothing. */
export const createMessageChanges = ({ findMailbox, onDemand, nudge }: ChangeDeps) => {
  const groupByMailbox = async (refs: readonly MessageRef[]): Promise<Group[] | null> => {
    const groups: Group[] = [];
    for (const list of Map.groupBy(refs, ({ accountId, mailboxId, uidValidity }) => `${accountId} ${mailboxId} ${uidValidity}`).values()) {
      const ref = list[0]!;
      const found = await findMailbox(ref);
      if (!found) return null;
      groups.push({ ...found, ref, uids: rangesOf(list.map(({ uid }) => uid)), count: list.length });
    }
    return groups;
  };

  const eachGroup = async <Refusal>(
    refs: readonly MessageRef[],
    change: (group: Group) => Promise<Outcome<'marked' | null, OnDemandFailure | Refusal>>,
  ): Promise<Done | OnDemandFailure | Refusal> => {
    const groups = await groupByMailbox(refs);
    if (!groups) return { refused: 'not-found' };
    let [done, leftMarked] = [0, 0];
    for (const group of groups) {
      const changed = await change(group);
      if (!changed.ok) return changed.failure;
      done += group.count;
      if (changed.value === 'marked') leftMarked += group.count;
      nudge(group.ref.accountId);
    }
    return { done, ...(leftMarked > 0 && { leftMarked }) };
  };

  return {
    markSeen: ({ refs, seen }: { refs: readonly MessageRef[]; seen: boolean }): Promise<Done | OnDemandFailure> =>
      eachGroup<never>(refs, async ({ ref, mailbox, store, uids }) => {
        const stored = await onDemand.run({ ...ref, uid: last(uids), mailbox, write: true }, (opened) =>
          opened.setFlag(uids, '\\Seen', seen),
        );
        if (!stored.ok) return stored;
        await setFlag(store, uids, '\\Seen', seen);
        return succeed(null);
      }),

    trash: ({ refs }: { refs: readonly MessageRef[] }): Promise<Done | OnDemandFailure | TrashRefusal> =>
      eachGroup<TrashRefusal>(refs, async ({ ref, account, mailbox, store, uids }) => {
        const trash = account.read().mailboxes.find(({ role }) => role === 'trash');
        if (!trash) return fail({ refused: 'no-trash' });
        const target = { ...ref, uid: last(uids), mailbox, write: true };
        const isInTrash = trash.id === mailbox.id;
        const moved = await onDemand.run<Removal | null>(target, async (opened) => {
          const plan = planRemoval(opened.capabilities, isInTrash);
          return plan ? inTurn(opened, plan, { uids, trash: trash.name }) : succeed(null);
        });
        const removed =
          moved.ok && moved.value === null
            ? await onDemand.runOnSession(target, (session) => removeByExpunge(session, uids, isInTrash ? null : trash.name))
            : moved;
        if (!removed.ok) return removed;
        if (removed.value === 'marked') {
          await setFlag(store, uids, '\\Deleted', true);
          return succeed('marked');
        }
        await store.remove(uids);
        await store.tidy();
        return succeed(null);
      }),
  };
};

const last = (uids: UidRanges): number => uids.at(-1)?.[1] ?? 0;

type RemovalStep = 'move' | 'copy' | 'remove';

/**
 * The steps that take messages away, and nothing else: MOVE (RFC 6851), or a copy and UID EXPUNGE (RFC 4315). A plain EXPUNGE would remove
 * what others have marked as deleted, so that without UIDPLUS there is no way: null. `isInTrash`: they go for good.
 */
export const planRemoval = (capabilities: ReadonlySet<string>, isInTrash: boolean): RemovalStep[] | null => {
  const has = (name: string): boolean => capabilities.has(name) || capabilities.has('IMAP4REV2');
  if (!isInTrash && has('MOVE')) return ['move'];
  if (!has('UIDPLUS')) return null;
  return isInTrash ? ['remove'] : ['copy', 'remove'];
};

/** One after the other: what could not be copied must not be removed. */
const inTurn = async (
  mailbox: OpenedMailbox,
  steps: readonly RemovalStep[],
  { uids, trash }: { uids: UidRanges; trash: string },
): Promise<Outcome<Removal, Failure>> => {
  for (const step of steps) {
    const done = await (step === 'remove' ? mailbox.remove(uids) : mailbox[step](uids, trash));
    if (!done.ok) return done;
  }
  return succeed('removed');
};

const setFlag = async (store: MailboxStore, uids: UidRanges, flag: string, isSet: boolean): Promise<void> => {
  const flags = new Map<number, string>();
  for await (const page of store.readIndex())
    for (const line of fromIndexPage(page)) if (containsUid(uids, line.uid)) flags.set(line.uid, withFlag(line.flags, flag, isSet));
  await store.setFlags(flags);
};
