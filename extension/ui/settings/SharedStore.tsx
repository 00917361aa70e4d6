import { sharedStoreWords as words } from '@kurrier/shared/words/shared-store';
import { storageWords } from '@kurrier/shared/words/storage';
import type { SharedStoreModel } from '../../model/settings/shared-store-model.ts';
import './bridge.css';
import './settings.css';

/** The store that the bridge shares with others, where it does: where it is, how it does, who works on what. */
export const SharedStore = ({ model }: { model: SharedStoreModel }) => {
  const state = model.state.value;
  if (state.phase === 'none') return null;
  const { address, server, problem, canSend, bridges, own, accounts, refusedWrites } = state.store;
  const trouble = problem ?? (canSend ? null : 'shared-store-not-durable');
  return (
    <section class="settings-section" aria-labelledby="shared-store-title">
      <h2 id="shared-store-title">{words.title}</h2>
      <p class="hint">{words.hint}</p>
      <p>{words.where(server, address)}</p>
      <p>{words.shares(bridges, own, accounts)}</p>
      {refusedWrites > 0 ? <p>{words.refused(refusedWrites)}</p> : null}
      {trouble ? (
        <div class="bridge-problem" role="status">
          <h3>{storageWords[trouble].title}</h3>
          <p>{storageWords[trouble].meaning}</p>
          <p>{storageWords[trouble].step}</p>
        </div>
      ) : (
        <p>{words.good}</p>
      )}
    </section>
  );
};
