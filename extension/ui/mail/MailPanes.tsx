import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageContent, MessageRow } from '@kurrier/shared/mail/mail';
import type { ComposeFields } from '../../model/send/compose-fields.ts';
import type { AttachmentSaves } from '../../model/mail/attachment-saves.ts';
import type { HtmlMailModel } from '../../model/mail/html-mail-model.ts';
import type { MessageActionsModel } from '../../model/mail/message-actions-model.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { ReaderModel } from '../../model/mail/reader-model.ts';
import { rowAt } from '../../model/mail/row-pages.ts';
import type { BridgeActions } from '../settings/BridgeProblemView.tsx';
import { commandOf, isScrollKey, type ListCommand } from './list-keys.ts';
import { MailNoticeBar } from './MailNoticeBar.tsx';
import { MessageList } from './MessageList.tsx';
import { Reader } from './reader/Reader.tsx';

interface PanesProps {
  list: MessageListModel;
  reader: ReaderModel;
  html: HtmlMailModel;
  saves: AttachmentSaves;
  actions: MessageActionsModel;
  labelOf: (accountId: string) => string;
  now: number;
  bridge: BridgeActions;
  onReply: (content: MessageContent, toAll: boolean) => void;
  onForward: (content: MessageContent, isAttached: boolean) => void;
  onWrite: (fields: Partial<ComposeFields>) => void;
  canReplyToAll: (content: MessageContent) => boolean;
  title: string;
  /** Mail of several accounts stands together. */
  isMixed: boolean;
  /** What the mailbox is for that is shown; null where several are. */
  role: string | null;
}

/** The list with its keys, beside it the message that is open, below them what is being done. */
export const MailPanes = (props: PanesProps) => {
  const { list, reader, html, saves, actions, labelOf, now, bridge, onReply, onForward, onWrite, canReplyToAll, title, isMixed, role } =
    props;
  const box = useRef<HTMLDivElement>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const listed = list.state.value;
  const state = reader.state.value;
  const openRow = state.phase === 'closed' ? null : state.phase === 'open' ? state.content.row : state.row;
  const focusList = () => box.current?.querySelector<HTMLElement>('[role=listbox]')?.focus({ preventScroll: true });
  const at = (index: number | null): MessageRow | null => (listed.phase === 'listed' && index !== null ? rowAt(listed.pages, index) : null);

  /** What is answered is what was seen, and nothing that was hidden in it. */
  const asSeen = (content: MessageContent): MessageContent => ({ ...content, text: html.seenText.current?.() ?? content.text });
  const open = (index: number, row: MessageRow) => {
    list.activate(index);
    setIsAsking(false);
    void reader.open(row);
  };
  const close = () => {
    reader.close();
    setIsAsking(false);
    focusList();
  };
  const move = (to: number) => {
    list.activate(to);
    const row = openRow && at(list.active.value);
    if (row) open(list.active.value ?? 0, row);
  };
  const trash = (row: MessageRow) => {
    if (role === 'trash') {
      if (!openRow || messageKey(openRow.ref) !== messageKey(row.ref)) void reader.open(row);
      setIsAsking(true);
      return;
    }
    void actions.trash(row);
    if (openRow) close();
    list.activate((list.active.value ?? -1) + 1);
  };
  const run = (command: ListCommand) => {
    const active = list.active.value;
    const row = openRow ?? at(active);
    if (command === 'close') close();
    else if (command === 'undo') actions.keep();
    else if (command === 'trash') {
      if (row) trash(row);
    } else if (command === 'toggle-read') {
      if (row) void actions.markSeen(row, row.isUnread);
    } else if (command === 'open') {
      const chosen = at(active);
      setIsReading(true);
      if (chosen) open(active ?? 0, chosen);
    } else if ('to' in command) move(command.to === 'first' ? 0 : Infinity);
    else move(active === null ? 0 : active + command.move);
  };
  /** In the reader the keys that scroll belong to it, and those of fields and buttons to them. */
  const onReaderKey = (event: KeyboardEvent) => {
    const command = isScrollKey(event.key) ? null : commandOf(event, 1);
    if (command === null) return;
    event.preventDefault();
    run(command);
  };
  // A button that was pressed may be gone, and the focus is on what is around; then the keys still mean what they meant.
  const onLostKey = useRef((_event: KeyboardEvent): void => {});
  onLostKey.current = (event) => {
    if (event.target instanceof Node && event.target.contains(box.current)) onReaderKey(event);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onLostKey.current(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <div class={openRow ? 'mail-panes reading' : 'mail-panes'} ref={box}>
      <div class="list-pane">
        <MessageList
          model={list}
          title={title}
          openKey={openRow && messageKey(openRow.ref)}
          leaving={actions.leaving.value}
          isSent={role === 'sent' || role === 'drafts'}
          labelOf={isMixed ? labelOf : null}
          now={now}
          bridge={bridge}
          onOpen={(index, row) => {
            setIsReading(false);
            open(index, row);
          }}
          onCommand={run}
        />
      </div>
      {openRow ? (
        <div class="reader-pane" onKeyDown={onReaderKey}>
          <Reader
            model={reader}
            html={html}
            onKey={onReaderKey}
            saves={saves}
            hasFocus={isReading}
            actions={{
              close,
              reply: (content, toAll) => onReply(asSeen(content), toAll),
              forward: (content, isAttached) => onForward(isAttached ? content : asSeen(content), isAttached),
              canReplyToAll,
              write: onWrite,
              markSeen: (row, seen) => void actions.markSeen(row, seen),
              trash,
              question: isAsking ? 'delete-for-good' : 'none',
              deleteForGood: (row) => {
                void actions.deleteForGood(row);
                close();
              },
              keep: () => setIsAsking(false),
            }}
          />
        </div>
      ) : null}
      <MailNoticeBar
        notice={actions.notice.value}
        held={actions.held.value}
        onUndo={(row) => {
          actions.keep(row);
          focusList();
        }}
        onDismiss={() => {
          actions.dismiss();
          focusList();
        }}
      />
    </div>
  );
};
