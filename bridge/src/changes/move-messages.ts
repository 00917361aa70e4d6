import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import type { createMoveToNewMailbox } from '../messages/changes/move-to-new-mailbox.ts';
import type { PendingChanges } from './pending-changes.ts';

/** A mailbox of the same account, by its id or by what it is for. */
type MoveTarget = { mailboxId: string } | { role: 'archive' | 'junk' | 'inbox' };

/** Moves messages, now or when the server is there again. Where the mailbox has to be made first, now or not at all. */
export const createMoveMessages =
  ({
    changes,
    accountOf,
    moveToNewMailbox,
  }: {
    changes: Pick<PendingChanges, 'change'>;
    accountOf: (accountId: string) => Promise<MailAccountStore | null>;
    moveToNewMailbox: ReturnType<typeof createMoveToNewMailbox>;
  }) =>
  async ({ refs, to }: { refs: readonly MessageRef[]; to: MoveTarget }) => {
    const [first] = refs;
    const account = first ? await accountOf(first.accountId) : null;
    if (!account) return { refused: 'not-found' } as const;
    const target = account.read().mailboxes.find(({ id, role }) => ('mailboxId' in to ? id === to.mailboxId : role === to.role));
    if (target) return changes.change(refs, { kind: 'move', to: target.id });
    return 'mailboxId' in to || to.role === 'inbox' ? ({ refused: 'no-mailbox' } as const) : moveToNewMailbox(refs, to.role);
  };
