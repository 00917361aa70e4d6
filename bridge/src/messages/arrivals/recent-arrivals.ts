import type { AccountSync, MessageRef } from '@kurrier/shared/mail/mail';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';

export interface ArrivalDeps {
  /** The stored messages of a mailbox; null when it is gone. */
  openMailbox: (accountId: string, mailboxId: string) => Promise<MailboxStore | null>;
  /** Whether a message that was received then is still of interest. */
  isRecent: (receivedAt: number) => boolean;
  onArrived: (ref: MessageRef) => void;
}

/** Of one mailbox, so many of the newest are told of at once: thousands that come together are not mail that somebody waits for. */
const mostAtOnce = 20;
const mostRemembered = 5_000;

/** Where mail arrives: INBOX, and folders that rules sort it into. What lies in the others was sent, written or thrown away. */
const receives = (role: string | null): boolean => role === null || role === 'inbox';

/** Tells of each message that has just been received, once. `take` is called with every snapshot of an account's sync. */
export const createRecentArrivals = ({ openMailbox, isRecent, onArrived }: ArrivalDeps) => {
  const revisions = new Map<string, number>();
  const told = new Set<string>();

  const isNew = (key: string): boolean => {
    if (told.has(key)) return false;
    told.add(key);
    if (told.size > mostRemembered) told.delete(told.values().next().value!);
    return true;
  };

  const look = async (accountId: string, mailboxId: string): Promise<void> => {
    const store = await openMailbox(accountId, mailboxId);
    const uidValidity = store?.cursor()?.uidValidity;
    const newest = await store?.readNewest();
    if (!newest || uidValidity === undefined) return;
    for (const { uid, receivedAt } of fromIndexPage(newest).slice(-mostAtOnce)) {
      if (!isRecent(receivedAt)) continue;
      const ref = { accountId, mailboxId, uidValidity, uid };
      if (isNew(JSON.stringify(ref))) onArrived(ref);
    }
  };

  return {
    async take({ accountId, mailboxes }: AccountSync): Promise<void> {
      for (const { id, role, isChosen, revision } of mailboxes) {
        if (!isChosen || !receives(role) || revisions.get(id) === revision) continue;
        revisions.set(id, revision);
        await look(accountId, id);
      }
    },
  };
};
