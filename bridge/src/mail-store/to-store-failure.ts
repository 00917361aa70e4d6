import type { StorageProblem } from '@kurrier/shared/bridge/storage-problem';
import type { Failure } from '@kurrier/shared/failure/failure';
import { storageProblemOf } from '../files/storage-problem-of.ts';

/** The name under which the store's own words for it are known (https://sqlite.org/rescode.html). */
const codes: Record<StorageProblem, string> = {
  'disk-full': 'SQLITE_FULL',
  'disk-read-only': 'SQLITE_READONLY',
  'disk-failing': 'SQLITE_IOERR',
  'files-exhausted': 'SQLITE_CANTOPEN',
  'store-busy': 'SQLITE_BUSY',
  'store-damaged': 'SQLITE_CORRUPT',
  'store-rebuilding': 'SQLITE_CORRUPT',
  'outbox-damaged': 'SQLITE_CORRUPT',
  'store-half-copied': 'STORE_HALF_COPIED',
  'shared-store-away': 'STORE_AWAY',
  'shared-store-full': 'STORE_FULL',
  'shared-store-read-only': 'STORE_READONLY',
  'shared-store-refuses': 'STORE_REFUSES',
  'shared-store-untrusted': 'STORE_UNTRUSTED',
  'shared-store-unfit': 'STORE_UNFIT',
  'shared-store-foreign': 'STORE_FOREIGN',
  'shared-store-not-durable': 'STORE_NOT_DURABLE',
  'held-elsewhere': 'STORE_HELD',
};

/** What a store that refuses to read or write is told as; null for any other error. */
export const toStoreFailure = (error: unknown): Failure | null => {
  const problem = storageProblemOf(error);
  return problem && { kind: 'local.store_failed', stage: 'unknown', leg: 'imap', confidence: 'certain', code: codes[problem] };
};
