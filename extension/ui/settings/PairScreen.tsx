import { connectWords } from '@kurrier/shared/words/pages/connect';
import { pairWords } from '@kurrier/shared/words/pages/pair';
import type { PairModel } from '../../model/settings/pair-model.ts';
import { BridgeProblemView, type BridgeActions } from './BridgeProblemView.tsx';
import { ConnectHere } from './ConnectHere.tsx';
import { CodeForm } from './CodeForm.tsx';
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
      <CodeForm model={model} state={state} />
    </section>
  );
};
