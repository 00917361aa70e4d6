import type { CallFailure } from '@kurrier/shared/bridge/call';
import { storageProblemOf } from '../files/storage-error.ts';
import { StoreError } from '../store/store-error.ts';

/** What a caller is told of an error: what is in the way of the bridge's files, and `internal` of everything else. */
export const explainError = (error: unknown): CallFailure => {
  const problem = storageProblemOf(error);
  if (!problem) return { kind: 'internal' };
  const isRebuilt = error instanceof StoreError && !error.file.endsWith('accounts.sqlite');
  return { kind: problem === 'store-damaged' && isRebuilt ? 'store-rebuilding' : problem };
};
