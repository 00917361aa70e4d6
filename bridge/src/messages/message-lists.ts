import { LRUCache } from 'lru-cache';
import type { ListedMailbox } from '@kurrier/shared/api/mail';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { StoredMailbox } from '../mail-store/mail-account-record.ts';
import type { AccountStore } from '../mail-store/mail-account-store.ts';
import type { CharsetGuesses } from './charset-guesses.ts';
import { toMessageRow } from './message-row.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import { hasFlag } from '../imap/grammar/flags.ts';
import { fromIndexPage } from '../mail-store/page-format.ts';

interface Line {
  uid: number;
  receivedAt: number;
  isUnread: boolean;
  isStarred: boolean;
}

/** Which of the messages are listed; absent: all. */
type Only = 'unread' | 'starred';

interface Source {
  accountId: string;
  mailbox: StoredMailbox;
  store: MailboxStore;
}

/** The messages of a mailbox, newest first, as they were at a revision. */
interface Order {
  revision: number;
  lines: Line[];
}

export interface MessageListDeps {
  accounts: () => Promise<{ accountId: string; account: AccountStore }[]>;
  guesses: CharsetGuesses;
}

interface Where {
  accountId?: string | undefined;
  mailboxId?: string | undefined;
  only?: Only | undefined;
}

/** What lies there lies elsewhere too, or is on its way out. */
const elsewhere: ReadonlySet<string> = new Set(['trash', 'junk', 'all', 'flagged', 'important']);

/** Orders of so many messages are kept in memory. */
const mostKept = 400_000;

/** Lists the newest messages of a mailbox, or of several together, by the time they were received. */
export const createMessageLists = ({ accounts, guesses }: MessageListDeps) => {
  const orders = new LRUCache<MailboxStore, Order>({
    maxSize: mostKept,
    // The longest mailbox of all is kept too, alone.
    sizeCalculation: ({ lines }) => Math.min(Math.max(lines.length, 1), mostKept),
  });

  const orderOf = async (store: MailboxStore): Promise<Order> => {
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
  };

  const sourcesOf = async ({ accountId, mailboxId, only }: Where): Promise<Source[]> => {
    const isWanted = ({ id, role }: StoredMailbox): boolean =>
      mailboxId !== undefined ? id === mailboxId : only === 'starred' ? !elsewhere.has(role ?? '') : role === 'inbox';
    const sources: Source[] = [];
    for (const entry of await accounts()) {
      if (accountId !== undefined && entry.accountId !== accountId) continue;
      for (const mailbox of entry.account.read().mailboxes)
        if (isWanted(mailbox)) sources.push({ accountId: entry.accountId, mailbox, store: await entry.account.mailbox(mailbox.id) });
    }
    return sources;
  };

  return async (
    request: Where & { offset: number; limit: number },
  ): Promise<{ rows: MessageRow[]; total: number; mailboxes?: ListedMailbox[] }> => {
    const sources = await sourcesOf(request);
    const orders = await Promise.all(sources.map(({ store }) => orderOf(store)));
    const { only } = request;
    const lists = orders.map(({ lines }) =>
      only === undefined ? lines : lines.filter((line) => (only === 'unread' ? line.isUnread : line.isStarred)),
    );
    const wanted = mergeNewest(lists, request);
    const found = new Map<string, { message: StoredMessage; ref: MessageRef }>();
    for (const [at, { accountId, mailbox, store }] of sources.entries()) {
      const uids = wanted.filter(({ source }) => source === at).map(({ uid }) => uid);
      const uidValidity = store.cursor()?.uidValidity ?? 0;
      for (const message of await store.readMany(uids))
        found.set(`${at} ${message.uid}`, { message, ref: { accountId, mailboxId: mailbox.id, uidValidity, uid: message.uid } });
    }
    const shown = wanted.flatMap(({ source, uid }) => found.get(`${source} ${uid}`) ?? []);
    return {
      rows: await describeRows(shown, guesses),
      total: lists.reduce((sum, { length }) => sum + length, 0),
      // What is told of a mailbox does not say which of its messages such a list has: it is read again.
      ...(only === undefined && {
        mailboxes: sources.map(({ mailbox }, at) => ({
          mailboxId: mailbox.id,
          revision: orders[at]!.revision,
          messages: lists[at]!.length,
        })),
      }),
    };
  };
};

/** Messages as lines of a list, with charsets guessed as far as that is done in time. */
export const describeRows = async (
  messages: readonly { message: StoredMessage; ref: MessageRef }[],
  guesses: CharsetGuesses,
): Promise<MessageRow[]> => {
  const describe = (): MessageRow[] => messages.map(({ message, ref }) => toMessageRow(message, ref, guesses.guess));
  const rows = describe();
  return (await guesses.settle()) ? describe() : rows;
};

/** The lines from `offset` on of several lists together, each of which is sorted. */
const mergeNewest = (
  lists: readonly (readonly Line[])[],
  { offset, limit }: { offset: number; limit: number },
): { source: number; uid: number }[] => {
  const heads = lists.map(() => 0);
  const found: { source: number; uid: number }[] = [];
  for (let position = 0; position < offset + limit; position++) {
    let best = -1;
    for (const [source, lines] of lists.entries()) {
      const line = lines[heads[source]!];
      const bestLine = best < 0 ? undefined : lists[best]![heads[best]!];
      if (line && (!bestLine || line.receivedAt > bestLine.receivedAt)) best = source;
    }
    if (best < 0) break;
    const { uid } = lists[best]![heads[best]!]!;
    heads[best]!++;
    if (position >= offset) found.push({ source: best, uid });
  }
  return found;
};
