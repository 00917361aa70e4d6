import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { rangesOf } from '../../imap/grammar/uid-set.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { removeMessages, type RemovalDeps } from './remove-messages.ts';

export interface EmptyMailboxDeps extends RemovalDeps {
  accountOf: (accountId: string) => Promise<MailAccountStore | null>;
  /** The account's mailboxes have something new. */
  nudge: (accountId: string) => void;
}

/** `leftMarked`: so many are only marked as deleted; absent where there are none. */
type Emptied = { done: number; leftMarked?: number };

/** Removes for good everything that is known of a mailbox that is for what goes, Trash or Junk: nothing that comes meanwhile. */
export const createEmptyMailbox =
  ({ accountOf, nudge, ...removal }: EmptyMailboxDeps) =>
  async ({ accountId, mailboxId }: { accountId: string; mailboxId: string }): Promise<Emptied | OnDemandFailure> => {
    const account = await accountOf(accountId);
    const mailbox = account?.read().mailboxes.find(({ id, role }) => id === mailboxId && (role === 'trash' || role === 'junk'));
    const store = mailbox && (await account?.mailbox(mailbox.id));
    const uidValidity = store?.cursor()?.uidValidity;
    if (!mailbox || !store || uidValidity === undefined) return { refused: 'not-found' };
    const all: number[] = [];
    for await (const page of store.readIndex()) all.push(...page.uids);
    if (all.length === 0) return { done: 0 };
    const removed = await removeMessages(
      removal,
      { ref: { accountId, mailboxId, uidValidity }, mailbox, store, uids: rangesOf(all) },
      null,
    );
    if (!removed.ok) return removed.failure;
    nudge(accountId);
    return { done: all.length, ...(removed.value === 'marked' && { leftMarked: all.length }) };
  };
