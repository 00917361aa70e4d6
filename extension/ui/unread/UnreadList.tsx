import type { MessageRow } from '@kurrier/shared/mail/mail';
import { extrasWords } from '@kurrier/shared/words/pages/extras';
import { safeLine } from '../../model/mail/safe-text.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import type { UnreadAction, UnreadModel } from '../../model/unread/unread-model.ts';
import './unread.css';

const words = extrasWords.unread;
const actions: readonly UnreadAction[] = ['read', 'archive', 'trash'];

/** The newest unread messages of all accounts, with what is done most. */
export const UnreadList = ({ model, onOpen }: { model: UnreadModel; onOpen: (row: MessageRow) => void }) => {
  const rows = model.rows.value;
  const notice = model.notice.value;
  if (rows === null) return null;
  return (
    <section class="unread-list" aria-labelledby="unread-title">
      <h2 id="unread-title">{words.title}</h2>
      <p role="status" class={notice && notice.notice !== 'done' ? 'error' : 'hint'}>
        {notice === null ? (rows.length === 0 ? words.empty : '') : notice.notice === 'done' ? words.done[notice.action] : words.failed}{' '}
        {notice?.notice === 'done' ? (
          <button type="button" class="button quiet" onClick={() => void model.undo()}>
            {words.undo}
          </button>
        ) : null}
      </p>
      <ul>
        {rows.map((row) => (
          <UnreadRow key={messageKey(row.ref)} row={row} onOpen={() => onOpen(row)} onAct={(action) => void model.act(action, row)} />
        ))}
      </ul>
    </section>
  );
};

const UnreadRow = ({ row, onOpen, onAct }: { row: MessageRow; onOpen: () => void; onAct: (action: UnreadAction) => void }) => {
  const [sender] = row.from;
  const subject = safeLine(row.subject, 120);
  return (
    <li>
      <button type="button" class="unread-open" onClick={onOpen}>
        <bdi class="sender">{safeLine(sender?.name || sender?.address || '', 60)}</bdi>
        <bdi class="subject">{subject}</bdi>
      </button>
      <div role="group" aria-label={subject} class="unread-actions">
        {actions.map((action) => (
          <button key={action} type="button" class="button quiet" onClick={() => onAct(action)}>
            {words[action]}
          </button>
        ))}
      </div>
    </li>
  );
};
