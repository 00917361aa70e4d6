import { signal, type ReadonlySignal } from '@preact/signals';
import type { DemoState } from '@kurrier/shared/api/demo';
import type { Call } from '../call.ts';

/** `unknown` before the bridge was asked; `failed` after a start or an end that came to nothing. */
type DemoPhase =
  | { phase: 'unknown' | 'starting' | 'stopping' | 'failed' }
  | { phase: 'off' }
  | { phase: 'on'; accounts: DemoState['accounts'] };

export interface DemoModel {
  state: ReadonlySignal<DemoPhase>;
  load: () => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
}

/** The demo's mail servers in the bridge: whether they run, started and ended. */
export const createDemoModel = ({ call }: { call: Call }): DemoModel => {
  const state = signal<DemoPhase>({ phase: 'unknown' });
  const ask = async (name: 'demo.state' | 'demo.start' | 'demo.stop', otherwise: 'unknown' | 'failed'): Promise<void> => {
    const answer = await call(name, {});
    if (!answer.ok) state.value = { phase: otherwise };
    else state.value = answer.value.isRunning ? { phase: 'on', accounts: answer.value.accounts } : { phase: 'off' };
  };
  return {
    state,
    load: () => ask('demo.state', 'unknown'),
    start: async () => {
      state.value = { phase: 'starting' };
      await ask('demo.start', 'failed');
    },
    stop: async () => {
      state.value = { phase: 'stopping' };
      await ask('demo.stop', 'failed');
    },
  };
};
