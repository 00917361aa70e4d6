import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { AccountStore } from '../mail-store/account-store.ts';
import type { createMessageChanges } from '../messages/changes/change-messages.ts';
import type { PendingChanges } from './pending-changes.ts';

type MoveAtOnce = ReturnType<typeof createMessageChanges>['move'];
type MoveRequest = Parameters<MoveAtOnce>[0];

/** Moves messages, now or when the server is there again. Where the mailbox has to be made first, now or not at all. */
export const createMoveMessages =
  ({
    changes,
    accountOf,
    moveAtOnce,
  }: {
    changes: Pick<PendingChanges, 'change'>;
    accountOf: (accountId: string) => Promise<AccountStore | null>;
    moveAtOnce: MoveAtOnce;
  }) =>
  async (request: MoveRequest & { refs: readonly MessageRef[] }) => {
    const { refs, to } = request;
    const [first] = refs;
    const mailboxes = (first && (await accountOf(first.accountId)))?.read().mailboxes;
    const target = mailboxes?.find(({ id, role }) => ('mailboxId' in to ? id === to.mailboxId : role === to.role));
    return target ? changes.change(refs, { kind: 'move', to: target.id }) : moveAtOnce(request);
  };
