import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Mailbox } from '@kurrier/shared/mail/mail';
import { orderWords as words } from '@kurrier/shared/words/pages/order';
import { matchMailboxes } from '../../../model/mail/actions/match-mailboxes.ts';
import { safeLine } from '../../../model/mail/safe-text.ts';
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
  const found = matchMailboxes(sortMailboxes(mailboxes), { from, typed, nameOf: destinationName }).slice(0, mostShown);
  const at = Math.min(marked, found.length - 1);
  useEffect(() => input.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    // None of these is a key of the list.
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (step !== undefined) setMarked((at + step + found.length) % Math.max(1, found.length));
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
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        {...(found[at] && { 'aria-activedescendant': `${id}-${at}` })}
        value={typed}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          setMarked(0);
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={words.folders}>
        {found.map((mailbox, index) => (
          <li key={mailbox.id} id={`${id}-${index}`} role="option" aria-selected={index === at} onClick={() => onPick(mailbox)}>
            <bdi>{destinationName(mailbox)}</bdi>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p class="hint">{words.noFolder}</p> : null}
      <button type="button" class="button quiet" onClick={onClose}>
        {words.cancel}
      </button>
    </div>
  );
};

/** Of folders that lie in others all is said: two may have the same last part. */
const destinationName = (mailbox: Mailbox): string => (mailbox.role ? mailboxName(mailbox) : safeLine(mailbox.path, 80));
