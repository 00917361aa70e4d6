import type { Keyv } from 'keyv';
import type { StoreError } from './store-error.ts';

/** Where records are kept: in an SQLite file of this computer, or on a server. */
export interface RecordStore {
  /** One kind of record as a Keyv of its own. Calls reject when the store refuses: no listener swallows errors. */
  namespace: <Value>(name: string) => Keyv<Value>;
  /**
   * Resolves when everything written so far survives a power cut: what a durable store does within each write, once for many writes and
   * without anything else having to wait.
   */
  sync(): Promise<void>;
  /** Tells that something in it is not what it should be; the error to reject with. */
  reportDamage(namespace: string, message: string): StoreError;
  close(): void;
}
