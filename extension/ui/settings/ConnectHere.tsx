import { useId } from 'preact/hooks';
import { connectWords as words } from '@kurrier/shared/words/pages/connect';
import type { ConnectModel } from '../../model/settings/connect-model.ts';
import './connect.css';

/** One button that connects with the program on this computer, and why that came to nothing. */
export const ConnectHere = ({ model }: { model: ConnectModel }) => {
  const id = useId();
  const state = model.state.value;
  return (
    <div class="connect-here">
      <button
        type="button"
        class="button primary"
        disabled={state.phase === 'connecting'}
        aria-describedby={id}
        onClick={() => void model.connect()}
      >
        {state.phase === 'connecting' ? words.connecting : words.connect}
      </button>
      <p
        id={id}
        class={state.phase === 'refused' ? 'error' : 'hint'}
        role="status"
        data-refusal={state.phase === 'refused' ? state.refusal : undefined}
      >
        {state.phase === 'refused' ? words.refusals[state.refusal] : words.hint}
      </p>
    </div>
  );
};
