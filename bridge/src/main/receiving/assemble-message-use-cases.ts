import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import { applyAllWaiting } from '../../changes/apply-waiting.ts';
import type { Receiver } from '../../codes/judge-sender.ts';
import { registrableDomain } from '../../discover/registrable-domain.ts';
import type { OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { CharsetGuesses } from '../../messages/charset-guesses.ts';
import type { FetchBytes } from '../../messages/fetch-picture.ts';
import type { createMessageReader } from '../../messages/message-reader.ts';
import type { createFinders } from '../../messages/find-message.ts';
import type { PostForm } from '../../messages/unsubscribe/unsubscribe.ts';
import type { MailSync } from '../../sync/engine/create-mail-sync.ts';
import type { assembleChanges } from './assemble-changes.ts';
import type { assembleSearch } from './assemble-search.ts';
import { createSuggestRecipients } from '../../messages/recipients/suggest-recipients.ts';
import { createDeliveryReports } from '../../messages/reports/delivery-reports.ts';
import { createUnreadList } from '../../messages/lists/newest-unread.ts';
import { createUnsubscribe } from '../../messages/unsubscribe/unsubscribe.ts';
import { createMailboxChanges } from '../../messages/changes/change-mailboxes.ts';
import { createEmptyMailbox } from '../../messages/changes/empty-mailbox.ts';
import type { RemovalDeps } from '../../messages/changes/remove-messages.ts';
import { createMoveToNewMailbox } from '../../messages/changes/move-to-new-mailbox.ts';
import { createMoveMessages } from '../../changes/move-messages.ts';
import { createFetchPicture } from '../../messages/fetch-picture.ts';
import { createReadSources } from '../../messages/export/read-sources.ts';
import { withOpened } from '../../messages/lists/with-opened.ts';
import { createMessageLists } from '../../messages/lists/message-lists.ts';

interface MessageParts extends Pick<ReturnType<typeof createFinders>, 'findMailbox' | 'findMessage'> {
  sync: Pick<MailSync, 'account' | 'accounts'>;
  onDemand: OnDemandConnections;
  guesses: CharsetGuesses;
  reader: ReturnType<typeof createMessageReader>;
  texts: ReturnType<typeof assembleSearch>['texts'];
  changes: ReturnType<typeof assembleChanges>['changes'];
  receiverOf: (accountId: string) => Promise<Receiver | null>;
  /** Looks for news of an account soon. */
  nudge: (accountId: string) => void;
  noteStored: NonNullable<RemovalDeps['noteStored']>;
  postForm: PostForm;
  fetchBytes: FetchBytes;
}

/** Assembles what people do with received messages, and how these are listed and opened with the changes that wait for the server. */
export const assembleMessageUseCases = (parts: MessageParts) => {
  const { sync, findMailbox, findMessage, onDemand, guesses, texts, changes, receiverOf, nudge, noteStored, postForm, fetchBytes, reader } =
    parts;
  const lists = createMessageLists({ accounts: sync.accounts, guesses, texts: withOpened(texts, reader.openedLately) });
  const showWaiting = (rows: MessageRow[]) => applyAllWaiting(rows, changes.waiting);
  return {
    lists: {
      list: async (request: Parameters<typeof lists.list>[0]) => {
        const listed = await lists.list(request);
        return { ...listed, rows: await showWaiting(listed.rows) };
      },
      refs: lists.refs,
      conversationOf: async (ref: MessageRef) => showWaiting(await lists.conversationOf(ref)),
    },
    reader: {
      ...reader,
      open: async (request: Parameters<typeof reader.open>[0]) => {
        const opened = await reader.open(request);
        if (!('row' in opened)) return opened;
        const [row = opened.row] = await showWaiting([opened.row]);
        return { ...opened, row };
      },
    },
    listUnread: createUnreadList({ accounts: sync.accounts, guesses }),
    suggestRecipients: createSuggestRecipients({ accounts: sync.accounts, now: Date.now }),
    readDeliveryReport: createDeliveryReports({ findMessage, onDemand, accountOf: sync.account, open: (request) => reader.open(request) }),
    unsubscribe: createUnsubscribe({ findMessage, onDemand, receiverOf, registrable: registrableDomain, postForm }),
    readSources: createReadSources({ findMailbox, onDemand }),
    fetchPicture: createFetchPicture(fetchBytes),
    emptyMailbox: createEmptyMailbox({ accountOf: sync.account, onDemand, nudge, noteStored }),
    move: createMoveMessages({
      changes,
      accountOf: sync.account,
      moveToNewMailbox: createMoveToNewMailbox({ findMailbox, onDemand, nudge, noteStored }),
    }),
    mailboxes: createMailboxChanges({ accountOf: sync.account, onDemand, nudge }),
  };
};
