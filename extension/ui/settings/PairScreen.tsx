import { useEffect, useId, useRef } from 'preact/hooks';
import { connectWords } from '@kurrier/shared/words/pages/connect';
import { pairWords } from '@kurrier/shared/words/pages/pair';
import type { PairModel, PairRefusal } from '../../model/settings/pair-model.ts';
import { BridgeProblemView, type BridgeActions } from './BridgeProblemView.tsx';
import { ConnectHere } from './ConnectHere.tsx';
import { Command } from '../controls/Command.tsx';
import './pair.css';

/** The first screen: which bridge answers, and one field for its code. */
export const PairScreen = ({ model, bridge }: { model: PairModel; bridge: BridgeActions }) => {
  const state = model.state.value;
  if (state.phase === 'unreachable')
    return <BridgeProblemView problem={state.problem} actions={{ ...bridge, retry: () => void model.look() }} />;
  if (state.phase === 'looking' || state.phase === 'paired') {
    return (
      <p class="loading" role="status">
        {pairWords.looking}
      </p>
    );
  }
  return (
    <section class="pair-screen">
      <h2>{pairWords.title}</h2>
      <p>{pairWords.intro}</p>
      <ConnectHere model={bridge.connect} />
      <h3>{connectWords.orCode}</h3>
      <CodeForm model={model} refusal={state.phase === 'ready' ? state.refusal : null} isPairing={state.phase === 'pairing'} />
      <p class="hint">{pairWords.codeHint}</p>
      <Command line={pairWords.command} />
      <div class="which">
        {state.bridges.map(({ bridgeId, port }) => (
          <code key={port}>{pairWords.bridge(bridgeId, port)}</code>
        ))}
        <p class="hint">{pairWords.bridgeHint}</p>
      </div>
    </section>
  );
};

const CodeForm = ({ model, refusal, isPairing }: { model: PairModel; refusal: PairRefusal | null; isPairing: boolean }) => {
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
