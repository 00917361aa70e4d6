import type { SyncProgress } from '@kurrier/shared/mail/mail';

/** Before that the pace is that of the first page, and says nothing. */
const measuredAfterMs = 2_000;

export interface ProgressMeter {
  /** Says what is to be done, per mailbox; what is known already goes on being counted. */
  expect(mailboxId: string, done: number, total: number): void;
  /** The mailbox needs nothing more. */
  finish(mailboxId: string): void;
  /** Null when nothing is under way. */
  read(now: number): SyncProgress | null;
}

/**
 * Adds up the progress of several mailboxes, in messages. The remaining time is what is left at the pace since the start of this work,
 * and null until that was measured.
 */
export const createProgressMeter = (): ProgressMeter => {
  const work = new Map<string, { from: number; done: number; total: number; isFinished: boolean }>();
  let startedAt: number | null = null;
  return {
    expect(mailboxId, done, total) {
      startedAt ??= Date.now();
      const before = work.get(mailboxId);
      work.set(mailboxId, { from: before?.from ?? done, done, total: Math.max(done, total), isFinished: false });
    },
    finish(mailboxId) {
      const entry = work.get(mailboxId);
      if (entry) work.set(mailboxId, { ...entry, total: entry.done, isFinished: true });
      if ([...work.values()].every(({ isFinished }) => isFinished)) {
        work.clear();
        startedAt = null;
      }
    },
    read(now) {
      if (startedAt === null) return null;
      let done = 0;
      let total = 0;
      let fresh = 0;
      for (const entry of work.values()) {
        done += entry.done;
        total += entry.total;
        fresh += entry.done - entry.from;
      }
      const elapsedMs = now - startedAt;
      const remainingMs = elapsedMs >= measuredAfterMs && fresh > 0 ? Math.round((elapsedMs / fresh) * (total - done)) : null;
      return { done, total, remainingMs };
    },
  };
};
