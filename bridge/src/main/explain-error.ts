import path from 'node:path';
import type { CallFailure } from '@kurrier/shared/bridge/call';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import { StoreError } from '../store/store-error.ts';

/** What a caller is told of an error: what is in the way of the bridge's files, and `internal` of everything else. */
export const explainError = (error: unknown): CallFailure => {
  const problem = storageProblemOf(error);
  if (!problem) return { kind: 'internal' };
  if (problem !== 'store-damaged' || !(error instanceof StoreError)) return { kind: problem };
  const damaged: Record<string, CallFailure['kind']> = { 'mail.sqlite': 'store-rebuilding', 'outbox.sqlite': 'outbox-damaged' };
  return { kind: damaged[path.basename(error.file)] ?? problem };
};
