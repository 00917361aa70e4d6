import { signal, type ReadonlySignal } from '@preact/signals';
import { noSettings, parseSenderSettings, type AllSenderSettings, type SenderSettings } from './sender-settings.ts';

export interface SenderSettingsModel {
  all: ReadonlySignal<AllSenderSettings>;
  /** Settled when what was kept is known. */
  loaded: Promise<void>;
  of: (accountId: string) => SenderSettings;
  set: (accountId: string, settings: SenderSettings) => void;
}

/** Names and signatures of the accounts. */
export const createSenderSettings = ({
  read,
  keep,
}: {
  read: () => Promise<unknown>;
  keep: (all: AllSenderSettings) => Promise<void>;
}): SenderSettingsModel => {
  const all = signal<AllSenderSettings>({});
  const load = async () => {
    all.value = parseSenderSettings(await read());
  };
  return {
    all,
    loaded: load(),
    of: (accountId) => all.value[accountId] ?? noSettings,
    set(accountId, settings) {
      all.value = { ...all.value, [accountId]: settings };
      void keep(all.value);
    },
  };
};
