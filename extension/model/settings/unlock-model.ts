import { signal, type ReadonlySignal } from '@preact/signals';
import type { VaultState } from '@kurrier/shared/api/vault';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Call } from '../call.ts';

type Locked = Extract<VaultState, { state: 'locked' }>;

export type UnlockState =
  | { phase: 'asking' }
  /** `wasTried`: what was entered here did not open it. */
  | { phase: 'locked'; reason: Locked['reason']; path: string; wasTried: boolean }
  | { phase: 'opening'; reason: Locked['reason']; path: string }
  | { phase: 'open' }
  | { phase: 'unreachable'; problem: BridgeProblem };

export interface UnlockModel {
  state: ReadonlySignal<UnlockState>;
  /** Asks why it is locked. */
  load: () => Promise<void>;
  /** Tries to open it, with a passphrase where it needs one. The passphrase is kept nowhere. */
  unlock: (passphrase?: string) => Promise<void>;
}

/** Whether a passphrase is what opens it; everything else has to be put right first. */
export const needsPassphrase = (reason: Locked['reason']): boolean => reason === 'passphrase-needed' || reason === 'passphrase-wrong';

/** Why the bridge is locked, and the way to open it from here. `onOpened` is called once it is. */
export const createUnlockModel = ({ call, onOpened }: { call: Call; onOpened: () => void }): UnlockModel => {
  const state = signal<UnlockState>({ phase: 'asking' });
  const show = (answer: Awaited<ReturnType<typeof call<'vault.state'>>>, wasTried: boolean) => {
    if (!answer.ok) state.value = { phase: 'unreachable', problem: answer.failure };
    else if (answer.value.state === 'locked') state.value = { phase: 'locked', ...lockOf(answer.value), wasTried };
    else {
      state.value = { phase: 'open' };
      onOpened();
    }
  };
  return {
    state,
    load: async () => {
      state.value = { phase: 'asking' };
      show(await call('vault.state', {}), false);
    },
    unlock: async (passphrase) => {
      const shown = state.peek();
      if (shown.phase !== 'locked') return;
      state.value = { phase: 'opening', ...lockOf(shown) };
      show(await call('vault.unlock', passphrase === undefined ? {} : { passphrase }), true);
    },
  };
};

const lockOf = ({ reason, path }: Pick<Locked, 'reason' | 'path'>) => ({ reason, path });
