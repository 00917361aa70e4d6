import { signal, type ReadonlySignal } from '@preact/signals';
import type { ConnectRefusal } from '@kurrier/shared/bridge/native-host';
import type { Outcome } from '@kurrier/shared/failure/outcome';

export type ConnectState = { phase: 'idle' } | { phase: 'connecting' } | { phase: 'refused'; refusal: ConnectRefusal };

export interface ConnectModel {
  state: ReadonlySignal<ConnectState>;
  /** Has to be called from a click: the browser may ask the person. */
  connect: () => Promise<void>;
}

/** Connects with the program on this computer without a code; where that comes to nothing, the code is as good as before. */
export const createConnectModel = ({
  requestPermission,
  connectNatively,
  onConnected,
}: {
  requestPermission: () => Promise<boolean>;
  connectNatively: () => Promise<Outcome<null, ConnectRefusal>>;
  onConnected: () => void;
}): ConnectModel => {
  const state = signal<ConnectState>({ phase: 'idle' });
  return {
    state,
    connect: async () => {
      if (state.value.phase === 'connecting') return;
      // First of all: a browser forgets the click with the first wait.
      const asked = requestPermission();
      state.value = { phase: 'connecting' };
      const connected = (await asked) ? await connectNatively() : ({ ok: false, failure: 'no-permission' } as const);
      state.value = connected.ok ? { phase: 'idle' } : { phase: 'refused', refusal: connected.failure };
      if (connected.ok) onConnected();
    },
  };
};
