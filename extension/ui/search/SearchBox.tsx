import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import { searchWords as words } from '@kurrier/shared/words/pages/search';
import { completeQuery } from '../../model/search/complete-query.ts';
import type { SearchModel, SearchScope } from '../../model/search/search-model.ts';
import { comboboxAttributes, optionByKey, OptionList } from '../controls/OptionList.tsx';
import { mailboxName } from '../mail/mailbox-name.ts';
import './search.css';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName));

const keyOf = ({ text }: { text: string }): string => text;

/** Where words are typed that are searched for, with proposals as in a combo box; `/` leads to it from everywhere on the page. */
export const SearchBox = ({
  model,
  syncs,
  addresses,
  scopes,
  onLeave,
}: {
  model: SearchModel;
  syncs: readonly AccountSync[];
  /** Addresses that are in sight, for `from:` and `to:`. */
  addresses: readonly string[];
  /** What can be searched from here. */
  scopes: readonly SearchScope[];
  /** The person goes on to what was found. */
  onLeave: () => void;
}) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState(-1);
  const [isOpen, setIsOpen] = useState(false);
  const query = model.query.value;
  const folders = syncs.flatMap(({ mailboxes }) => mailboxes.filter(({ isSelectable }) => isSelectable).map(mailboxName));
  const proposals = isOpen ? completeQuery(query, { folders, addresses }) : [];
  const options = { id, count: proposals.length, marked: chosen };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const type = (text: string) => {
    setChosen(-1);
    setIsOpen(true);
    model.type(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = optionByKey(options, event.key);
    const proposal = proposals[chosen];
    if (next !== null) setChosen(next);
    else if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Enter' && proposal) type(proposal.text);
    else if (event.key === 'Enter') {
      setIsOpen(false);
      model.submit();
      onLeave();
    } else if (event.key === 'Escape' && proposals.length > 0) setIsOpen(false);
    else if (event.key === 'Escape' && query !== '') model.clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search class="search-box">
      <input
        ref={field}
        type="search"
        {...comboboxAttributes(options)}
        aria-label={words.label}
        aria-keyshortcuts="/"
        placeholder={words.placeholder}
        title={words.shortcut}
        autocomplete="off"
        spellcheck={false}
        maxLength={500}
        value={query}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      {query === '' ? <kbd aria-hidden="true">/</kbd> : null}
      {scopes.length > 1 ? (
        <select
          aria-label={words.where}
          value={model.scope.value}
          onChange={({ currentTarget }) => model.choose(currentTarget.value as SearchScope)}
        >
          {scopes.map((scope) => (
            <option key={scope} value={scope}>
              {words.scopes[scope]}
            </option>
          ))}
        </select>
      ) : null}
      <OptionList id={id} label={words.proposals} items={proposals} marked={chosen} keyOf={keyOf} onTake={({ text }) => type(text)} isOver>
        {({ part, operator }) => (
          <>
            <code>{part}</code>
            {part.endsWith(':') ? <span class="operator">{words.operators[operator]}</span> : null}
          </>
        )}
      </OptionList>
    </search>
  );
};
