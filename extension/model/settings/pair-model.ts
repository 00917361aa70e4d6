import { signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { StorageProblem } from '@kurrier/shared/bridge/storage-problem';
import type { Outcome } from '@kurrier/shared/failure/outcome';

/** What a port says of itself: a hint until a sealed answer proves it. */
export interface FoundBridge {
  bridgeId: string;
  port: number;
}

/** Why a code did not pair: it has not the shape of one, no bridge here knows it (any more), or its bridge could not store the pairing. */
export type PairRefusal = 'shape' | 'refused' | StorageProblem;

export type PairState =
  | { phase: 'looking' }
  | { phase: 'unreachable'; problem: BridgeProblem }
  | { phase: 'ready'; bridges: FoundBridge[]; refusal: PairRefusal | null }
  | { phase: 'pairing'; bridges: FoundBridge[] }
  | { phase: 'paired'; bridge: FoundBridge };

export interface PairModel {
  state: ReadonlySignal<PairState>;
  look: () => Promise<void>;
  pair: (code: string) => Promise<void>;
}

/** Finds the bridge, says which one it is, and pairs with it by the code. The code is kept nowhere. */
export const createPairModel = ({
  findBridges,
  pairByCode,
}: {
  /** All that answer as a bridge does; at least one. */
  findBridges: () => Promise<Outcome<FoundBridge[], BridgeProblem>>;
  /** Only the bridge that showed the code can take it. */
  pairByCode: (code: string) => Promise<Outcome<FoundBridge, PairRefusal>>;
}): PairModel => {
  const state = signal<PairState>({ phase: 'looking' });
  return {
    state,
    look: async () => {
      state.value = { phase: 'looking' };
      const found = await findBridges();
      state.value = found.ok ? { phase: 'ready', bridges: found.value, refusal: null } : { phase: 'unreachable', problem: found.failure };
    },
    pair: async (code) => {
      if (state.value.phase !== 'ready') return;
      const { bridges } = state.value;
      state.value = { phase: 'pairing', bridges };
      const paired = await pairByCode(code);
      state.value = paired.ok ? { phase: 'paired', bridge: paired.value } : { phase: 'ready', bridges, refusal: paired.failure };
    },
  };
};
