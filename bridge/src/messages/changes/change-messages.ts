import type { Failure } from '@kurrier/shared/failure/failure';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandFailure, OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { FindMailbox, FoundMailbox } from '../find-message.ts';
import { withFlag } from '../../imap/grammar/flags.ts';
import type { OpenedMailbox } from '../../imap/on-demand/opened-mailbox.ts';
import type { AccountStore } from '../../mail-store/account-store.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';
import { runCommand, withMailbox } from '../../imap/run-command.ts';
import { topOf } from './top-of-mailboxes.ts';
import { removeByExpunge, type Removal } from './remove-by-expunge.ts';
import { containsUid, rangesOf, type UidRanges } from '../../imap/grammar/uid-set.ts';

export interface ChangeDeps {
  findMailbox: FindMailbox;
  accountOf: (accountId: string) => Promise<AccountStore | null>;
  onDemand: OnDemandConnections;
  /** The account's mailboxes have something new. */
  nudge: (accountId: string) => void;
}

/** `leftMarked`: of those that were to go, so many are only marked as deleted; absent where there are none. */
type Done = { done: number; leftMarked?: number };
type TrashRefusal = { refused: 'no-trash' };
type MoveRefusal = { refused: 'no-mailbox' };
/** A mailbox of the same account, by its id or by what it is for. */
type MoveTarget = { mailboxId: string } | { role: 'archive' | 'junk' | 'inbox' };

/** How a mailbox is called that there has to be and is not; programs know them by these names. */
const usualNames = { archive: 'Archive', junk: 'Junk' };

interface Group extends FoundMailbox {
  ref: MessageRef;
  uids: UidRanges;
  count: number;
}

/** What a person does to messages: on the server first, then here; the sync finds the same again and changes nothing. */
export const createMessageChanges = ({ findMailbox, accountOf, onDemand, nudge }: ChangeDeps) => {
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

  const mark = (refs: readonly MessageRef[], flag: string, isSet: boolean): Promise<Done | OnDemandFailure> =>
    eachGroup<never>(refs, async ({ ref, mailbox, store, uids }) => {
      const stored = await onDemand.run({ ...ref, uid: last(uids), mailbox, write: true }, (opened) => opened.setFlag(uids, flag, isSet));
      if (!stored.ok) return stored;
      await setFlag(store, uids, flag, isSet);
      return succeed(null);
    });

  /** Takes messages to another mailbox, or where there is none, away for good. */
  const takeAway = async ({ ref, mailbox, store, uids }: Group, to: string | null): Promise<Outcome<'marked' | null, OnDemandFailure>> => {
    const target = { ...ref, uid: last(uids), mailbox, write: true };
    const moved = await onDemand.run<Removal | null>(target, async (opened) => {
      const plan = planRemoval(opened.capabilities, to === null);
      return plan ? inTurn(opened, plan, { uids, to: to ?? '' }) : succeed(null);
    });
    const removed =
      moved.ok && moved.value === null ? await onDemand.runOnSession(target, (session) => removeByExpunge(session, uids, to)) : moved;
    if (!removed.ok) return removed;
    if (removed.value === 'marked') {
      await setFlag(store, uids, '\\Deleted', true);
      return succeed('marked');
    }
    await store.remove(uids);
    await store.tidy();
    return succeed(null);
  };

  return {
    markSeen: ({ refs, seen }: { refs: readonly MessageRef[]; seen: boolean }) => mark(refs, '\\Seen', seen),
    star: ({ refs, starred }: { refs: readonly MessageRef[]; starred: boolean }) => mark(refs, '\\Flagged', starred),

    trash: ({ refs }: { refs: readonly MessageRef[] }): Promise<Done | OnDemandFailure | TrashRefusal> =>
      eachGroup<TrashRefusal>(refs, async (group) => {
        const trash = group.account.read().mailboxes.find(({ role }) => role === 'trash');
        if (!trash) return fail({ refused: 'no-trash' });
        return takeAway(group, trash.id === group.mailbox.id ? null : trash.name);
      }),

    /** Everything that is known of a mailbox that is for what goes: nothing that comes meanwhile. */
    async empty({ accountId, mailboxId }: { accountId: string; mailboxId: string }): Promise<Done | OnDemandFailure> {
      const account = await accountOf(accountId);
      const mailbox = account?.read().mailboxes.find(({ id, role }) => id === mailboxId && (role === 'trash' || role === 'junk'));
      const store = mailbox && (await account?.mailbox(mailbox.id));
      const uidValidity = store?.cursor()?.uidValidity;
      if (!account || !mailbox || !store || uidValidity === undefined) return { refused: 'not-found' };
      const all: number[] = [];
      for await (const page of store.readIndex()) all.push(...page.uids);
      if (all.length === 0) return { done: 0 };
      const uids = rangesOf(all);
      const ref = { accountId, mailboxId, uidValidity, uid: last(uids) };
      const emptied = await takeAway({ account, mailbox, store, ref, uids, count: all.length }, null);
      if (!emptied.ok) return emptied.failure;
      nudge(accountId);
      return { done: all.length, ...(emptied.value === 'marked' && { leftMarked: all.length }) };
    },

    /** What lies there already stays. */
    move: ({ refs, to }: { refs: readonly MessageRef[]; to: MoveTarget }): Promise<Done | OnDemandFailure | MoveRefusal> =>
      eachGroup<MoveRefusal>(refs, async (group) => {
        const { mailboxes } = group.account.read();
        const target = mailboxes.find(({ id, role }) => ('mailboxId' in to ? id === to.mailboxId : role === to.role));
        if (!target) {
          if ('mailboxId' in to || to.role === 'inbox') return fail({ refused: 'no-mailbox' });
          const name = topOf(mailboxes).prefix + usualNames[to.role];
          const made = await onDemand.runAlone(group.ref.accountId, (session) => runCommand(session, withMailbox('CREATE', name)));
          return made.ok ? takeAway(group, name) : made;
        }
        return target.id === group.mailbox.id ? succeed(null) : takeAway(group, target.name);
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
  { uids, to }: { uids: UidRanges; to: string },
): Promise<Outcome<Removal, Failure>> => {
  for (const step of steps) {
    const done = await (step === 'remove' ? mailbox.remove(uids) : mailbox[step](uids, to));
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
