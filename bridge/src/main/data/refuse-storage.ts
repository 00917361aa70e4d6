import type { StorageProblem } from '@kurrier/shared/bridge/storage-problem';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import { storageProblemOf } from '../../files/storage-problem-of.ts';

/** The system or SQLite refuses; `detail` is what they say. */
export interface StorageRefusal {
  kind: 'storage';
  problem: StorageProblem;
  detail: string;
}

/** An error of files as the reason why something cannot go on; throws every other one. */
export const refuseStorage = (error: unknown): Outcome<never, StorageRefusal> => {
  const problem = storageProblemOf(error);
  if (!problem) throw error;
  return fail({ kind: 'storage', problem, detail: error instanceof Error ? error.message : '' });
};
