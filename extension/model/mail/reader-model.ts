import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageContent, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { createDeliveryReportModel, type DeliveryReportModel } from '../reports/delivery-report-model.ts';
import { createInvitationModel, type InvitationModel, type ReadInvitation } from '../invitations/invitation-model.ts';
import { createUnsubscribeModel, type UnsubscribeModel } from '../extras/unsubscribe-model.ts';
import { createAttachedMessagesModel, type AttachedMessagesModel } from './attached/attached-messages-model.ts';
import type { HtmlMailModel } from './html/html-mail-model.ts';
import { refusalOf, type MailRefusal } from './mail-refusal.ts';

export type SourceState =
  | { phase: 'hidden' }
  | { phase: 'loading'; bytes: string }
  /** `next`: where it goes on; null at the end. */
  | { phase: 'shown'; bytes: string; next: number | null }
  | { phase: 'failed'; refusal: MailRefusal };

export type ReaderState =
  | { phase: 'closed' }
  | { phase: 'opening'; row: MessageRow }
  | { phase: 'open'; content: MessageContent; source: SourceState }
  | { phase: 'failed'; row: MessageRow; refusal: MailRefusal };

export interface ReaderModel {
  state: ReadonlySignal<ReaderState>;
  open: (row: MessageRow) => Promise<void>;
  /** Opens a message of which nothing is known yet; stays closed where it is no longer there. */
  openRef: (ref: MessageRef) => Promise<void>;
  close: () => void;
  /** Shows the message as the server has it, or the next piece of that. */
  showSource: () => Promise<void>;
  hideSource: () => void;
  patch: (change: Partial<MessageRow>) => void;
  /** Leaving the list that sent the message. */
  unsubscribe: UnsubscribeModel;
  /** What the message reports of another one. */
  report: DeliveryReportModel;
  /** What the message invites to. */
  invitation: InvitationModel;
  /** The messages that lie in it. */
  attached: AttachedMessagesModel;
}

/** What stands for a message until its own row is there. */
const unknownRow = {
  from: [],
  to: [],
  subject: '',
  receivedAt: 0,
  isUnread: false,
  isFlagged: false,
  isAnswered: false,
  hasAttachments: false,
  isUnreadable: false,
};

/** One message, opened: its text, and its source on request. A message opened meanwhile wins over an answer that comes late. */
export const createReaderModel = ({
  call,
  onOpened,
  loadInvitations,
  createHtml,
}: {
  call: Call;
  onOpened: (content: MessageContent) => void;
  /** Loads what reads calendar invitations. */
  loadInvitations: () => Promise<ReadInvitation>;
  /** For each message that is shown within the open one. */
  createHtml: () => HtmlMailModel;
}): ReaderModel => {
  const state = signal<ReaderState>({ phase: 'closed' });
  const report = createDeliveryReportModel({ call });
  const invitation = createInvitationModel({ call, loadReader: loadInvitations });
  const attached = createAttachedMessagesModel({ call, createHtml });
  let opened = 0;

  const setSource = (source: SourceState) => {
    if (state.value.phase === 'open') state.value = { ...state.value, source };
  };

  const showSource = async () => {
    const shown = state.value;
    if (shown.phase !== 'open' || shown.source.phase === 'loading') return;
    const before = shown.source.phase === 'shown' ? shown.source : { bytes: '', next: 0 };
    if (before.next === null) return;
    const turn = opened;
    setSource({ phase: 'loading', bytes: before.bytes });
    const answer = await call('mail.source', { ref: shown.content.row.ref, offset: before.next });
    if (turn !== opened) return;
    const refusal = refusalOf(answer);
    if (refusal) return setSource({ phase: 'failed', refusal });
    if (answer.ok && 'bytes' in answer.value) {
      setSource({ phase: 'shown', bytes: before.bytes + answer.value.bytes, next: answer.value.next });
    }
  };

  const load = async (row: MessageRow) => {
    opened += 1;
    const turn = opened;
    attached.clear();
    const answer = await call('mail.open', { ref: row.ref });
    if (turn !== opened) return;
    const refusal = refusalOf(answer);
    if (refusal?.reason === 'not-found' && state.value.phase === 'closed') return;
    if (refusal) {
      state.value = { phase: 'failed', row, refusal };
    } else if (answer.ok && 'text' in answer.value) {
      state.value = { phase: 'open', content: answer.value, source: { phase: 'hidden' } };
      onOpened(answer.value);
      void report.follow(answer.value);
      void invitation.follow(answer.value);
    }
  };

  return {
    state,
    unsubscribe: createUnsubscribeModel({ call }),
    report,
    invitation,
    attached,
    open: async (row) => {
      state.value = { phase: 'opening', row };
      await load(row);
    },
    openRef: async (ref) => {
      state.value = { phase: 'closed' };
      await load({ ...unknownRow, ref });
    },
    close: () => {
      opened += 1;
      attached.clear();
      state.value = { phase: 'closed' };
    },
    showSource,
    hideSource: () => setSource({ phase: 'hidden' }),
    patch: (change) => {
      const shown = state.value;
      if (shown.phase === 'open') state.value = { ...shown, content: { ...shown.content, row: { ...shown.content.row, ...change } } };
    },
  };
};

/** The message that is open or being opened. */
export const openRefOf = (state: ReaderState): MessageRef | null =>
  state.phase === 'closed' ? null : state.phase === 'open' ? state.content.row.ref : state.row.ref;
