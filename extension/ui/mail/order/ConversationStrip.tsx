import type { MessageRow } from '@kurrier/shared/mail/mail';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { orderWords as words } from '@kurrier/shared/words/pages/order';
import { formatListTime } from '../../../model/format-time.ts';
import { messageKey } from '../../../model/mail/message-key.ts';
import { safeLine, senderOf } from '../../../model/mail/safe-text.ts';
import './order.css';

/** The messages of a conversation, the oldest first; each opens by itself, so that no message stands in the document of another. */
export const ConversationStrip = ({
  rows,
  openKey,
  now,
  onOpen,
}: {
  rows: readonly MessageRow[];
  openKey: string;
  now: number;
  onOpen: (row: MessageRow) => void;
}) => (
  <section class="conversation" aria-label={words.conversation(rows.length)}>
    <ol>
      {rows.map((row) => {
        const key = messageKey(row.ref);
        return (
          <li key={key}>
            <button
              type="button"
              class={row.isUnread && key !== openKey ? 'unread' : ''}
              aria-current={key === openKey}
              onClick={() => onOpen(row)}
            >
              <bdi>{safeLine(senderOf(row.from), 60) || mailWords.row.noSender}</bdi>
              {row.isUnread && key !== openKey ? <span class="visually-hidden">, {mailWords.row.unread}</span> : null}
              <time dateTime={new Date(row.receivedAt).toISOString()}>{formatListTime(row.receivedAt, now)}</time>
            </button>
          </li>
        );
      })}
    </ol>
  </section>
);
