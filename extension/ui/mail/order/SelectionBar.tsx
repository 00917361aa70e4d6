import { orderWords } from '@kurrier/shared/words/pages/order';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import type { ActedOn } from '../../../model/mail/actions/held-moves.ts';
import { Confirm } from '../../controls/Confirm.tsx';
import type { ListCommand } from '../list-keys.ts';
import './order.css';

const words = orderWords.selection;

/** What is done to the selected messages, by the same commands as the keys give. */
export const SelectionBar = ({
  selected,
  total,
  role,
  isAsking,
  onCommand,
  onConfirm,
  onKeep,
}: {
  selected: readonly ActedOn[];
  /** How many messages or conversations the list has. */
  total: number;
  /** What the mailbox is for that is shown. */
  role: string | null;
  /** Whether they are to be deleted for good. */
  isAsking: boolean;
  onCommand: (command: ListCommand) => void;
  onConfirm: () => void;
  onKeep: () => void;
}) => {
  const button = (command: ListCommand, text: string) => (
    <button type="button" class="button quiet" onClick={() => onCommand(command)}>
      {text}
    </button>
  );
  const isUnread = selected.some((message) => message.isUnread ?? true);
  const isStarred = selected.every((message) => message.isFlagged);
  return (
    <section class="selection-bar" aria-label={words.title}>
      <p role="status">{words.count(selected.length, total)}</p>
      {isAsking ? (
        <Confirm
          question={readerWords.deleteQuestion(selected.length)}
          confirm={readerWords.deleteConfirm}
          keep={readerWords.keep}
          onConfirm={onConfirm}
          onKeep={onKeep}
        />
      ) : (
        <div class="selection-actions">
          {button('toggle-read', isUnread ? words.read : words.unread)}
          {button('star', isStarred ? orderWords.unstar : orderWords.star)}
          {role === 'archive' ? null : button('archive', orderWords.archive)}
          {button('junk', role === 'junk' ? orderWords.notJunk : orderWords.junk)}
          {button('pick', orderWords.move)}
          {button('trash', words.trash)}
          {selected.length < total ? button('select-all', words.all) : null}
          {button('close', words.clear)}
        </div>
      )}
    </section>
  );
};
