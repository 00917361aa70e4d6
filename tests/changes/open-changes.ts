import type { DurableRecords } from '../../bridge/src/changes/change-records.ts';
import { openPendingChanges } from '../../bridge/src/changes/open-pending-changes.ts';
import type { PendingChanges } from '../../bridge/src/changes/pending-changes.ts';
import type { PerformChangeDeps } from '../../bridge/src/changes/perform-change.ts';

/** Records that are kept as a store would keep them: what was not written is lost. */
export const createRecords = (): DurableRecords => {
  const kept = new Map<string, string>();
  return {
    get: async (key) => (kept.has(key) ? (JSON.parse(kept.get(key)!) as unknown) : undefined),
    setMany: async (entries) => void entries.map(({ key, value }) => kept.set(key, JSON.stringify(value))),
    deleteMany: async (keys) => void keys.map((key) => kept.delete(key)),
    sync: async () => {},
  };
};

/** What people do to messages of servers that are there: every answer is waited for, however slow the server is. */
export const openChanges = ({
  findMailbox,
  onDemand,
  nudge = () => {},
}: Pick<PerformChangeDeps, 'findMailbox' | 'onDemand'> & { nudge?: (accountId: string) => void }) => {
  const fail = (problem: string, error?: unknown): never => {
    throw new Error(problem, { cause: error });
  };
  const changes = openPendingChanges({
    durable: createRecords(),
    onDemand,
    findMailbox,
    accountIds: async () => [],
    onChange: () => {},
    isAway: async () => false,
    nudge,
    now: Date.now,
    waitMs: 120_000,
    report: fail,
  });
  return { change: (...asked: Parameters<PendingChanges['change']>) => changes.change(...asked) };
};
