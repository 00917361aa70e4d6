import { useId, useState } from 'preact/hooks';
import { portWords as words } from '@kurrier/shared/words/pages/dashboard';
import type { ExtraPortModel } from '../../model/settings/extra-port-model.ts';
import './settings.css';

/** The one more port that the bridge is looked for on, to see and to change. */
export const ExtraPort = ({ model }: { model: ExtraPortModel }) => {
  const id = useId();
  const kept = model.port.value;
  const [typed, setTyped] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<'saved' | 'wrong' | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const isSaved = await model.save(typed ?? String(kept ?? ''));
    setOutcome(isSaved ? 'saved' : 'wrong');
    if (isSaved) setTyped(null);
  };
  return (
    <section class="settings-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p class="hint">{words.hint}</p>
      <form class="port-form" onSubmit={(event) => void submit(event)} noValidate>
        <label for={id}>{words.port}</label>
        <div class={outcome === 'wrong' ? 'input-box invalid' : 'input-box'}>
          <input
            id={id}
            inputMode="numeric"
            autocomplete="off"
            placeholder={words.none}
            value={typed ?? String(kept ?? '')}
            aria-invalid={outcome === 'wrong'}
            aria-describedby={`${id}-outcome`}
            onInput={(event) => {
              setOutcome(null);
              setTyped(event.currentTarget.value);
            }}
          />
        </div>
        <button type="submit" class="button">
          {words.save}
        </button>
        <p id={`${id}-outcome`} role="status" class={outcome === 'wrong' ? 'error' : 'hint'}>
          {outcome === null ? '' : words[outcome]}
        </p>
      </form>
    </section>
  );
};
