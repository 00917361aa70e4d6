import { useEffect, useRef } from 'preact/hooks';
import type { MessageContent, MessageRow } from '@kurrier/shared/mail/mail';
import { draftWords } from '@kurrier/shared/words/pages/writing/drafts';
import { readerWords as words } from '@kurrier/shared/words/pages/mail';
import { orderWords } from '@kurrier/shared/words/pages/order';
import { formatFully } from '../../../model/format-time.ts';
import { safeLine } from '../../../model/mail/safe-text.ts';
import { messageKey } from '../../../model/mail/message-key.ts';
import type { HtmlMailModel } from '../../../model/mail/html/html-mail-model.ts';
import type { ReaderModel } from '../../../model/mail/reader-model.ts';
import type { ComposeFields } from '../../../model/send/compose-fields.ts';
import type { AttachmentSaves } from '../../../model/mail/attachment-saves.ts';
import { Confirm } from '../../controls/Confirm.tsx';
import { Attachments } from './AttachedMessage.tsx';
import { InvitationCard } from '../invitations/InvitationCard.tsx';
import { DeliveryReportCard } from '../reports/DeliveryReportCard.tsx';
import { subjectOf } from '../MessageRowView.tsx';
import { MessageBody } from './MessageBody.tsx';
import { MessageFacts, peopleText } from './MessageFacts.tsx';
import { NotOpened } from './NotOpened.tsx';
import { Unsubscribe } from './Unsubscribe.tsx';
import { SourceView } from './SourceView.tsx';

export interface ReaderActions {
  close: () => void;
  reply: (content: MessageContent, toAll: boolean) => void;
  /** `isAttached`: as a file, not as text. */
  forward: (content: MessageContent, isAttached: boolean) => void;
  canReplyToAll: (content: MessageContent) => boolean;
  /** Goes on with it as a draft. */
  continue: (content: MessageContent) => void;
  /** Begins another message. */
  write: (fields: Partial<ComposeFields>) => void;
  markSeen: (row: MessageRow, seen: boolean) => void;
  star: (row: MessageRow) => void;
  /** What goes elsewhere goes with its conversation, as by the keys. */
  run: (command: 'archive' | 'junk' | 'pick' | 'trash') => void;
  /** What the mailbox is for that it lies in. */
  role: string | null;
  /** What lies in Trash is asked about first: so many messages; 0: nobody asked. */
  question: number;
  deleteForGood: () => void;
  keep: () => void;
}

/** One message: who, when, its text, what is attached to it, and its source on request. Its HTML stands in frames of their own. */
export const Reader = ({
  model,
  html,
  onKey,
  saves,
  hasFocus,
  actions,
}: {
  model: ReaderModel;
  html: HtmlMailModel;
  /** A key that was pressed within the message. */
  onKey: (event: KeyboardEvent) => void;
  saves: AttachmentSaves;
  hasFocus: boolean;
  actions: ReaderActions;
}) => {
  const state = model.state.value;
  const article = useRef<HTMLElement>(null);
  const row = state.phase === 'closed' ? null : state.phase === 'open' ? state.content.row : state.row;
  const key = row && messageKey(row.ref);
  useEffect(() => {
    if (key === null) return;
    article.current?.scrollTo({ top: 0 });
    if (hasFocus) article.current?.focus({ preventScroll: true });
  }, [key]);
  if (!row) return null;
  const content = state.phase === 'open' ? state.content : null;
  const report = content && model.report.reportOf(content.row.ref);
  const invitation = content && model.invitation.invitationOf(content.row.ref);
  return (
    <article class="reader" ref={article} tabIndex={-1} aria-labelledby="reader-subject" aria-busy={state.phase === 'opening'}>
      <header>
        <h2 id="reader-subject">
          <bdi>{subjectOf(row, 500)}</bdi>
        </h2>
        <ReaderButtons row={row} content={content} actions={actions} />
        {actions.question > 0 ? (
          <Confirm
            question={words.deleteQuestion(actions.question)}
            confirm={words.deleteConfirm}
            keep={words.keep}
            onConfirm={actions.deleteForGood}
            onKeep={actions.keep}
          />
        ) : null}
        <Facts row={row} content={content} />
      </header>
      {state.phase === 'opening' ? <p role="status">{words.opening}</p> : null}
      {state.phase === 'failed' ? <NotOpened refusal={state.refusal} /> : null}
      {invitation ? <InvitationCard invitation={invitation} /> : null}
      {report ? <DeliveryReportCard report={report} /> : null}
      {content?.hasHtml && actions.role === 'drafts' ? <p class="hint">{draftWords.losesFormat}</p> : null}
      {content ? <MessageBody key={key} content={content} html={html} onKey={onKey} /> : null}
      {content?.hasUnsubscribe ? <Unsubscribe model={model.unsubscribe} messageRef={content.row.ref} onWrite={actions.write} /> : null}
      {content && content.attachments.length > 0 ? (
        <Attachments content={content} saves={saves} messages={model.attached} onKey={onKey} level={3} />
      ) : null}
      {state.phase === 'open' ? (
        <SourceView source={state.source} onShow={() => void model.showSource()} onHide={model.hideSource} />
      ) : null}
    </article>
  );
};

