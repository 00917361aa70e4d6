import { useEffect, useState } from 'preact/hooks';
import type { MessageContent, MessageRow } from '@kurrier/shared/mail/mail';
import type { HtmlMailModel } from '../../../model/mail/html/html-mail-model.ts';
import type { ConversationModel } from '../../../model/mail/conversation-model.ts';
import type { ActedOn, Destination } from '../../../model/mail/actions/held-moves.ts';
import type { MessageActionsModel } from '../../../model/mail/actions/message-actions-model.ts';
import { messagesOfRow, type SelectionModel } from '../../../model/mail/actions/selection-model.ts';
import { messageKey } from '../../../model/mail/message-key.ts';
import type { MessageListModel } from '../../../model/mail/message-list-model.ts';
import type { ReaderModel } from '../../../model/mail/reader-model.ts';
import { rowAt } from '../../../model/mail/kept-row-pages.ts';
import type { ListCommand } from '../list-keys.ts';
import type { RowPress } from '../MessageRowView.tsx';

export interface CommandProps {
  list: MessageListModel;
  reader: ReaderModel;
  html: HtmlMailModel;
  conversation: ConversationModel;
  selection: SelectionModel;
  actions: MessageActionsModel;
  /** What the mailbox is for that is shown; null where several are. */
  role: string | null;
  onReply: (content: MessageContent, toAll: boolean) => void;
  onForward: (content: MessageContent, isAttached: boolean) => void;
  canReplyToAll: (content: MessageContent) => boolean;
  focusList: () => void;
}

/** What keys, buttons and presses do to the messages of a list: to those that are selected, else to the one that is open or active. */
export const useMessageCommands = (props: CommandProps) => {
  const { list, reader, html, conversation, selection, actions, role, onReply, onForward, canReplyToAll, focusList } = props;
  const [picked, setPicked] = useState<readonly ActedOn[]>([]);
  const [isHelping, setIsHelping] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [isReading, setIsReading] = useState(false);
  // What was asked about messages of one list is not answered about those of another.
  useEffect(() => {
    setPicked([]);
    setIsAsking(false);
  }, [selection]);
  const state = reader.state.value;
  const openRow = state.phase === 'closed' ? null : state.phase === 'open' ? state.content.row : state.row;
  const listed = list.state.value;
  const at = (index: number | null): MessageRow | null => (listed.phase === 'listed' && index !== null ? rowAt(listed.pages, index) : null);
  const selected = [...selection.selected.value.values()];

  /** What is answered is what was seen, and nothing that was hidden in it. */
  const asSeen = (content: MessageContent): MessageContent => ({ ...content, text: html.seenText.current?.() ?? content.text });
  /** Messages that go, go with their conversation. */
  const going = (): readonly ActedOn[] => {
    if (selected.length > 0) return selected;
    const row = at(list.active.value);
    const stands = row ? messagesOfRow(row) : [];
    if (!openRow) return stands;
    return stands.some(({ ref }) => messageKey(ref) === messageKey(openRow.ref)) ? stands : [openRow];
  };
  const marked = (): readonly ActedOn[] => (selected.length === 0 && openRow ? [openRow] : going());

  const open = (row: MessageRow) => {
    selection.clear();
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
    if (row) open(row);
  };
  const leaveFor = (messages: readonly ActedOn[], destination: Destination) => {
    if (messages.length === 0) return;
    void actions.move(messages, destination);
    selection.clear();
    if (openRow) close();
    if (selected.length === 0) list.activate((list.active.value ?? -1) + 1);
  };
  const trash = () => {
    if (role !== 'trash') return leaveFor(going(), { kind: 'trash' });
    const row = at(list.active.value);
    if (selected.length === 0 && !openRow && row) void reader.open(row);
    if (going().length > 0) setIsAsking(true);
  };
  const pick = () => {
    const messages = going();
    if (new Set(messages.map(({ ref }) => ref.accountId)).size > 1) actions.say({ notice: 'several-accounts' });
    else setPicked(messages);
  };
  const answer = (how: 'reply' | 'reply-all' | 'forward') => {
    if (state.phase !== 'open') return;
    if (how === 'forward') onForward(asSeen(state.content), false);
    else onReply(asSeen(state.content), how === 'reply-all' && canReplyToAll(state.content));
  };
  const turn = (by: 1 | -1) => {
    const rows = conversation.rows.value;
    const row = openRow && rows[rows.findIndex(({ ref }) => messageKey(ref) === messageKey(openRow.ref)) + by];
    if (row) open(row);
  };
  const run = (command: ListCommand) => {
    const active = list.active.value;
    switch (command) {
      case 'close':
        if (selected.length > 0) {
          selection.clear();
          setIsAsking(false);
          return focusList();
        }
        return close();
      case 'undo':
        return actions.keep();
      case 'trash':
        return trash();
      case 'toggle-read':
        return void actions.markSeen(
          marked(),
          marked().some((message) => message.isUnread ?? true),
        );
      case 'star':
        return void actions.star(marked(), !marked().every((message) => message.isFlagged));
      case 'archive':
      case 'junk':
        return leaveFor(going(), { kind: command === 'junk' && role === 'junk' ? 'inbox' : command });
      case 'pick':
        return pick();
      case 'keys':
        return setIsHelping(true);
      case 'reply':
      case 'reply-all':
      case 'forward':
        return answer(command);
      case 'select':
        return selection.toggle(active ?? 0);
      case 'select-all':
        return void selection.selectAll();
      case 'open': {
        const chosen = at(active);
        setIsReading(true);
        if (chosen) open(chosen);
        return;
      }
    }
    if ('turn' in command) turn(command.turn);
    else if ('to' in command) move(command.to === 'first' ? 0 : Infinity);
    else if ('extendTo' in command) void extend(command.extendTo === 'first' ? 0 : Infinity);
    else if ('extend' in command) void extend(active === null ? 0 : active + command.extend);
    else move(active === null ? 0 : active + command.move);
  };
  const extend = (to: number) =>
    listed.phase === 'listed' ? selection.extendTo(Math.max(0, Math.min(to, listed.total - 1))) : Promise.resolve();

  return {
    openRow,
    selected,
    picked,
    isHelping,
    isAsking,
    isReading,
    asSeen,
    going,
    run,
    open,
    close,
    leaveFor,
    press: (index: number, row: MessageRow, how: RowPress) => {
      if (how === 'extend') return void selection.extendTo(index);
      list.activate(index);
      if (how === 'toggle') return selection.toggle(index);
      setIsReading(false);
      open(row);
    },
    endHelp: () => setIsHelping(false),
    endPick: () => {
      setPicked([]);
      focusList();
    },
    endQuestion: () => setIsAsking(false),
    deleteForGood: () => {
      void actions.deleteForGood(going());
      selection.clear();
      setIsAsking(false);
      if (openRow) close();
      else focusList();
    },
  };
};
