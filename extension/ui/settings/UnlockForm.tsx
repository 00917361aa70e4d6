import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { unlockWords as words } from '@kurrier/shared/words/pages/unlock';
import { lockWords } from '@kurrier/shared/words/vault';
import { needsPassphrase, type UnlockModel } from '../../model/settings/unlock-model.ts';
import { RevealButton } from '../controls/RevealButton.tsx';
import '../controls/controls.css';

/** Why the bridge is locked, and the field or the button that opens it. */
export const UnlockForm = ({ open }: { open: () => Promise<UnlockModel> }) => {
  const [model, setModel] = useState<UnlockModel | null>(null);
  useEffect(() => {
    void open().then((opened) => {
      setModel(() => opened);
      return opened.load();
    });
  }, []);
  return model && <Lock model={model} />;
};

const Lock = ({ model }: { model: UnlockModel }) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isShown, setIsShown] = useState(false);
  const state = model.state.value;
  useEffect(() => {
    if (state.phase === 'locked' && state.wasTried) input.current?.focus();
  }, [state.phase]);
  if (state.phase === 'asking' || state.phase === 'open') return null;
  if (state.phase === 'unreachable') return <p>{bridgeWords.problems[state.problem].title}.</p>;
  const wasWrong = state.phase === 'locked' && state.wasTried;
  const asksPassphrase = needsPassphrase(state.reason);
  const reason = asksPassphrase && !wasWrong ? 'passphrase-needed' : state.reason;
  const submit = (event: Event) => {
    event.preventDefault();
    // Read from the field alone: the passphrase is kept in no state.
    void model.unlock(asksPassphrase ? (input.current?.value ?? '') : undefined);
  };
  return (
    <form class="unlock" onSubmit={submit}>
      <p id={`${id}-reason`} role={wasWrong ? 'alert' : undefined} class={wasWrong ? 'error' : ''}>
        {lockWords[reason].replaceAll('{path}', () => state.path)}
      </p>
      {asksPassphrase ? (
        <>
          <label for={id}>{words.passphrase}</label>
          <div class={wasWrong ? 'input-box invalid' : 'input-box'}>
            <input
              id={id}
              ref={input}
              {...(isShown ? { type: 'text' } : { type: 'password' })}
              autocomplete="off"
              required
              aria-invalid={wasWrong}
              aria-describedby={`${id}-reason`}
            />
            <RevealButton label={words.passphrase} isShown={isShown} onToggle={() => setIsShown(!isShown)} />
          </div>
        </>
      ) : null}
      <button type="submit" class="button primary" disabled={state.phase === 'opening'}>
        {state.phase === 'opening' ? words.opening : asksPassphrase ? words.unlock : bridgeWords.retry}
      </button>
    </form>
  );
};
