import { signal, type ReadonlySignal } from '@preact/signals';
import type { SharedStoreState } from '@kurrier/shared/bridge/store-state';
import type { Call } from '../call.ts';

/** `none`: everything lies in the bridge's own folder, or there is no bridge to ask, which is said elsewhere. */
type SharedStoreView = { phase: 'none' } | { phase: 'shared'; store: SharedStoreState };

export interface SharedStoreModel {
  state: ReadonlySignal<SharedStoreView>;
  load: () => Promise<void>;
}

/** How the store does that this bridge shares with others. */
export const createSharedStoreModel = ({ call }: { call: Call }): SharedStoreModel => {
  const state = signal<SharedStoreView>({ phase: 'none' });
  return {
    state,
    async load() {
      const answer = await call('store.state', {});
      const store = answer.ok ? answer.value.shared : null;
      state.value = store ? { phase: 'shared', store } : { phase: 'none' };
    },
  };
};
