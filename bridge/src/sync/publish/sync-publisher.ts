import { isDeepStrictEqual } from 'node:util';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import type { Report } from '../../async/report.ts';

/** Progress is told so often at most. */
const publishEveryMs = 500;
/** After a quiet while a change is told so soon: with what belongs to it, and early enough that new mail is seen at once. */
const publishSoonMs = 80;
/** When everything was last as on the server is shown by the minute. */
const minuteMs = 60_000;

export interface SyncPublisherDeps {
  /** The sync as it is now, all that belongs to it told; null: there is no such account any more. */
  view: (accountId: string) => Promise<AccountSync | null>;
  publish: (sync: AccountSync) => void;
  report: Report;
}

/** Publishes the syncs of accounts: soon, twice a second at most, and only what says more than what was published last. */
export interface SyncPublisher {
  /** Something about the sync may have changed. */
  soon(accountId: string): void;
  /** Somebody else published the sync so, as it was a moment ago: where it is otherwise by now, that is published. */
  noteTold(sync: AccountSync): void;
  /** Publishes nothing of the account any more, and forgets what it published. */
  forget(accountId: string): void;
  /** Ends what waits to be published. */
  clear(): void;
}

export const createSyncPublisher = ({ view, publish, report }: SyncPublisherDeps): SyncPublisher => {
  const timers = new Map<string, NodeJS.Timeout>();
  const toldAt = new Map<string, number>();
  const told = new Map<string, AccountSync>();

  const publishNow = async (accountId: string): Promise<void> => {
    const sync = await view(accountId);
    if (!sync || isTold(told.get(accountId), sync)) return;
    told.set(accountId, sync);
    publish(sync);
  };

  const publisher: SyncPublisher = {
    noteTold(sync) {
      told.set(sync.accountId, sync);
      publisher.soon(sync.accountId);
    },
    soon(accountId) {
      if (timers.has(accountId)) return;
      const pauseMs = (toldAt.get(accountId) ?? -Infinity) + publishEveryMs - performance.now();
      const timer = setTimeout(
        () => {
          timers.delete(accountId);
          toldAt.set(accountId, performance.now());
          publishNow(accountId).catch((error: unknown) => report('a sync event was lost', error));
        },
        Math.max(publishSoonMs, pauseMs),
      );
      timers.set(accountId, timer);
    },
    forget(accountId) {
      clearTimeout(timers.get(accountId));
      timers.delete(accountId);
      toldAt.delete(accountId);
      told.delete(accountId);
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
  return publisher;
};

/** A round that found nothing leaves no more behind than its time, in the same minute. */
const isTold = (told: AccountSync | undefined, sync: AccountSync): boolean =>
  told !== undefined && isDeepStrictEqual(byMinute(told), byMinute(sync));

const byMinute = ({ lastSyncAt, ...sync }: AccountSync) => ({
  ...sync,
  lastSyncAt: lastSyncAt === null ? null : Math.floor(lastSyncAt / minuteMs),
});
