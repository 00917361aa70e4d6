import { useId, useState } from 'preact/hooks';
import type { AccountSync, SyncChoice } from '@kurrier/shared/mail/mail';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { chooseMailbox, isWanted } from '../../model/mail/sync-choice.ts';
import { TextChoiceFields } from './TextChoiceFields.tsx';
import { depthOf, mailboxName, sortMailboxes } from './mailbox-name.ts';

const words = mailWords.choice;
const ranges = [
  { days: null, text: words.ranges.all },
  { days: 30, text: words.ranges.days30 },
  { days: 90, text: words.ranges.days90 },
  { days: 365, text: words.ranges.year },
];

/** Which folders of an account are fetched, and how far back. */
export const ChoiceForm = ({
  sync,
  onSave,
  onCancel,
}: {
  sync: AccountSync;
  onSave: (choice: SyncChoice) => void;
  onCancel: () => void;
}) => {
  const id = useId();
  const [choice, setChoice] = useState(sync.choice);
  const submit = (event: Event) => {
    event.preventDefault();
    onSave(choice);
  };
  const own = ranges.some(({ days }) => days === choice.sinceDays) ? [] : [{ days: choice.sinceDays, text: `${choice.sinceDays} days` }];
  return (
    <form class="choice-form" onSubmit={submit} aria-label={words.title}>
      <div class="field">
        <label for={id}>{words.since}</label>
        <select
          id={id}
          value={String(choice.sinceDays)}
          onChange={({ currentTarget: { value } }) => setChoice({ ...choice, sinceDays: value === 'null' ? null : Number(value) })}
        >
          {[...ranges, ...own].map(({ days, text }) => (
            <option key={String(days)} value={String(days)}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <TextChoiceFields texts={choice.texts} onChange={(texts) => setChoice({ ...choice, texts })} />
      <fieldset>
        <legend class="legend">{words.folders}</legend>
        {sortMailboxes(sync.mailboxes.filter(({ isSelectable }) => isSelectable)).map((mailbox) => (
          <label key={mailbox.id} class={`choice-folder depth-${depthOf(mailbox)}`}>
            <input
              type="checkbox"
              checked={isWanted(choice, sync.choice, mailbox)}
              onChange={(event) => setChoice(chooseMailbox(choice, sync.choice, mailbox, event.currentTarget.checked))}
            />
            <bdi>{mailboxName(mailbox)}</bdi>
          </label>
        ))}
      </fieldset>
      <p class="hint">{words.hint}</p>
      <div class="choice-end">
        <button type="submit" class="button primary">
          {words.save}
        </button>
        <button type="button" class="button quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
};