const ReaderButtons = ({ row, content, actions }: { row: MessageRow; content: MessageContent | null; actions: ReaderActions }) => (
  <div class="reader-actions" role="toolbar" aria-label={safeLine(row.subject, 80)}>
    {content && actions.role === 'drafts' ? (
      <button type="button" class="button primary" onClick={() => actions.continue(content)}>
        {draftWords.continue}
      </button>
    ) : null}
    {content ? (
      <button type="button" class="button" onClick={() => actions.reply(content, false)}>
        {words.reply}
      </button>
    ) : null}
    {content && actions.canReplyToAll(content) ? (
      <button type="button" class="button" onClick={() => actions.reply(content, true)}>
        {words.replyAll}
      </button>
    ) : null}
    {content ? (
      <>
        <button type="button" class="button" onClick={() => actions.forward(content, false)}>
          {words.forward}
        </button>
        <button type="button" class="button" onClick={() => actions.forward(content, true)}>
          {words.forwardAttached}
        </button>
      </>
    ) : null}
    <button type="button" class="button" onClick={() => actions.markSeen(row, row.isUnread)}>
      {row.isUnread ? words.markRead : words.markUnread}
    </button>
    <button type="button" class="button" aria-pressed={row.isFlagged} onClick={() => actions.star(row)}>
      {row.isFlagged ? orderWords.unstar : orderWords.star}
    </button>
    {actions.role === 'archive' ? null : (
      <button type="button" class="button" onClick={() => actions.run('archive')}>
        {orderWords.archive}
      </button>
    )}
    <button type="button" class="button" onClick={() => actions.run('junk')}>
      {actions.role === 'junk' ? orderWords.notJunk : orderWords.junk}
    </button>
    <button type="button" class="button" onClick={() => actions.run('pick')}>
      {orderWords.move}
    </button>
    <button type="button" class="button" onClick={() => actions.run('trash')}>
      {words.trash}
    </button>
    <button type="button" class="button quiet" onClick={actions.close}>
      {words.close}
    </button>
  </div>
);

const Facts = ({ row, content }: { row: MessageRow; content: MessageContent | null }) => (
  <MessageFacts
    facts={[
      [words.from, peopleText(row.from)],
      [words.to, peopleText(row.to)],
      [words.cc, content ? peopleText(content.cc) : ''],
      [words.received, formatFully(row.receivedAt)],
      [words.dated, content && isFarApart(content.sentAt, row.receivedAt) ? formatFully(content.sentAt!) : ''],
    ]}
  />
);

/** The sender's clock is worth a line where it says something else than the server's. */
const isFarApart = (sentAt: number | null, receivedAt: number): boolean =>
  sentAt !== null && Number.isFinite(sentAt) && Math.abs(sentAt) < 8e15 && Math.abs(receivedAt - sentAt) > 3_600_000;
