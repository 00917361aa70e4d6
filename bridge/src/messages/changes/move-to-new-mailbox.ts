import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { rangesOf } from '../../imap/grammar/uid-set.ts';
import { createMailboxUnlessThere } from '../../imap/on-demand/create-mailbox.ts';
import type { FindMailbox, FoundMailbox } from '../find-message.ts';
import { removeMessages, type MessageGroup, type RemovalDeps } from './remove-messages.ts';
import { topOf } from './top-of-mailboxes.ts';

export interface MoveToNewMailboxDeps extends RemovalDeps {
  findMailbox: FindMailbox;
  onDemand: Pick<OnDemandConnections, 'run' | 'runOnSession' | 'runAlone'>;
  /** The account's mailboxes have something new. */
  nudge: (accountId: string) => void;
}

/** `leftMarked`: so many were copied, and stay where they were, marked as deleted; absent where there are none. */
type Moved = { done: number; leftMarked?: number };

/** How a mailbox is called that there has to be and is not; programs know them by these names. */
const usualMailboxNames = { archive: 'Archive', junk: 'Junk' };

/** Makes the mailbox of an account that is for this, where nobody else has, and moves messages of the account there. */
export const createMoveToNewMailbox =
  ({ findMailbox, onDemand, nudge, ...rest }: MoveToNewMailboxDeps) =>
  async (refs: readonly MessageRef[], role: keyof typeof usualMailboxNames): Promise<Moved | OnDemandFailure> => {
    const groups: (MessageGroup & { account: FoundMailbox['account']; count: number })[] = [];
    for (const list of Map.groupBy(refs, ({ accountId, mailboxId, uidValidity }) => `${accountId} ${mailboxId} ${uidValidity}`).values()) {
      const found = await findMailbox(list[0]!);
      if (!found) return { refused: 'not-found' };
      groups.push({ ...found, ref: list[0]!, uids: rangesOf(list.map(({ uid }) => uid)), count: list.length });
    }
    const [first] = groups;
    if (!first) return { refused: 'not-found' };
    const { accountId } = first.ref;
    const name = topOf(first.account.read().mailboxes).prefix + usualMailboxNames[role];
    const made = await onDemand.runAlone(accountId, (session) => createMailboxUnlessThere(session, name));
    if (!made.ok) return made.failure;
    let [done, leftMarked] = [0, 0];
    for (const group of groups) {
      const removed = await removeMessages({ onDemand, ...rest }, group, name);
      if (!removed.ok) return removed.failure;
      done += group.count;
      if (removed.value === 'marked') leftMarked += group.count;
      nudge(accountId);
    }
    return { done, ...(leftMarked > 0 && { leftMarked }) };
  };
