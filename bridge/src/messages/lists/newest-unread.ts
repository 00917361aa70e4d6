import type { MessageRow } from '@kurrier/shared/mail/mail';
import { hasFlag } from '../../imap/grammar/flags.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';
import type { MessageListDeps } from './message-lists.ts';
import { toMessageRow } from '../message-row.ts';

interface Unread {
  accounts: { accountId: string; unread: number }[];
  rows: MessageRow[];
}

/** Lists the newest unread messages of all INBOXes; those of the newest page of each, which holds up to a thousand. */
export const createUnreadList =
  ({ accounts, guesses }: MessageListDeps) =>
  async ({ limit }: { limit: number }): Promise<Unread> => {
    const counts: Unread['accounts'] = [];
    const found: { receivedAt: number; uid: number; describe: () => Promise<MessageRow[]> }[] = [];
    for (const { accountId, account } of await accounts()) {
      const mailbox = account.read().mailboxes.find(({ role }) => role === 'inbox');
      if (!mailbox) continue;
      const store = await account.mailbox(mailbox.id);
      counts.push({ accountId, unread: store.unseen() });
      const uidValidity = store.cursor()?.uidValidity;
      const page = limit > 0 ? await store.readNewest() : null;
      if (!page || uidValidity === undefined) continue;
      for (const { uid, receivedAt, flags } of fromIndexPage(page)) {
        if (hasFlag(flags, '\\Seen') || hasFlag(flags, '\\Deleted')) continue;
        const ref = { accountId, mailboxId: mailbox.id, uidValidity, uid };
        found.push({
          receivedAt,
          uid,
          describe: async () => (await store.readMany([uid])).map((message) => toMessageRow(message, ref, guesses.guess)),
        });
      }
    }
    const newest = found.toSorted((a, b) => b.receivedAt - a.receivedAt || b.uid - a.uid).slice(0, limit);
    return { accounts: counts, rows: (await Promise.all(newest.map(({ describe }) => describe()))).flat() };
  };
