import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { StoredChange } from './change-records.ts';

/** The changes of an account that wait. */
export type WaitingOf = (accountId: string) => Promise<readonly StoredChange[]>;

const isAbout = ({ mailboxId, uidValidity, messages }: StoredChange, ref: MessageRef): boolean =>
  mailboxId === ref.mailboxId && uidValidity === ref.uidValidity && messages.some(({ uid }) => uid === ref.uid);

const showWaiting = (row: MessageRow, waiting: readonly StoredChange[]): MessageRow =>
  waiting
    .filter((change) => isAbout(change, row.ref))
    .reduce<MessageRow>((shown, { action }) => {
      if (action.kind === 'seen') return { ...shown, pending: shown.pending ?? 'flags', isUnread: !action.isSet };
      if (action.kind === 'flagged') return { ...shown, pending: shown.pending ?? 'flags', isFlagged: action.isSet };
      return { ...shown, pending: 'leaving' };
    }, row);

/** The lines of a list as they will be once everything that waits is carried out, and marked where something waits. */
export const applyAllWaiting = async (rows: readonly MessageRow[], waitingOf: WaitingOf): Promise<MessageRow[]> => {
  const ids = [...new Set(rows.map(({ ref }) => ref.accountId))];
  const waiting = new Map(await Promise.all(ids.map(async (id) => [id, await waitingOf(id)] as const)));
  return rows.map((row) => {
    const own = waiting.get(row.ref.accountId) ?? [];
    return own.length === 0 ? row : showWaiting(row, own);
  });
};
