import type { Bytes, Key } from '@kurrier/shared/channel/bytes';

/**
 * What this browser profile was given at pairing. The device key is a CryptoKey that cannot be exported: nobody can read it, not even we.
 */
export interface StoredCredential {
  deviceId: Bytes;
  bridgeId: Bytes;
  deviceKey: Key;
}

const storeName = 'credential';
const recordName = 'device';

const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
  });

const withStore = async <Value>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> => {
  const opening = indexedDB.open('kurrier', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(storeName));
  const database = await settle(opening);
  try {
    return await settle(use(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
};

/** The credential of this browser profile; null before it was paired. */
export const readCredential = async (): Promise<StoredCredential | null> =>
  (await withStore<StoredCredential | undefined>('readonly', (store) => store.get(recordName))) ?? null;

/** Replaces the credential after a successful pairing: the one occasion at which it ever changes. */
export const keepCredential = async (credential: StoredCredential): Promise<void> => {
  await withStore('readwrite', (store) => store.put(credential, recordName));
};
