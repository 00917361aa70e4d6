import { mailWords, readerWords as words } from '@kurrier/shared/words/pages/mail';
import { hostileLine } from '../../model/mail/hostile-text.ts';
import type { MailNotice } from '../../model/mail/message-actions-model.ts';
import { RefusalNote } from './RefusalNote.tsx';

/** What is being done to a message, with the way to undo it, or why it did not work. Always there, so that it is read out. */
export const MailNoticeBar = ({ notice, onUndo, onDismiss }: { notice: MailNotice | null; onUndo: () => void; onDismiss: () => void }) => (
  <div class="mail-notice" role="status">
    {notice ? (
      <div class="mail-notice-box">
        {notice.notice === 'leaving' ? <p>{words.leaving(hostileLine(notice.row.subject, 60) || mailWords.row.noSubject)}</p> : null}
        {notice.notice === 'kept' ? <p>{words.kept}</p> : null}
        {notice.notice === 'refused' ? (
          <div>
            <p>
              <strong>{words.refusals[notice.action]}</strong>
            </p>
            <RefusalNote refusal={notice.refusal} />
          </div>
        ) : null}
        {notice.notice === 'leaving' ? (
          <button type="button" class="button" onClick={onUndo}>
            {words.undo}
          </button>
        ) : (
          <button type="button" class="button quiet" onClick={onDismiss}>
            {words.dismiss}
          </button>
        )}
      </div>
    ) : null}
  </div>
);
