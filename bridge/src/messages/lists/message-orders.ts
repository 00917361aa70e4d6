import { LRUCache } from 'lru-cache';
import { hasFlag } from '../../imap/grammar/flags.ts';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';

/** A message in the order of its mailbox. */
export interface Line {
  uid: number;
  receivedAt: number;
  isUnread: boolean;
  isStarred: boolean;
}

export interface Source {
  accountId: string;
  mailbox: StoredMailbox;
  store: MailboxStore;
}

/** The messages of a mailbox, newest first, as they were at a revision. */
export interface Order {
  revision: number;
  lines: Line[];
}

/** Which messages a list is made of: of one mailbox, of an account's INBOX, of all INBOXes; `only`: the unread ones, or the starred ones. */
export interface Where {
  accountId?: string | undefined;
  mailboxId?: string | undefined;
  only?: 'unread' | 'starred' | undefined;
}

export type Accounts = () => Promise<{ accountId: string; account: MailAccountStore }[]>;

/** What lies there lies elsewhere too, or is on its way out. */
const elsewhere: ReadonlySet<string> = new Set(['trash', 'junk', 'all', 'flagged', 'important']);

/** Orders of so many messages are kept in memory. */
const mostKept = 400_000;

export interface MessageOrders {
  sourcesOf: (where: Where) => Promise<Source[]>;
  orderOf: (store: MailboxStore) => Promise<Order>;
}

/** The mailboxes that lists are made of, and the order of each, which is made once for each of its revisions. */
export const createMessageOrders = (accounts: Accounts): MessageOrders => {
  const orders = new LRUCache<MailboxStore, Order>({
    maxSize: mostKept,
    // The longest mailbox of all is kept too, alone.
    sizeCalculation: ({ lines }) => Math.min(Math.max(lines.length, 1), mostKept),
  });
  return {
    async orderOf(store) {
      const known = orders.get(store);
      if (known?.revision === store.revision()) return known;
      const revision = store.revision();
      const lines: Line[] = [];
      for await (const page of store.readIndex()) {
        for (const { uid, receivedAt, flags } of fromIndexPage(page))
          lines.push({ uid, receivedAt, isUnread: !hasFlag(flags, '\\Seen'), isStarred: hasFlag(flags, '\\Flagged') });
      }
      lines.sort((a, b) => b.receivedAt - a.receivedAt || b.uid - a.uid);
      const order = { revision, lines };
      orders.set(store, order);
      return order;
    },
    async sourcesOf({ accountId, mailboxId, only }) {
      const isWanted = ({ id, role }: StoredMailbox): boolean =>
        mailboxId !== undefined ? id === mailboxId : only === 'starred' ? !elsewhere.has(role ?? '') : role === 'inbox';
      const sources: Source[] = [];
      for (const entry of await accounts()) {
        if (accountId !== undefined && entry.accountId !== accountId) continue;
        for (const mailbox of entry.account.read().mailboxes)
          if (isWanted(mailbox)) sources.push({ accountId: entry.accountId, mailbox, store: await entry.account.mailbox(mailbox.id) });
      }
      return sources;
    },
  };
};

/** The lines that a list has of an order. */
export const linesOf = ({ lines }: Order, { only }: Where): Line[] =>
  only === undefined ? lines : lines.filter((line) => (only === 'unread' ? line.isUnread : line.isStarred));

/** A message by its source's place and its UID. */
export interface Place {
  source: number;
  uid: number;
}

/** The messages from `offset` on of several lists together, each of which is sorted. */
export const mergeNewest = (
  lists: readonly (readonly Line[])[],
  { offset, limit }: { offset: number; limit: number },
): (Place & { line: Line })[] => {
  const heads = lists.map(() => 0);
  const found: (Place & { line: Line })[] = [];
  for (let position = 0; position < offset + limit; position++) {
    let best = -1;
    for (const [source, lines] of lists.entries()) {
      const line = lines[heads[source]!];
      const bestLine = best < 0 ? undefined : lists[best]![heads[best]!];
      if (line && (!bestLine || line.receivedAt > bestLine.receivedAt)) best = source;
    }
    if (best < 0) break;
    const line = lists[best]![heads[best]!]!;
    heads[best]!++;
    if (position >= offset) found.push({ source: best, uid: line.uid, line });
  }
  return found;
};
