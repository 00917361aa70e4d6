import { useEffect, useId, useRef } from 'preact/hooks';
import { pairWords } from '@kurrier/shared/words/pages/pair';
import type { PairModel, PairRefusal, PairState } from '../../model/settings/pair-model.ts';
import { Command } from '../controls/Command.tsx';
import './pair.css';

/** One field for the code that a bridge shows, how to make a new one, and which bridges answer to be compared with it. */
export const CodeForm = ({ model, state }: { model: PairModel; state: Extract<PairState, { phase: 'ready' | 'pairing' }> }) => (
  <>
    <CodeField model={model} refusal={state.phase === 'ready' ? state.refusal : null} isPairing={state.phase === 'pairing'} />
    <p class="hint">{pairWords.codeHint}</p>
    <Command line={pairWords.command} />
    <details>
      <summary class="hint">{pairWords.notFound}</summary>
      <p class="hint">{pairWords.notFoundInHome}</p>
      <Command line={pairWords.commandInHome} />
      <p class="hint">{pairWords.notFoundOnWindows}</p>
      <Command line={pairWords.folderOnWindows} />
      <Command line={pairWords.command} />
    </details>
    <details>
      <summary class="hint">{pairWords.fromSource}</summary>
      <p class="hint">{pairWords.fromSourceHint}</p>
      <Command line={pairWords.commandOfSource} />
    </details>
    <div class="which">
      {state.bridges.map(({ bridgeId, port }) => (
        <code key={port}>{pairWords.bridge(bridgeId, port)}</code>
      ))}
      <p class="hint">{pairWords.bridgeHint}</p>
    </div>
  </>
);

const CodeField = ({ model, refusal, isPairing }: { model: PairModel; refusal: PairRefusal | null; isPairing: boolean }) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [refusal]);
  const submit = (event: Event) => {
    event.preventDefault();
    // Read from the field alone: the code is kept in no state.
    void model.pair(input.current?.value ?? '');
  };
  return (
    <form class="field" onSubmit={submit}>
      <label for={id}>{pairWords.codeLabel}</label>
      <div class="code-row">
        <div class={refusal ? 'input-box invalid' : 'input-box'}>
          <input
            id={id}
            ref={input}
            type="text"
            class="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-invalid={refusal !== null}
            aria-describedby={`${id}-error`}
          />
        </div>
        <button type="submit" class="button primary" disabled={isPairing}>
          {isPairing ? pairWords.pairing : pairWords.pair}
        </button>
      </div>
      <p class="error" id={`${id}-error`} role="alert">
        {refusal ? pairWords.errors(refusal) : ''}
      </p>
    </form>
  );
};
