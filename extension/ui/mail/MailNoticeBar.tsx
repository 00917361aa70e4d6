import type { MessageRow } from '@kurrier/shared/mail/mail';
import { mailWords, readerWords as words } from '@kurrier/shared/words/pages/mail';
import { orderWords } from '@kurrier/shared/words/pages/order';
import { safeLine } from '../../model/mail/safe-text.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import type { Destination, MailNotice } from '../../model/mail/message-actions-model.ts';
import { RefusalNote } from './RefusalNote.tsx';

/** More than these are undone together. */
const mostLines = 3;

/** What is being done to messages, each with its way back, or why it did not work. Always there, so that it is read out. */
export const MailNoticeBar = ({
  notice,
  held,
  destinationOf,
  onUndo,
  onDismiss,
}: {
  notice: MailNotice | null;
  held: readonly MessageRow[];
  destinationOf: (row: MessageRow) => Destination;
  onUndo: (row: MessageRow) => void;
  onDismiss: () => void;
}) => (
  <div class="mail-notice" role="status">
    {held.slice(0, mostLines).map((row) => (
      <div key={messageKey(row.ref)} class="mail-notice-box">
        <p>{goesText(row, destinationOf(row))}</p>
        <button type="button" class="button" onClick={() => onUndo(row)}>
          {words.undo}
        </button>
      </div>
    ))}
    {held.length > mostLines ? (
      <div class="mail-notice-box">
        <p>{words.leavingMore(held.length - mostLines)}</p>
        <button type="button" class="button" onClick={() => held.forEach(onUndo)}>
          {words.undoAll}
        </button>
      </div>
    ) : null}
    {notice ? (
      <div class="mail-notice-box">
        {notice.notice === 'kept' ? <p>{words.kept}</p> : null}
        {notice.notice === 'fetching' ? <p>{words.fetching}</p> : null}
        {notice.notice === 'left-marked' ? <p>{words.leftMarked}</p> : null}
        {notice.notice === 'refused' ? (
          <div>
            <p>
              <strong>{words.refusals[notice.action]}</strong>
            </p>
            <RefusalNote refusal={notice.refusal} />
          </div>
        ) : null}
        <button type="button" class="button quiet" onClick={onDismiss}>
          {words.dismiss}
        </button>
      </div>
    ) : null}
  </div>
);

const goesText = (row: MessageRow, destination: Destination): string => {
  const subject = safeLine(row.subject, 60) || mailWords.row.noSubject;
  if (destination.kind === 'trash') return words.leaving(subject);
  if (destination.kind === 'mailbox') return orderWords.goesTo.mailbox(subject, safeLine(destination.name, 60));
  return orderWords.goesTo[destination.kind](subject);
};
