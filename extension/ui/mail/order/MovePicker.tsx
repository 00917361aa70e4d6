import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Mailbox } from '@kurrier/shared/mail/mail';
import { orderWords as words } from '@kurrier/shared/words/pages/order';
import { matchMailboxes } from '../../../model/mail/actions/match-mailboxes.ts';
import { safeLine } from '../../../model/mail/safe-text.ts';
import { comboboxAttributes, optionByKey, OptionList } from '../../controls/OptionList.tsx';
import { mailboxName, sortMailboxes } from '../mailbox-name.ts';
import './order.css';

/** As many as can be looked over; more letters find the others. */
const mostShown = 8;

/** Where messages go: typed letters narrow the folders down, Enter takes the marked one (WAI-ARIA combobox). */
export const MovePicker = ({
  mailboxes,
  from,
  onPick,
  onClose,
}: {
  mailboxes: readonly Mailbox[];
  from: string | null;
  onPick: (mailbox: Mailbox) => void;
  onClose: () => void;
}) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const matching = matchMailboxes(sortMailboxes(mailboxes), { from, typed, nameOf: destinationName });
  const found = matching.slice(0, mostShown);
  const at = Math.min(marked, found.length - 1);
  const options = { id, count: found.length, marked: at };
  useEffect(() => input.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    // None of these is a key of the list.
    event.stopPropagation();
    const next = optionByKey(options, event.key);
    if (next === null && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (next !== null) setMarked(next);
    else if (event.key === 'Escape') onClose();
    else if (found[at]) onPick(found[at]);
  };
  return (
    <div class="move-picker" onKeyDown={onKeyDown}>
      <label for={`${id}-input`}>{words.moveTo}</label>
      <input
        id={`${id}-input`}
        ref={input}
        type="text"
        autocomplete="off"
        {...comboboxAttributes(options)}
        value={typed}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          setMarked(0);
        }}
      />
      <OptionList id={id} label={words.folders} items={found} marked={at} keyOf={(mailbox) => mailbox.id} onTake={onPick}>
        {(mailbox) => <bdi>{destinationName(mailbox)}</bdi>}
      </OptionList>
      {found.length === 0 ? <p class="hint">{words.noFolder}</p> : null}
      {matching.length > found.length ? <p class="hint">{words.moreFolders(matching.length - found.length)}</p> : null}
      <button type="button" class="button quiet" onClick={onClose}>
        {words.cancel}
      </button>
    </div>
  );
};

/** Of folders that lie in others all is said: two may have the same last part. */
const destinationName = (mailbox: Mailbox): string => (mailbox.role ? mailboxName(mailbox) : safeLine(mailbox.path, 80));
