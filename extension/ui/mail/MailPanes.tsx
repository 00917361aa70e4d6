import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Mailbox, MessageContent } from '@kurrier/shared/mail/mail';
import type { ComposeFields } from '../../model/send/compose-fields.ts';
import type { AttachmentSaves } from '../../model/mail/attachment-saves.ts';
import type { ConversationModel } from '../../model/mail/conversation-model.ts';
import type { HtmlMailModel } from '../../model/mail/html/html-mail-model.ts';
import type { MessageActionsModel } from '../../model/mail/actions/message-actions-model.ts';
import { createSelectionModel } from '../../model/mail/actions/selection-model.ts';
import { messageKey } from '../../model/mail/message-key.ts';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { ReaderModel } from '../../model/mail/reader-model.ts';
import type { BridgeActions } from '../settings/BridgeProblemView.tsx';
import { commandOf, isScrollKey } from './list-keys.ts';
import { MailNoticeBar } from './MailNoticeBar.tsx';
import { MessageList } from './MessageList.tsx';
import { ConversationStrip } from './order/ConversationStrip.tsx';
import { KeysHelp } from './order/KeysHelp.tsx';
import { MovePicker } from './order/MovePicker.tsx';
import { SelectionBar } from './order/SelectionBar.tsx';
import { useMessageCommands } from './order/use-message-commands.ts';
import { Reader } from './reader/Reader.tsx';

interface PanesProps {
  list: MessageListModel;
  reader: ReaderModel;
  html: HtmlMailModel;
  conversation: ConversationModel;
  saves: AttachmentSaves;
  actions: MessageActionsModel;
  labelOf: (accountId: string) => string;
  now: number;
  bridge: BridgeActions;
  onReply: (content: MessageContent, toAll: boolean) => void;
  onForward: (content: MessageContent, isAttached: boolean) => void;
  onContinue: (content: MessageContent) => void;
  onWrite: (fields: Partial<ComposeFields>) => void;
  canReplyToAll: (content: MessageContent) => boolean;
  title: string;
  /** Mail of several accounts stands together. */
  isMixed: boolean;
  /** What the mailbox is for that is shown; null where several are. */
  role: string | null;
  mailboxesOf: (accountId: string) => readonly Mailbox[];
}

/** What has keys of its own. */
const ownKeys = 'input, textarea, select, dialog, [role=listbox]';

/** The list with its keys, beside it the message that is open, below them what is being done. */
export const MailPanes = (props: PanesProps) => {
  const { list, reader, html, conversation, saves, actions, labelOf, now, bridge, title, isMixed, role } = props;
  const box = useRef<HTMLDivElement>(null);
  const focusList = () => box.current?.querySelector<HTMLElement>('[role=listbox]')?.focus({ preventScroll: true });
  const selection = useMemo(
    () => createSelectionModel(list, (refusal) => actions.say({ notice: 'refused', action: 'select', refusal })),
    [list],
  );
  const commands = useMessageCommands({ ...props, selection, focusList });
  const { openRow, selected, picked, run, going } = commands;
  const openKey = openRow && messageKey(openRow.ref);
  const listed = list.state.value;

  /** In the reader the keys that scroll belong to it, and those of fields and buttons to them. */
  const onReaderKey = (event: KeyboardEvent) => {
    const command = isScrollKey(event.key) ? null : commandOf(event, 1);
    // There it selects the text.
    if (command === null || command === 'select-all') return;
    event.preventDefault();
    run(command);
  };
  // Wherever the focus is on the page, the keys mean the same, but where somebody types or chooses.
  const onPageKey = useRef((_event: KeyboardEvent): void => {});
  onPageKey.current = (event) => {
    if (!event.defaultPrevented && !(event.target instanceof Element && event.target.closest(ownKeys))) onReaderKey(event);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onPageKey.current(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const [first] = picked;
  const picker = first ? (
    <MovePicker
      mailboxes={props.mailboxesOf(first.ref.accountId)}
      from={picked.every(({ ref }) => ref.mailboxId === first.ref.mailboxId) ? first.ref.mailboxId : null}
      onPick={({ id, path }) => {
        commands.leaveFor(picked, { kind: 'mailbox', mailboxId: id, name: path });
        commands.endPick();
      }}
      onClose={commands.endPick}
    />
  ) : null;
  return (
    <div class={openRow ? 'mail-panes reading' : 'mail-panes'} ref={box}>
      <div class="list-pane">
        {selected.length > 0 ? (
          <SelectionBar
            selected={selected}
            total={listed.phase === 'listed' ? listed.total : 0}
            role={role}
            isAsking={commands.isAsking}
            onCommand={run}
            onConfirm={commands.deleteForGood}
            onKeep={commands.endQuestion}
          />
        ) : null}
        {openRow ? null : picker}
        <MessageList
          model={list}
          title={title}
          openKey={openKey}
          leaving={actions.leaving.value}
          selected={selection.selected.value}
          isSent={role === 'sent' || role === 'drafts'}
          labelOf={isMixed ? labelOf : null}
          now={now}
          bridge={bridge}
          onPress={commands.press}
          onCommand={run}
        />
      </div>
      {openRow && openKey !== null ? (
        <div class="reader-pane" onKeyDown={onReaderKey}>
          {picker}
          {conversation.rows.value.length > 0 ? (
            <ConversationStrip rows={conversation.rows.value} openKey={openKey} now={now} onOpen={commands.open} />
          ) : null}
          <Reader
            model={reader}
            html={html}
            onKey={onReaderKey}
            saves={saves}
            hasFocus={commands.isReading}
            actions={{
              close: commands.close,
              reply: (content, toAll) => props.onReply(commands.asSeen(content), toAll),
              forward: (content, isAttached) => props.onForward(isAttached ? content : commands.asSeen(content), isAttached),
              canReplyToAll: props.canReplyToAll,
              write: props.onWrite,
              continue: props.onContinue,
              markSeen: (row, seen) => void actions.markSeen([row], seen),
              star: (row) => void actions.star([row], !row.isFlagged),
              run,
              role,
              question: commands.isAsking && selected.length === 0 ? going().length : 0,
              deleteForGood: commands.deleteForGood,
              keep: commands.endQuestion,
            }}
          />
        </div>
      ) : null}
      <MailNoticeBar
        notice={actions.notice.value}
        moves={actions.moves.value}
        onUndo={(move) => {
          actions.keepMove(move);
          focusList();
        }}
        onDismiss={() => {
          actions.dismiss();
          focusList();
        }}
      />
      {commands.isHelping ? <KeysHelp onClose={commands.endHelp} /> : null}
    </div>
  );
};
