import { signal, type ReadonlySignal } from '@preact/signals';
import type { Call } from '../call.ts';

export interface CodesSwitchModel {
  /** Null while it is not known, and where the bridge is too old to search for codes. */
  isOn: ReadonlySignal<boolean | null>;
  load: () => Promise<void>;
  turn: (isOn: boolean) => Promise<void>;
}

/** Whether the bridge searches arriving mail for codes. */
export const createCodesSwitchModel = ({ call }: { call: Call }): CodesSwitchModel => {
  const isOn = signal<boolean | null>(null);
  const take = (answer: Awaited<ReturnType<typeof call<'codes.list'>>>) => {
    isOn.value = answer.ok ? answer.value.isOn : null;
  };
  return {
    isOn,
    load: async () => take(await call('codes.list', {})),
    turn: async (wished) => take(await call('codes.switch', { isOn: wished })),
  };
};
