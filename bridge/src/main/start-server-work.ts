import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { createAccounts } from '../accounts/accounts.ts';
import type { EventLog } from '../events/event-log.ts';

/** How often the bridge looks for legs that were not heard of for long. */
const retestEveryMs = 5 * 60_000;

export interface ServerWorkDeps {
  accounts: Pick<ReturnType<typeof createAccounts>, 'retestStale' | 'storedIds'>;
  events: Pick<EventLog, 'subscribe'>;
  isLocked: () => boolean;
  /** The accounts cannot be read: nothing is done for them. */
  isDamaged: boolean;
  /** What talks to mail servers by itself. */
  parts: readonly { load: () => Promise<unknown> }[];
  reportError: (error: unknown) => void;
}

/**
 * Begins what a bridge does without being asked: as soon as there is an account it receives and sends, and legs that were not heard of for
 * long are tried again. Answers what ends that.
 */
export const startServerWork = async (deps: ServerWorkDeps): Promise<() => void> => {
  const { accounts, events, isLocked, isDamaged, parts, reportError } = deps;
  if (isDamaged) return () => {};
  const retest = async (): Promise<void> => {
    // A locked vault opens no password, which is nothing that the accounts could help.
    if (!isLocked()) await accounts.retestStale();
  };
  const retests = setInterval(() => void retest().catch(reportError), retestEveryMs);
  const loadAll = (): void => {
    for (const part of parts) part.load().catch(reportError);
  };
  if ((await accounts.storedIds()).length > 0) loadAll();
  else onFirst(events, 'account.changed', loadAll);
  return () => clearInterval(retests);
};

const onFirst = ({ subscribe }: Pick<EventLog, 'subscribe'>, type: BridgeEvent['type'], act: () => void): void => {
  const unsubscribe = subscribe((event) => {
    if (event.type !== type) return;
    unsubscribe();
    act();
  });
};
