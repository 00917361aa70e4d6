import { useEffect, useRef, useState } from 'preact/hooks';
import type { Mailbox, MessageContent, MessageRow } from '@kurrier/shared/mail/mail';
import type { ComposeFields } from '../../model/send/compose-fields.ts';
import type { AttachmentSaves } from '../../model/mail/attachment-saves.ts';
import type { HtmlMailModel } from '../../model/mail/html/html-mail-model.ts';
import type { Destination, MessageActionsModel } from '../../model/mail/message-actions-model.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { ReaderModel } from '../../model/mail/reader-model.ts';
import { rowAt } from '../../model/mail/row-pages.ts';
import type { BridgeActions } from '../settings/BridgeProblemView.tsx';
import { commandOf, isScrollKey, type ListCommand } from './list-keys.ts';
import { MailNoticeBar } from './MailNoticeBar.tsx';
import { MessageList } from './MessageList.tsx';
import { KeysHelp } from './order/KeysHelp.tsx';
import { MovePicker } from './order/MovePicker.tsx';
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
  mailboxesOf: (accountId: string) => readonly Mailbox[];
}

/** The list with its keys, beside it the message that is open, below them what is being done. */
export const MailPanes = (props: PanesProps) => {
  const { list, reader, html, saves, actions, labelOf, now, bridge, onReply, onForward, onWrite, canReplyToAll } = props;
  const { title, isMixed, role, mailboxesOf } = props;
  const [picked, setPicked] = useState<MessageRow | null>(null);
  const [isHelping, setIsHelping] = useState(false);
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
  const leaveFor = (row: MessageRow, destination: Destination) => {
    void actions.move([row], destination);
    if (openRow) close();
    list.activate((list.active.value ?? -1) + 1);
  };
  const answer = (how: 'reply' | 'reply-all' | 'forward') => {
    if (state.phase !== 'open') return;
    if (how === 'forward') onForward(asSeen(state.content), false);
    else onReply(asSeen(state.content), how === 'reply-all' && canReplyToAll(state.content));
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
    } else if (command === 'star') {
      if (row) void actions.star(row, !row.isFlagged);
    } else if (command === 'archive' || command === 'junk') {
      if (row) leaveFor(row, { kind: command === 'junk' && role === 'junk' ? 'inbox' : command });
    } else if (command === 'pick') setPicked(row);
    else if (command === 'keys') setIsHelping(true);
    else if (command === 'reply' || command === 'reply-all' || command === 'forward') answer(command);
    else if (command === 'open') {
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
  const picker = picked ? (
    <MovePicker
      mailboxes={mailboxesOf(picked.ref.accountId)}
      from={picked.ref.mailboxId}
      onPick={({ id, path }) => {
        setPicked(null);
        leaveFor(picked, { kind: 'mailbox', mailboxId: id, name: path });
        focusList();
      }}
      onClose={() => {
        setPicked(null);
        focusList();
      }}
    />
  ) : null;
  return (
    <div class={openRow ? 'mail-panes reading' : 'mail-panes'} ref={box}>
      <div class="list-pane">
        {openRow ? null : picker}
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
          {picker}
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
              star: (row) => void actions.star(row, !row.isFlagged),
              move: leaveFor,
              pick: () => setPicked(openRow),
              role,
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
        destinationOf={actions.destinationOf}
        onUndo={(row) => {
          actions.keep(row);
          focusList();
        }}
        onDismiss={() => {
          actions.dismiss();
          focusList();
        }}
      />
      {isHelping ? <KeysHelp onClose={() => setIsHelping(false)} /> : null}
    </div>
  );
};
