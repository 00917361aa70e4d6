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

/** A bridge that is being started is there within seconds. */
const lookAgainMs = 2000;

/**
 * Finds the bridge, says which one it is, and pairs with it by the code. The code is kept nowhere. Where there is no bridge it is looked
 * for again and again, so that one that is started meanwhile is noticed; while it is there, nothing takes away what is being typed.
 */
export const createPairModel = ({
  findBridges,
  pairByCode,
  sleep,
}: {
  /** All that answer as a bridge does; at least one. */
  findBridges: () => Promise<Outcome<FoundBridge[], BridgeProblem>>;
  /** Only the bridge that showed the code can take it. */
  pairByCode: (code: string) => Promise<Outcome<FoundBridge, PairRefusal>>;
  /** Waits that long, and until the page can be seen again. */
  sleep: (ms: number) => Promise<void>;
}): PairModel => {
  const state = signal<PairState>({ phase: 'looking' });
  let newest = 0;
  const find = async (): Promise<PairState> => {
    const found = await findBridges();
    return found.ok ? { phase: 'ready', bridges: found.value, refusal: null } : { phase: 'unreachable', problem: found.failure };
  };
  /** What is shown stays until there is something else to show. */
  const watch = async (turn: number): Promise<void> => {
    if (turn !== newest || state.value.phase !== 'unreachable') return;
    await sleep(lookAgainMs);
    const found = await find();
    if (turn === newest && JSON.stringify(found) !== JSON.stringify(state.value)) state.value = found;
    return watch(turn);
  };
  return {
    state,
    look: async () => {
      newest += 1;
      const turn = newest;
      state.value = { phase: 'looking' };
      const found = await find();
      if (turn !== newest) return;
      state.value = found;
      void watch(turn);
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
