import { signal, type ReadonlySignal } from '@preact/signals';
import type { TrustedCertificate } from '@kurrier/shared/api/certificates';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Call } from '../call.ts';

export type CertificatesState =
  | { phase: 'loading' }
  | { phase: 'unreachable'; problem: BridgeProblem }
  | { phase: 'listed'; certificates: TrustedCertificate[] };

export interface CertificatesModel {
  state: ReadonlySignal<CertificatesState>;
  load: () => Promise<void>;
  forget: (server: { host: string; port: number }) => Promise<void>;
}

/** The certificates that are trusted by hand; after one was forgotten the list is read again, so that it shows what the bridge holds. */
export const createCertificatesModel = ({ call }: { call: Call }): CertificatesModel => {
  const state = signal<CertificatesState>({ phase: 'loading' });
  const load = async () => {
    const list = await call('certificates.list', {});
    state.value = list.ok ? { phase: 'listed', ...list.value } : { phase: 'unreachable', problem: list.failure };
  };
  return {
    state,
    load,
    forget: async ({ host, port }) => {
      const forgotten = await call('certificates.forget', { host, port });
      if (forgotten.ok) await load();
      else state.value = { phase: 'unreachable', problem: forgotten.failure };
    },
  };
};
