import type { MessagesChanged } from '@kurrier/shared/api/events';
import type { ListedMailbox } from '@kurrier/shared/api/mail';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageKey } from './message-key.ts';
import { pageSize, type RowPages } from './kept-row-pages.ts';

/** What is here of a list, and at which revision of each of the mailboxes that it is made of. */
export interface ListedRows {
  pages: RowPages;
  total: number;
  mailboxes: readonly ListedMailbox[];
}

/**
 * The list with what became of a mailbox's messages; the same list where that is in it already, and null where it cannot be made from what
 * is here: something was missed, or too little of the list is known. Pages behind the first that is not here whole are let go.
 */
export const applyChanges = (list: ListedRows, change: MessagesChanged): ListedRows | null => {
  const known = list.mailboxes.find(({ mailboxId }) => mailboxId === change.mailboxId);
  if (!known || known.revision > change.revision) return list;
  // Of a revision that is here already its messages only look otherwise now: something waits for the server, or no longer does.
  if (known.revision === change.revision) return change.before === change.revision ? showOtherwise(list, change) : list;
  if (known.revision < change.before) return null;
  const now = { mailboxId: change.mailboxId, revision: change.revision, messages: change.messages };
  const mailboxes = list.mailboxes.map((mailbox) => (mailbox === known ? now : mailbox));
  const total = mailboxes.reduce((sum, { messages }) => sum + messages, 0);

  const before = firstRows(list);
  const isWhole = before.length >= list.total;
  const order = createOrder(mailboxes);
  const last = before.at(-1);
  const rows = new Map(before.map((row) => [messageKey(row.ref), row]));
  for (const row of change.rows) {
    const key = messageKey(row.ref);
    // Further down it is read when it is looked at.
    if (isWhole || rows.has(key) || (last && order(row, last) < 0)) rows.set(key, row);
  }
  const gone = new Set(change.removed);
  const left = [...rows.values()].filter(({ ref }) => ref.mailboxId !== change.mailboxId || !gone.has(ref.uid)).toSorted(order);
  if (isWhole && left.length !== total) return null;
  return { pages: toPages(left, total), total, mailboxes };
};

/** The same messages in the same order, some of them as they look now. */
const showOtherwise = (list: ListedRows, { rows }: MessagesChanged): ListedRows => {
  const now = new Map(rows.map((row) => [messageKey(row.ref), row]));
  const isHere = [...list.pages.values()].some((page) => page.some(({ ref }) => now.has(messageKey(ref))));
  if (!isHere) return list;
  const pages = [...list.pages].map(([at, page]) => [at, page.map((row) => now.get(messageKey(row.ref)) ?? row)] as const);
  return { ...list, pages: new Map(pages) };
};

/** The rows from the first on, as far as they are here without a gap. */
const firstRows = ({ pages }: ListedRows): MessageRow[] => {
  const rows: MessageRow[] = [];
  for (let page = 0; pages.has(page); page++) {
    rows.push(...pages.get(page)!);
    if (rows.length < (page + 1) * pageSize) break;
  }
  return rows;
};

/** A last page that is not whole is no page, where the list goes on. */
const toPages = (rows: readonly MessageRow[], total: number): RowPages => {
  const count = rows.length >= total ? Math.ceil(rows.length / pageSize) : Math.floor(rows.length / pageSize);
  return new Map(Array.from({ length: count }, (_, page) => [page, rows.slice(page * pageSize, (page + 1) * pageSize)]));
};

/** The order of the bridge: the newest first, of equal times by mailbox, then the highest UID. */
const createOrder = (mailboxes: readonly ListedMailbox[]) => {
  const places = new Map(mailboxes.map(({ mailboxId }, place) => [mailboxId, place]));
  return (a: MessageRow, b: MessageRow): number =>
    b.receivedAt - a.receivedAt || (places.get(a.ref.mailboxId) ?? 0) - (places.get(b.ref.mailboxId) ?? 0) || b.ref.uid - a.ref.uid;
};
