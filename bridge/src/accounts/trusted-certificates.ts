import { TrustedCertificate } from '@kurrier/shared/api/certificates';
import type { KeyValue } from './account-storage.ts';

export interface TrustedCertificates {
  /** The one trusted at this host and port. */
  find(host: string, port: number): TrustedCertificate | undefined;
  /** The keys by which connections are judged; always as stored. */
  keys(): { host: string; port: number; spki: string; despiteNames: boolean }[];
  list(): TrustedCertificate[];
  /** Replaces what was trusted at this host and port. */
  trust(certificate: TrustedCertificate): Promise<void>;
  forget(host: string, port: number): Promise<boolean>;
}

const keyOf = (host: string, port: number): string => `${host.toLowerCase()}:${port}`;

/** Loads the certificates that were trusted by hand; connections ask for them often, so they are kept in memory. */
export const openTrustedCertificates = async (store: KeyValue): Promise<TrustedCertificates> => {
  const trusted = new Map<string, TrustedCertificate>();
  for await (const [key, value] of store.iterator()) {
    const parsed = TrustedCertificate.safeParse(value);
    if (parsed.success) trusted.set(key, parsed.data);
  }
  return {
    find: (host, port) => trusted.get(keyOf(host, port)),
    keys: () => [...trusted.values()].map(({ host, port, certificate: { spki }, despiteNames }) => ({ host, port, spki, despiteNames })),
    list: () => [...trusted.values()],
    async trust(certificate) {
      const key = keyOf(certificate.host, certificate.port);
      await store.set(key, certificate);
      trusted.set(key, certificate);
    },
    async forget(host, port) {
      trusted.delete(keyOf(host, port));
      return store.delete(keyOf(host, port));
    },
  };
};
