import { mostGrouped } from '@kurrier/shared/mail/most-grouped';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { CharsetGuesses } from '../charset-guesses.ts';
import type { KeptTexts } from '../texts/kept-texts.ts';
import { readRows } from './describe-rows.ts';
import { groupMessages } from './group-messages.ts';
import { type Accounts, type Line, type MessageOrders, type Place, type Source } from './message-orders.ts';
import { createThreadLines, mostTexts } from './thread-lines.ts';

/** The messages of a list that are one conversation, the newest first, and how many it has with those in Sent. */
export interface Conversation {
  members: (Place & { line: Line })[];
  messages: number;
}

/** A longer one stands in several rows. */
const longest = 200;

interface ConversationDeps {
  accounts: Accounts;
  orders: MessageOrders;
  texts: Pick<KeptTexts, 'read'>;
  guesses: CharsetGuesses;
}

/** Finds conversations: of the messages of a list, and the one that a message belongs to. */
export const createConversations = ({ accounts, orders, texts, guesses }: ConversationDeps) => {
  const readLines = createThreadLines(texts);

  /** The conversations of some mailboxes; those of the first `listed` sources count as members. `withTexts`: whose References are read. */
  const groupLists = async (
    sources: readonly Source[],
    lists: readonly (readonly Line[])[],
    { listed, withTexts }: { listed: number; withTexts: readonly (readonly Line[])[] },
  ): Promise<Conversation[]> => {
    const grouped = lists.map((lines) => lines.slice(0, mostGrouped));
    const lines = (await Promise.all(grouped.map((some, at) => readLines(sources[at]!, some, withTexts[at]!)))).flat();
    const places = grouped.flatMap((some, source) => some.map((line) => ({ source, uid: line.uid, line })));
    const found = groupMessages(lines).flatMap((group): Conversation[] => {
      const members = group
        .map((at) => places[at]!)
        .filter(({ source }) => source < listed)
        .sort(newestFirst);
      return Array.from({ length: Math.ceil(members.length / longest) }, (_, part) => ({
        members: members.slice(part * longest, (part + 1) * longest),
        messages: group.length,
      }));
    });
    const alone = lists
      .slice(0, listed)
      .flatMap((some, source) => some.slice(mostGrouped).map((line) => ({ members: [{ source, uid: line.uid, line }], messages: 1 })));
    return [...found, ...alone].sort((a, b) => newestFirst(a.members[0]!, b.members[0]!));
  };

  const withRole = async (accountIds: ReadonlySet<string>, roles: ReadonlySet<string>): Promise<Source[]> => {
    const found: Source[] = [];
    for (const { accountId, account } of await accounts()) {
      if (!accountIds.has(accountId)) continue;
      for (const mailbox of account.read().mailboxes)
        if (roles.has(mailbox.role ?? '')) found.push({ accountId, mailbox, store: await account.mailbox(mailbox.id) });
    }
    return found;
  };
  const linesOfAll = async (sources: readonly Source[]) =>
    Promise.all(sources.map(async ({ store }) => (await orders.orderOf(store)).lines));

  return {
    /** The conversations of a list, by its newest message; what was sent ties them together, and is in them, but not in the list. */
    group: async (sources: readonly Source[], lists: readonly (readonly Line[])[]): Promise<Conversation[]> => {
      const sent = (await withRole(new Set(sources.map(({ accountId }) => accountId)), new Set(['sent']))).filter(
        ({ store }) => !sources.some((source) => source.store === store),
      );
      const all = [...lists, ...(await linesOfAll(sent))];
      return groupLists([...sources, ...sent], all, { listed: sources.length, withTexts: all.map((lines) => lines.slice(0, mostTexts)) });
    },

    /**
     * The conversation of a message: of its mailbox, the INBOX, Sent and Archive, the oldest first; it alone where it is not known. Looked for
     * among the messages of each that came before and after it, however old it is.
     */
    of: async (ref: MessageRef): Promise<MessageRow[]> => {
      const own = (await orders.sourcesOf(ref))[0];
      if (!own) return [];
      const others = (await withRole(new Set([ref.accountId]), new Set(['inbox', 'sent', 'archive']))).filter(
        ({ mailbox }) => mailbox.id !== ref.mailboxId,
      );
      const sources = [own, ...others];
      const lists = await linesOfAll(sources);
      const line = lists[0]!.find(({ uid }) => uid === ref.uid);
      const around = (most: number) => lists.map((lines, source) => linesAround(lines, line, { isOwn: source === 0, most }));
      const conversations = await groupLists(sources, around(mostGrouped), { listed: sources.length, withTexts: around(mostTexts) });
      const found = conversations.find(({ members }) => members.some(({ source, uid }) => source === 0 && uid === ref.uid));
      return readRows(sources, found?.members.toReversed() ?? [{ source: 0, uid: ref.uid }], guesses);
    },
  };
};

/**
 * Of lines, the newest first, the `most` that lie around a message, as far as there are any on both sides: around itself where it is one of
 * them, since any number of others may have come in the same second.
 */
const linesAround = (
  lines: readonly Line[],
  line: Line | undefined,
  { isOwn, most }: { isOwn: boolean; most: number },
): readonly Line[] => {
  const at = isOwn
    ? lines.findIndex(({ uid }) => uid === line?.uid)
    : lines.findIndex(({ receivedAt }) => receivedAt <= (line?.receivedAt ?? Infinity));
  const middle = at < 0 ? lines.length : at;
  const start = Math.max(0, Math.min(middle - most / 2, lines.length - most));
  return lines.slice(start, start + most);
};

const newestFirst = (a: Place & { line: Line }, b: Place & { line: Line }): number =>
  b.line.receivedAt - a.line.receivedAt || a.source - b.source || b.uid - a.uid;
