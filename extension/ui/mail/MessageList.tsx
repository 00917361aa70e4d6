import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { mailWords, readerWords } from '@kurrier/shared/words/pages/mail';
import { messageKey } from '../../model/mail/message-key.ts';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { ActedOn } from '../../model/mail/actions/held-moves.ts';
import { isSelectedIn, messagesOfRow } from '../../model/mail/actions/selection-model.ts';
import { rowAt } from '../../model/mail/kept-row-pages.ts';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { commandOf, type ListCommand } from './list-keys.ts';
import { MessageRowView, type RowPress } from './MessageRowView.tsx';
import { VirtualList } from './VirtualList.tsx';

/** As high as two lines of text with their space; the style sheet has the same. */
const rowHeight = 56;

/** The messages of one list, or why there are none to show. */
export const MessageList = ({
  model,
  title,
  openKey,
  leaving,
  selected,
  isSent,
  labelOf,
  now,
  bridge,
  onPress,
  onCommand,
}: {
  model: MessageListModel;
  title: string;
  openKey: string | null;
  leaving: ReadonlySet<string>;
  selected: ReadonlyMap<string, ActedOn>;
  isSent: boolean;
  labelOf: ((accountId: string) => string) | null;
  now: number;
  bridge: BridgeActions;
  onPress: (index: number, row: MessageRow, how: RowPress) => void;
  onCommand: (command: ListCommand) => void;
}) => {
  const id = useId();
  const drawn = useRef(new Map<number, { of: unknown[]; node: JSX.Element }>()).current;
  const pressing = useRef((_index: number, _how: RowPress): void => {});
  const today = new Date(now).setHours(12, 0, 0, 0);
  const state = model.state.value;
  if (state.phase === 'loading') {
    return (
      <p class="loading" role="status">
        {mailWords.loading}
      </p>
    );
  }
  if (state.phase === 'unreachable') return <BridgeProblemView problem={state.problem} actions={bridge} />;
  // What the bridge cannot be asked for is not known to be empty.
  if (state.total === 0 && state.problem) return <BridgeProblemView problem={state.problem} actions={bridge} />;
  if (state.total === 0) {
    return (
      <div class="empty">
        <h2>{mailWords.emptyFolder}</h2>
        <p>{mailWords.emptyFolderHint}</p>
      </div>
    );
  }
  const idOf = (index: number) => `${id}-${index}`;
  const onKeyDown = (event: KeyboardEvent, rowsInSight: number) => {
    const command = commandOf(event, rowsInSight);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    onCommand(command);
  };
  pressing.current = (index, how) => {
    const row = rowAt(state.pages, index);
    if (row) onPress(index, row, how);
  };
  if (drawn.size > 500) drawn.clear();
  const renderRow = (index: number) => {
    const row = rowAt(state.pages, index);
    const key = row && messageKey(row.ref);
    const props = {
      row,
      total: state.total,
      isActive: model.active.value === index,
      isOpen: openKey !== null && row !== null && messagesOfRow(row).some(({ ref }) => messageKey(ref) === openKey),
      isLeaving: key !== null && leaving.has(key),
      isSelected: row !== null && isSelectedIn(selected, row),
      isSelecting: selected.size > 0,
      isSent,
      accountLabel: row && labelOf ? labelOf(row.ref.accountId) : null,
      today,
    };
    // The same node again tells the renderer that nothing in it changed.
    const of = Object.values(props);
    const before = drawn.get(index);
    if (before?.of.every((value, place) => value === of[place])) return before.node;
    const node = <MessageRowView key={index} id={idOf(index)} index={index} {...props} onPress={(at, how) => pressing.current(at, how)} />;
    drawn.set(index, { of, node });
    return node;
  };
  return (
    <>
      {state.problem ? <BridgeProblemView problem={state.problem} actions={bridge} hint={mailWords.stale} /> : null}
      <VirtualList
        total={state.total}
        rowHeight={rowHeight}
        label={title}
        hint={readerWords.keys}
        active={model.active.value}
        shift={model.shift.value}
        idOf={idOf}
        onRange={model.show}
        onKeyDown={onKeyDown}
        renderRow={renderRow}
      />
    </>
  );
};
