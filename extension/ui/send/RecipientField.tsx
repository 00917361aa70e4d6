import type { Correspondent } from '@kurrier/shared/mail/mail';
import { recipientWords } from '@kurrier/shared/words/pages/writing/recipients';
import { useId, useRef, useState } from 'preact/hooks';
import { correspondentText } from '../../model/mail/safe-text.ts';
import { completeWith, notYetIn, partAt, type TypedPart } from '../../model/send/complete-recipients.ts';
import { comboboxAttributes, optionByKey, OptionList } from '../controls/OptionList.tsx';
import { ComposeField } from './ComposeField.tsx';

/** Proposes people for what was typed; the likeliest first. */
export type SuggestRecipients = (text: string) => Promise<Correspondent[]>;

/** A line of recipients that is completed as one types: a combo box with a list of its own (WAI-ARIA 1.2). */
export const RecipientField = ({
  label,
  value,
  error,
  hint,
  suggest,
  onChange,
}: {
  label: string;
  value: string;
  error: string | null;
  hint?: string;
  suggest: SuggestRecipients;
  onChange: (value: string) => void;
}) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const [chosen, setChosen] = useState(-1);
  const [proposed, setProposed] = useState<{ part: TypedPart; people: readonly Correspondent[] } | null>(null);
  const people = proposed?.people ?? [];
  const options = { id, count: people.length, marked: chosen };

  const close = () => {
    asked.current += 1;
    setProposed(null);
    setChosen(-1);
  };
  const propose = async (text: string, part: TypedPart) => {
    const turn = asked.current;
    const found = await suggest(part.part);
    if (turn === asked.current) setProposed({ part, people: notYetIn(text.slice(0, part.start) + text.slice(part.end), found) });
  };
  const type = (text: string) => {
    onChange(text);
    const part = partAt(text, field.current?.selectionStart ?? text.length);
    close();
    if (part.part.length >= 2) void propose(text, part);
  };
  const take = (person: Correspondent) => {
    if (!proposed) return;
    const { text, caret } = completeWith(value, proposed.part, person);
    close();
    onChange(text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (people.length === 0 || event.isComposing) return;
    const next = optionByKey(options, event.key);
    const person = people[chosen];
    if (next !== null) setChosen(next);
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) take(person);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ComposeField
      label={label}
      value={value}
      error={error}
      {...(hint === undefined ? {} : { hint })}
      onChange={type}
      combo={{
        field,
        attributes: comboboxAttributes(options),
        onKeyDown,
        onBlur: close,
        list: (
          <OptionList
            id={id}
            label={recipientWords.proposals}
            items={people}
            marked={chosen}
            keyOf={({ address }) => address}
            onTake={take}
            isOver
          >
            {(person) => <bdi>{correspondentText(person)}</bdi>}
          </OptionList>
        ),
      }}
    />
  );
};
