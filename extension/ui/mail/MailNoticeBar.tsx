import { mailWords, readerWords as words } from '@kurrier/shared/words/pages/mail';
import { orderWords } from '@kurrier/shared/words/pages/order';
import { safeLine } from '../../model/mail/safe-text.ts';
import type { HeldMove } from '../../model/mail/actions/held-moves.ts';
import type { MailNotice } from '../../model/mail/actions/message-actions-model.ts';
import { RefusalNote } from './RefusalNote.tsx';

/** More than these are undone together. */
const mostLines = 3;

/** What is being done to messages, each with its way back, or why it did not work. Always there, so that it is read out. */
export const MailNoticeBar = ({
  notice,
  moves,
  onUndo,
  onDismiss,
}: {
  notice: MailNotice | null;
  moves: readonly HeldMove[];
  onUndo: (move: HeldMove) => void;
  onDismiss: () => void;
}) => (
  <div class="mail-notice" role="status">
    {moves.slice(0, mostLines).map((move) => (
      <div key={move.id} class="mail-notice-box">
        <p>{goesText(move)}</p>
        <button type="button" class="button" onClick={() => onUndo(move)}>
          {words.undo}
        </button>
      </div>
    ))}
    {moves.length > mostLines ? (
      <div class="mail-notice-box">
        <p>{words.leavingMore(moves.slice(mostLines).reduce((sum, { rows }) => sum + rows.length, 0))}</p>
        <button type="button" class="button" onClick={() => moves.forEach(onUndo)}>
          {words.undoAll}
        </button>
      </div>
    ) : null}
    {notice ? (
      <div class="mail-notice-box">
        {notice.notice === 'kept' ? <p>{words.kept}</p> : null}
        {notice.notice === 'fetching' ? <p>{words.fetching}</p> : null}
        {notice.notice === 'several-accounts' ? <p>{orderWords.selection.severalAccounts}</p> : null}
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

const goesText = ({ rows, destination }: HeldMove): string => {
  if (rows.length > 1) {
    const place = destination.kind === 'mailbox' ? safeLine(destination.name, 60) : orderWords.places[destination.kind];
    return orderWords.severalGo(rows.length, place);
  }
  const subject = safeLine(rows[0]?.subject ?? '', 60) || mailWords.row.noSubject;
  if (destination.kind === 'trash') return words.leaving(subject);
  if (destination.kind === 'mailbox') return orderWords.goesTo.mailbox(subject, safeLine(destination.name, 60));
  return orderWords.goesTo[destination.kind](subject);
};
