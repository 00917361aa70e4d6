import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import type { PageRef } from '../../mail-store/page-layout.ts';
import type { CharsetGuesses } from '../../messages/charset-guesses.ts';
import type { TextEntry } from '../../texts/text-directory.ts';
import type { TextRecords } from '../../texts/text-records.ts';
import type { TextState } from './page-head.ts';
import { buildPage, isUpToDate, type IndexedMessage, type ReadForIndex } from './index-page.ts';
import type { MailboxIndex } from './mailbox-index.ts';
import { readPageLines } from './page-lines.ts';
import { readFields } from './read-fields.ts';

/** A mailbox with what lies beside its messages. */
export interface IndexedMailbox {
  store: MailboxStore;
  texts: TextRecords;
  index: MailboxIndex;
}

/** What the index page beside a page of messages is to speak of now. */
export const messagesOf = async ({ store, texts }: Omit<IndexedMailbox, 'index'>, page: PageRef): Promise<IndexedMessage[]> => {
  const entries = await texts.entries();
  const { uids, dates } = await readPageLines(store, page);
  return Array.from(uids, (uid, place) => ({ uid, date: dates[place]!, text: textStateOf(entries.get(uid)) }));
};

/** How much of a text the index is to hold. */
export const textStateOf = (entry: TextEntry | undefined): TextState => (entry ? (entry.isPartial ? 1 : 2) + 3 * entry.attachedChange : 0);

/** Reads messages of a page for the index, all of their headers at once. */
export const createReadForIndex = (
  { store, texts }: Omit<IndexedMailbox, 'index'>,
  messages: readonly IndexedMessage[],
  guesses: CharsetGuesses,
): ReadForIndex => {
  const loading = store.readMany(messages.map(({ uid }) => uid)).then((found) => new Map(found.map((message) => [message.uid, message])));
  const states = new Map(messages.map(({ uid, text }) => [uid, text]));
  return async (uid) => {
    const message = (await loading).get(uid);
    if (!message) return null;
    const text = states.get(uid) ? await texts.read(uid) : null;
    const read = readFields(message, text, guesses.guess);
    return (await guesses.settle()) ? readFields(message, text, guesses.guess) : read;
  };
};

/**
 * Brings the index of a mailbox up to date, the newest pages first: one page is written at a time, and only where something in it is
 * otherwise. Goes on as long as `isWanted`. Answers whether it came to the end.
 */
export const updateIndex = async (mailbox: IndexedMailbox, guesses: CharsetGuesses, isWanted: () => boolean): Promise<boolean> => {
  const { store, index } = mailbox;
  const generation = index.generation();
  const pages = store.pages();
  const keys = new Set(pages.map(({ key }) => key));
  for (const key of await index.keys()) if (!keys.has(key)) await index.remove(generation, key);
  for (const page of pages.toReversed()) {
    if (!isWanted()) return false;
    const messages = await messagesOf(mailbox, page);
    const head = await index.readHead(page.key);
    if (isUpToDate(head, messages)) continue;
    const blocks = head && (await Promise.all(head.firstWords.map((_, block) => index.readBlock(page.key, head, block))));
    const before = head && blocks?.every((block) => block !== null) ? { head, blocks } : null;
    const built = await buildPage(messages, createReadForIndex(mailbox, messages, guesses), before);
    if (!(await index.write(generation, page.key, built))) return false;
  }
  return true;
};
