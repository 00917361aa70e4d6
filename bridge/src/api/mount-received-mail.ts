import {
  chooseSync,
  fetchPicture,
  listMessages,
  listSyncs,
  markSeen,
  moveMessages,
  openHtml,
  openMessage,
  pauseSync,
  readAttachment,
  readAttachmentPiece,
  readSource,
  readSources,
  starMessages,
  syncNow,
  trashMessages,
} from '@kurrier/shared/api/mail';
import { createMailbox, deleteMailbox, emptyMailbox, renameMailbox } from '@kurrier/shared/api/order/mailboxes';
import { listConversation, listRefs } from '@kurrier/shared/api/order/message-groups';
import { dismissSignInCode, listSignInCodes, switchSignInCodes } from '@kurrier/shared/api/arrivals/sign-in-codes';
import { listUnread } from '@kurrier/shared/api/arrivals/unread';
import { readDeliveryReport } from '@kurrier/shared/api/arrivals/delivery-reports';
import { leaveList, lookAtUnsubscribe } from '@kurrier/shared/api/arrivals/unsubscribe';
import { dismissChange, listChanges } from '@kurrier/shared/api/order/changes';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';
import type { createEmptyMailbox } from '../messages/changes/empty-mailbox.ts';
import type { createMoveMessages } from '../changes/move-messages.ts';
import type { PendingChanges } from '../changes/pending-changes.ts';
import type { SignInCodes } from '../messages/arrivals/sign-in-codes.ts';
import type { createMailboxChanges } from '../messages/changes/change-mailboxes.ts';
import type { createFetchPicture } from '../messages/fetch-picture.ts';
import type { createMessageLists } from '../messages/lists/message-lists.ts';
import type { createMessageReader } from '../messages/message-reader.ts';
import type { createReadSources } from '../messages/export/read-sources.ts';
import type { createUnreadList } from '../messages/lists/newest-unread.ts';
import { suggestRecipients } from '@kurrier/shared/api/writing/recipients';
import type { createSuggestRecipients } from '../messages/recipients/suggest-recipients.ts';
import type { createDeliveryReports } from '../messages/reports/delivery-reports.ts';
import type { createUnsubscribe } from '../messages/unsubscribe/unsubscribe.ts';
import type { MailSync } from '../sync/engine/create-mail-sync.ts';

/** The use-cases of received mail. */
interface ReceivedMail {
  sync: Pick<MailSync, 'list' | 'pause' | 'choose' | 'syncNow'>;
  /** Where the event log stands. */
  cursor: () => number;
  listUnread: ReturnType<typeof createUnreadList>;
  lists: ReturnType<typeof createMessageLists>;
  reader: ReturnType<typeof createMessageReader>;
  readSources: ReturnType<typeof createReadSources>;
  emptyMailbox: ReturnType<typeof createEmptyMailbox>;
  mailboxes: ReturnType<typeof createMailboxChanges>;
  pendingChanges: PendingChanges;
  move: ReturnType<typeof createMoveMessages>;
  fetchPicture: ReturnType<typeof createFetchPicture>;
  suggestRecipients: ReturnType<typeof createSuggestRecipients>;
  readDeliveryReport: ReturnType<typeof createDeliveryReports>;
  unsubscribe: ReturnType<typeof createUnsubscribe>;
  codes: Pick<SignInCodes, 'state' | 'turn' | 'dismiss'>;
}

/** Every endpoint of received mail, one line each. `load` gives the assembled parts, which are loaded after the bridge listens. */
export const mountMail = (table: EndpointTable, load: () => Promise<ReceivedMail>): void => {
  mount(table, listSyncs, async () => {
    const { sync, cursor } = await load();
    const before = cursor();
    return { syncs: await sync.list(), cursor: before };
  });
  mount(table, listMessages, async (request) => (await load()).lists.list(request));
  mount(table, listRefs, async (request) => (await load()).lists.refs(request));
  mount(table, listConversation, async ({ ref }) => ({ rows: await (await load()).lists.conversationOf(ref) }));
  mount(table, openMessage, async (request) => (await load()).reader.open(request));
  mount(table, openHtml, async (request) => (await load()).reader.openHtml(request));
  mount(table, fetchPicture, async (request) => (await load()).fetchPicture(request));
  mount(table, readSource, async (request) => (await load()).reader.readSource(request));
  mount(table, readSources, async (request, { attach }) => {
    const read = await (await load()).readSources(request);
    if (!('sources' in read)) return read;
    attach(Buffer.concat(read.sources.filter((source) => source !== null)));
    return { lengths: read.sources.map((source) => source?.length ?? null) };
  });
  mount(table, readAttachment, async (request) => (await load()).reader.readAttachment(request));
  mount(table, readAttachmentPiece, async (request, { attach }) => {
    const read = await (await load()).reader.readAttachmentPiece(request);
    if (!('bytes' in read)) return read;
    const { bytes, ...place } = read;
    attach(bytes);
    return place;
  });
  mount(table, markSeen, async (request) => (await load()).pendingChanges.change(request.refs, { kind: 'seen', isSet: request.seen }));
  mount(table, starMessages, async (request) =>
    (await load()).pendingChanges.change(request.refs, { kind: 'flagged', isSet: request.starred }),
  );
  mount(table, moveMessages, async (request) => (await load()).move(request));
  mount(table, trashMessages, async (request) => (await load()).pendingChanges.change(request.refs, { kind: 'trash' }));
  mount(table, listChanges, async () => (await load()).pendingChanges.list());
  mount(table, dismissChange, async (request) => (await load()).pendingChanges.dismiss(request));
  mount(table, createMailbox, async (request) => (await load()).mailboxes.create(request));
  mount(table, renameMailbox, async (request) => (await load()).mailboxes.rename(request));
  mount(table, deleteMailbox, async (request) => (await load()).mailboxes.remove(request));
  mount(table, emptyMailbox, async (request) => (await load()).emptyMailbox(request));
  mount(table, listUnread, async (request) => (await load()).listUnread(request));
  mount(table, pauseSync, async (request) => (await load()).sync.pause(request));
  mount(table, chooseSync, async (request) => (await load()).sync.choose(request));
  mount(table, syncNow, async (request) => (await load()).sync.syncNow(request));
  mount(table, suggestRecipients, async (request) => (await load()).suggestRecipients(request));
  mount(table, readDeliveryReport, async (request) => (await load()).readDeliveryReport(request));
  mount(table, lookAtUnsubscribe, async (request) => (await load()).unsubscribe.look(request));
  mount(table, leaveList, async (request) => (await load()).unsubscribe.leave(request));
  mount(table, listSignInCodes, async () => (await load()).codes.state());
  mount(table, switchSignInCodes, async ({ isOn }) => (await load()).codes.turn(isOn));
  mount(table, dismissSignInCode, async ({ ref }) => (await load()).codes.dismiss(ref));
};
