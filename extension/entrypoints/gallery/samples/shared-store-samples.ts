import { signal } from '@preact/signals';
import type { SharedStoreState } from '@kurrier/shared/bridge/store-state';
import type { SharedStoreModel } from '../../../model/settings/shared-store-model.ts';

const usual: SharedStoreState = {
  address: 'rediss://store.example.org:6380/0',
  server: 'Redis 7.0.15',
  problem: null,
  canSend: true,
  bridges: 3,
  own: 20,
  accounts: 60,
  refusedWrites: 0,
};
const sample = (change: Partial<SharedStoreState>): SharedStoreModel => ({
  state: signal({ phase: 'shared', store: { ...usual, ...change } }),
  load: () => Promise.resolve(),
});

export const sharedStoreModels = {
  good: sample({}),
  away: sample({ problem: 'shared-store-away', refusedWrites: 2 }),
  'not to be sent from': sample({ canSend: false, bridges: 1, own: 1, accounts: 1 }),
};
