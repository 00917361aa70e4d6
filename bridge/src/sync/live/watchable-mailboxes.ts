import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import type { Watchable } from './pick-watched.ts';
import { isSelectable } from '../../imap/grammar/listed-mailbox.ts';
import { isChosen } from '../sync-order.ts';

/**
 * Tells which mailboxes of an account are fetched and can be opened, and when their newest messages came; looks again only where something
 * changed.
 */
export const createWatchableMailboxes = (account: MailAccountStore): (() => Promise<Watchable[]>) => {
  const known = new WeakMap<MailboxStore, { revision: number; newestAt: number | null }>();

  const newestOf = async (store: MailboxStore): Promise<number | null> => {
    const revision = store.revision();
    const before = known.get(store);
    if (before?.revision === revision) return before.newestAt;
    const newestAt = await store.newestAt();
    known.set(store, { revision, newestAt });
    return newestAt;
  };

  return async () => {
    const { mailboxes, choice, isGmail } = account.read();
    const watchable = mailboxes.filter((mailbox) => isSelectable(mailbox) && isChosen(mailbox, choice, { isGmail }));
    return Promise.all(
      watchable.map(async ({ id, path, role }) => ({ id, path, role, newestAt: await newestOf(await account.mailbox(id)) })),
    );
  };
};
