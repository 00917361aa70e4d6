import { createQueue } from '../../async/serial-queue.ts';
import type { Report } from '../../async/report.ts';

/** What is done to accounts, for each one step after the other. A step never rejects: what went wrong is reported. */
export const createAccountSteps = (report: Report) => {
  const lines = new Map<string, ReturnType<typeof createQueue>>();
  const busy = new Map<string, number>();
  return {
    step: (accountId: string, work: () => Promise<void>): Promise<void> => {
      const line = lines.get(accountId) ?? createQueue();
      lines.set(accountId, line);
      busy.set(accountId, (busy.get(accountId) ?? 0) + 1);
      return line(async () => {
        try {
          await work();
        } catch (error) {
          report('an account of the shared store could not be followed', error);
        } finally {
          busy.set(accountId, busy.get(accountId)! - 1);
        }
      });
    },
    /** Whether a step of the account is under way, or waits. */
    isBusy: (accountId: string): boolean => (busy.get(accountId) ?? 0) > 0,
    /** Every account that a step was asked for. */
    ids: (): string[] => [...lines.keys()],
  };
};
