import { failureKinds, type Failure, type Stage } from '@kurrier/shared/failure/failure';
import type { SettledStatus } from '../account-record.ts';

/** A status is not rewritten for every message. */
const renewAfterMs = 10 * 60_000;

/** A refused recipient or message says nothing about the leg. */
const aboutTheLeg: ReadonlySet<Stage> = new Set(['settings', 'name', 'connect', 'tls', 'greeting', 'capabilities', 'sign-in']);

/** The status of a leg after it was used: the same object where nothing changes. */
export const statusAfterUse = (status: SettledStatus, failure: Failure | null, nowMs: number): SettledStatus => {
  if (failure && (failureKinds[failure.kind].again || !aboutTheLeg.has(failure.stage))) return status;
  if (failure) return { state: 'failed', at: nowMs, steps: [], failure, proposals: [] };
  return status.state === 'verified' && nowMs - status.at >= renewAfterMs ? { ...status, at: nowMs } : status;
};
