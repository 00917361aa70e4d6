import type { StorageProblem } from '@kurrier/shared/bridge/storage-problem';
import { StoreError } from '../store-error.ts';
import type { Lease } from './database.ts';

/** What a store's server did or did not do, under the name of the problem; the cause is what its client said. */
export class SharedStoreError extends StoreError {
  readonly storageProblem: StorageProblem;
  /** Whether what was asked for may have been done all the same: the answer is what is missing. */
  readonly isUncertain: boolean;

  constructor(address: string, problem: StorageProblem, cause: unknown, isUncertain = false) {
    super(address, cause);
    this.message = `${address}: ${cause instanceof Error ? cause.message : String(cause)}`;
    this.storageProblem = problem;
    this.isUncertain = isUncertain;
  }
}

/** Somebody else has the lease: nothing was written, and what is known of it here is out of date. */
export class LeaseLost extends SharedStoreError {
  readonly lease: Lease;

  constructor(address: string, lease: Lease) {
    super(address, 'held-elsewhere', new Error(`the lease ${lease.name} is not this bridge’s any more`));
    this.lease = lease;
  }
}

/** A server that cannot be what the store needs: too old, a copy that is only read, or another program's. */
export const refuseServer = (address: string, problem: StorageProblem, reason: string): SharedStoreError =>
  new SharedStoreError(address, problem, new Error(reason));
