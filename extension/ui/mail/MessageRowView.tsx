import type { MessageRow } from '@kurrier/shared/mail/mail';
import { changeWords } from '@kurrier/shared/words/pages/changes';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { orderWords } from '@kurrier/shared/words/pages/order';
import { formatListTime } from '../../model/format-time.ts';
import { correspondentText, safeLine, senderOf } from '../../model/mail/safe-text.ts';

const words = mailWords.row;

/** What a press on a row does: with Shift all from the last one on are selected, with Ctrl or on its box this one. */
export type RowPress = 'open' | 'toggle' | 'extend';

/** One message in a list; `row` is null while it has not been read. */
export const MessageRowView = ({
  id,
  row,
  index,
  total,
  isActive,
  isOpen,
  isLeaving,
  isSelected,
  isSelecting,
  isSent,
  accountLabel,
  today,
  onPress,
}: {
  id: string;
  row: MessageRow | null;
  index: number;
  total: number;
  isActive: boolean;
  isOpen: boolean;
  isLeaving: boolean;
  isSelected: boolean;
  /** Some row is selected: then not the active one is what is acted on. */
  isSelecting: boolean;
  /** Lies in a mailbox for mail of one's own: to whom says more than from whom. */
  isSent: boolean;
  /** Named where mail of several accounts stands together. */
  accountLabel: string | null;
  /** Any moment of the present day. */
  today: number;
  onPress: (index: number, how: RowPress) => void;
}) => {
  const place = {
    id,
    role: 'option',
    'aria-posinset': index + 1,
    'aria-setsize': total,
    'aria-selected': isSelecting ? isSelected : isActive,
  } as const;
  if (!row) {
    return (
      <div {...place} key={index} class="message-row blank" aria-label={words.loading}>
        <span class="ghost" />
        <span class="ghost" />
      </div>
    );
  }
  const who = isSent && row.to.length > 0 ? words.to(row.to.map((to) => senderOf([to])).join(', ')) : senderOf(row.from);
  const classes = [
    'message-row',
    row.isUnread && 'unread',
    isOpen && 'open',
    isActive && 'active',
    isSelected && 'selected',
    isSelecting && 'selecting',
    (isLeaving || row.pending === 'leaving') && 'leaving',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div
      {...place}
      key={index}
      class={classes}
      onMouseDown={(event) => {
        // Else the text between two presses is selected, too.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => onPress(index, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'open')}
    >
      {/* For pointers alone: the keyboard selects by its own keys. */}
      <span
        class="row-check"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onPress(index, event.shiftKey ? 'extend' : 'toggle');
        }}
      />
      <span class="dot">{row.isUnread ? <span class="visually-hidden">{words.unread}, </span> : null}</span>
      <bdi class="who" title={row.from.map(correspondentText).join(', ')}>
        {safeLine(who, 120) || (row.isUnreadable ? words.unknownSender : words.noSender)}
      </bdi>
      <time dateTime={new Date(row.receivedAt).toISOString()}>{formatListTime(row.receivedAt, today)}</time>
      <span class="subject">
        <bdi>{isLeaving ? words.leaving : subjectOf(row)}</bdi>
        {row.conversation ? <ConversationCount messages={row.conversation.messages} /> : null}
      </span>
      <span class="marks">
        {accountLabel === null ? null : <span class="account-label">{safeLine(accountLabel, 40)}</span>}
        {row.pending ? <RowMark name={changeWords.rowWaits} path="M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z" /> : null}
        {row.isAnswered ? <RowMark name={words.answered} path="M6.5 3.5 2.5 7.5l4 4M3 7.5h6a4.5 4.5 0 0 1 4.5 4.5v.5" /> : null}
        {row.isFlagged ? (
          <RowMark name={words.flagged} fill="currentColor" path="m8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z" />
        ) : null}
        {row.hasAttachments ? (
          <RowMark
            name={words.attachment}
            path="m13 7.3-5.2 5.2a3.2 3.2 0 0 1-4.6-4.5l5.4-5.4a2.1 2.1 0 0 1 3 3L6.4 10.9a1 1 0 0 1-1.4-1.4l4.7-4.7"
          />
        ) : null}
      </span>
    </div>
  );
};

const ConversationCount = ({ messages }: { messages: number }) => (
  <span class="conversation-count">
    <span class="visually-hidden">, {orderWords.conversation(messages)}</span>
    <span aria-hidden="true">{messages}</span>
  </span>
);

/** What stands in the place of the subject. */
export const subjectOf = (row: MessageRow, longest?: number): string =>
  row.isUnreadable ? words.unreadable : safeLine(row.subject, longest) || words.noSubject;

const RowMark = ({ name, path, fill = 'none' }: { name: string; path: string; fill?: 'none' | 'currentColor' }) => (
  <svg class="row-mark" viewBox="0 0 16 16" role="img" aria-label={name}>
    <title>{name}</title>
    <path d={path} fill={fill} stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
