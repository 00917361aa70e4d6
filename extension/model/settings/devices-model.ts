import { signal, type ReadonlySignal } from '@preact/signals';
import type { Device } from '@kurrier/shared/api/devices';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Answer, Call } from '../call.ts';

export type DevicesState =
  | { phase: 'loading' }
  | { phase: 'unreachable'; problem: BridgeProblem }
  | { phase: 'listed'; devices: Device[]; thisDevice: string };

export interface DevicesModel {
  state: ReadonlySignal<DevicesState>;
  load: () => Promise<void>;
  rename: (id: string, name: string) => Promise<void>;
  revoke: (id: string) => Promise<void>;
}

/** The devices of the bridge; after every change the list is read again, so that what is shown is what the bridge holds. */
export const createDevicesModel = ({ call }: { call: Call }): DevicesModel => {
  const state = signal<DevicesState>({ phase: 'loading' });
  const load = async () => {
    const list = await call('devices.list', {});
    state.value = list.ok ? { phase: 'listed', ...list.value } : { phase: 'unreachable', problem: list.failure };
  };
  const loadAfter = async (change: Promise<Answer<'devices.rename' | 'devices.revoke'>>) => {
    const changed = await change;
    if (changed.ok) await load();
    else state.value = { phase: 'unreachable', problem: changed.failure };
  };
  return {
    state,
    load,
    rename: (id, name) => loadAfter(call('devices.rename', { id, name })),
    revoke: (id) => loadAfter(call('devices.revoke', { id })),
  };
};
