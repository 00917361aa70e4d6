import { isBeyondMailbox } from '../imap/failure-scope.ts';
import { openChangeRecords, type DurableRecords } from './change-records.ts';
import { createPendingChanges, type PendingChangesDeps } from './pending-changes.ts';
import { createPerformChange, type PerformChangeDeps } from './perform-change.ts';

/** What people do to messages, over the records that keep it: a lost connection is tried again, whatever else fails is said. */
export const openPendingChanges = ({
  durable,
  onDemand,
  ...deps
}: Omit<PendingChangesDeps, 'records' | 'carryOut'> & Pick<PerformChangeDeps, 'onDemand'> & { durable: DurableRecords }) => {
  const records = openChangeRecords(durable, deps.report);
  const carryOut = createPerformChange({
    findMailbox: deps.findMailbox,
    onDemand,
    mayDoLater: isBeyondMailbox,
    noteAttempt: (accountId, { id }, attempt) =>
      records.change(accountId, (all) => all.map((one) => (one.id === id ? { ...one, attempt } : one))),
  });
  return createPendingChanges({ ...deps, records, carryOut });
};
