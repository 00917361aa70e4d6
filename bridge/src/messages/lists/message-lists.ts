import type { ListedMailbox } from '@kurrier/shared/api/mail';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { CharsetGuesses } from '../charset-guesses.ts';
import { noKeptTexts, type KeptTexts } from '../texts/kept-texts.ts';
import { createConversations, type Conversation } from './conversations.ts';
import { readRows, refOf } from './describe-rows.ts';
import { createMessageOrders, linesOf, mergeNewest, type Accounts, type Source, type Where } from './message-orders.ts';

export interface MessageListDeps {
  accounts: Accounts;
  guesses: CharsetGuesses;
}

type Request = Where & { isGrouped?: boolean | undefined; offset: number; limit: number };

interface Listed {
  rows: MessageRow[];
  total: number;
  mailboxes?: ListedMailbox[];
}

/** Lists the newest messages of a mailbox, or of several together, by the time they were received; each by itself, or by conversations. */
export const createMessageLists = ({ accounts, guesses, texts = noKeptTexts }: MessageListDeps & { texts?: Pick<KeptTexts, 'read'> }) => {
  const orders = createMessageOrders(accounts);
  const conversations = createConversations({ accounts, orders, texts, guesses });
  const open = async (request: Request) => {
    const sources = await orders.sourcesOf(request);
    const read = await Promise.all(sources.map(({ store }) => orders.orderOf(store)));
    const lists = read.map((order) => linesOf(order, request));
    return { sources, read, lists, groups: request.isGrouped ? await conversations.group(sources, lists) : null };
  };

  return {
    list: async (request: Request): Promise<Listed> => {
      const { sources, read, lists, groups } = await open(request);
      if (groups) {
        const shown = groups.slice(request.offset, request.offset + request.limit);
        const rows = await readRows(
          sources,
          shown.map(({ members }) => members[0]!),
          guesses,
        );
        const byKey = new Map(rows.map((row) => [keyOf(row.ref), row]));
        return { rows: shown.flatMap((group) => describeConversation(group, sources, byKey) ?? []), total: groups.length };
      }
      return {
        rows: await readRows(sources, mergeNewest(lists, request), guesses),
        total: lists.reduce((sum, { length }) => sum + length, 0),
        // What is told of a mailbox does not say which of its messages such a list has: it is read again.
        ...(request.only === undefined && {
          mailboxes: sources.map(({ mailbox }, at) => ({
            mailboxId: mailbox.id,
            revision: read[at]!.revision,
            messages: lists[at]!.length,
          })),
        }),
      };
    },

    /** The messages around one, the oldest first. */
    conversationOf: conversations.of,

    /** The messages of a list without their rows: by the place of their mailbox in `mailboxes`, and their UID. */
    refs: async (request: Request) => {
      const { sources, lists, groups } = await open(request);
      const found = groups
        ? groups.slice(request.offset, request.offset + request.limit).flatMap(({ members }) => members)
        : mergeNewest(lists, request);
      return {
        mailboxes: sources.map((source) => {
          const { accountId, mailboxId, uidValidity } = refOf(source, 0);
          return { accountId, mailboxId, uidValidity };
        }),
        places: found.map(({ source }) => source),
        uids: found.map(({ uid }) => uid),
      };
    },
  };
};

const keyOf = ({ accountId, mailboxId, uid }: MessageRef): string => `${accountId} ${mailboxId} ${uid}`;

/** A conversation as a row: its newest message, unread and starred where one of them is; null where that is gone meanwhile. */
const describeConversation = (
  { members, messages }: Conversation,
  sources: readonly Source[],
  rows: ReadonlyMap<string, MessageRow>,
): MessageRow | null => {
  const refs = members.map(({ source, uid }) => refOf(sources[source]!, uid));
  const row = rows.get(keyOf(refs[0]!));
  if (!row || messages === 1) return row ?? null;
  return {
    ...row,
    isUnread: members.some(({ line }) => line.isUnread),
    isFlagged: members.some(({ line }) => line.isStarred),
    conversation: { messages, refs },
  };
};
