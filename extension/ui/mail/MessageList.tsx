import { useId } from 'preact/hooks';
import type { MessageRow } from '@kurrier/shared/mail';
import { mailWords } from '@kurrier/shared/words/ui-mail-en';
import { messageKey } from '../../model/mail/message-key.ts';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import { rowAt } from '../../model/mail/row-pages.ts';
import { BridgeProblemView, type BridgeActions } from '../BridgeProblemView.tsx';
import { commandOf, type ListCommand } from './list-keys.ts';
import { MessageRowView } from './MessageRowView.tsx';
import { VirtualList } from './VirtualList.tsx';

/** As high as two lines of text with their space; the style sheet has the same. */
export const rowHeight = 56;

/** The messages of one list, or why there are none to show. */
export const MessageList = ({
  model,
  title,
  openKey,
  leaving,
  isSent,
  labelOf,
  now,
  bridge,
  onOpen,
  onCommand,
}: {
  model: MessageListModel;
  title: string;
  openKey: string | null;
  leaving: ReadonlySet<string>;
  isSent: boolean;
  labelOf: ((accountId: string) => string) | null;
  now: number;
  bridge: BridgeActions;
  onOpen: (index: number, row: MessageRow) => void;
  onCommand: (command: ListCommand) => void;
}) => {
  const id = useId();
  const state = model.state.value;
  if (state.phase === 'loading') {
    return (
      <p class="loading" role="status">
        {mailWords.loading}
      </p>
    );
  }
  if (state.phase === 'unreachable') return <BridgeProblemView problem={state.problem} actions={bridge} />;
  if (state.total === 0) {
    return (
      <div class="empty">
        <h2>{mailWords.emptyFolder}</h2>
        <p>{mailWords.emptyFolderHint}</p>
      </div>
    );
  }
  const idOf = (index: number) => `${id}-${index}`;
  const open = (index: number) => {
    const row = rowAt(state.pages, index);
    if (row) onOpen(index, row);
  };
  const onKeyDown = (event: KeyboardEvent, rowsInSight: number) => {
    const command = commandOf(event, rowsInSight);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    onCommand(command);
  };
  const renderRow = (index: number) => {
    const row = rowAt(state.pages, index);
    const key = row && messageKey(row.ref);
    return (
      <MessageRowView
        key={index}
        id={idOf(index)}
        row={row}
        index={index}
        total={state.total}
        isActive={model.active.value === index}
        isOpen={key !== null && key === openKey}
        isLeaving={key !== null && leaving.has(key)}
        isSent={isSent}
        accountLabel={row && labelOf ? labelOf(row.ref.accountId) : null}
        now={now}
        onOpen={open}
      />
    );
  };
  return (
    <>
      {state.problem ? <BridgeProblemView problem={state.problem} actions={bridge} hint={mailWords.stale} /> : null}
      <VirtualList
        total={state.total}
        rowHeight={rowHeight}
        label={title}
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
