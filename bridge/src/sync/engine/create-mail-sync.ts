import type { Report } from '../../async/report.ts';
import type { Account } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { AccountSync, SyncChoice } from '@kurrier/shared/mail/mail';
import { openMailAccountStore, type MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { createMailOwners, type MailOwners } from './mail-owners.ts';
import { createChangeTeller, type MailboxChanges } from '../publish/change-teller.ts';
import { createAccountEntries, type AccountEntry } from './account-entries.ts';
import { createAccountWorker } from './account-worker.ts';
import { createSyncPublisher } from '../publish/sync-publisher.ts';
import type { BetweenIdles, WorkerDeps } from './worker-deps.ts';
import { openWithinBudget, type OpenNeeded } from '../live/connection-budget.ts';
import type { SyncConnection } from '../sync-connection.ts';
import type { OpenRecords } from '../../mail-store/key-value-records.ts';

export interface MailSyncDeps {
  open: OpenRecords;
  access: (accountId: string) => ReturnType<WorkerDeps['access']>;
  openSession: WorkerDeps['openSession'];
  noteUse: (accountId: string, failure: Failure | null) => Promise<void>;
  publish: (sync: AccountSync) => void;
  /** Tells what became of messages, before the sync that says so is published. */
  publishChanges?: (changes: MailboxChanges) => Promise<void>;
  /** Other work on an account's live connection; none unless told. */
  betweenIdles?: (accountId: string, account: MailAccountStore, connection: SyncConnection) => Promise<BetweenIdles>;
  /** Notes whose mail there is, unless somebody else knows it. */
  owners?: MailOwners;
  report: Report;
}

const noOtherWork: BetweenIdles = { failure: null, isMore: false, hasLeft: false, hasNews: false };
const notFound = { refused: 'not-found' } as const;

/** The sync of all accounts: each verified receiving leg has a worker that never gives up. */
export const createMailSync = (deps: MailSyncDeps) => {
  const publisher = createSyncPublisher({
    async view(accountId) {
      const entry = await entries.get(accountId);
      if (!entry) return null;
      const view = await entry.worker.view();
      await entry.tellChanges();
      return entries.has(accountId) ? view : null;
    },
    publish: deps.publish,
    report: deps.report,
  });

  const owners = deps.owners ?? createMailOwners(deps.open);

  /** Some servers count connections per address: all accounts at the host give way. */
  const freeConnection = async (host: string): Promise<boolean> => {
    let hasGiven = false;
    for (const [, { worker, host: own }] of await entries.opened()) if (own === host && worker.yieldConnection()) hasGiven = true;
    return hasGiven;
  };
  const withinBudget = <Session>(open: OpenNeeded<Session>): OpenNeeded<Session> => openWithinBudget(open, freeConnection);

  const entries = createAccountEntries(async (accountId) => {
    await owners.add(accountId);
    const account = await openMailAccountStore(accountId, deps.open);
    const worker = createAccountWorker(accountId, account, {
      access: () => deps.access(accountId),
      openSession: withinBudget(deps.openSession),
      openWatch: deps.openSession,
      noteUse: (failure) => deps.noteUse(accountId, failure),
      onChange: () => publisher.soon(accountId),
      betweenIdles: async (connection) => (await deps.betweenIdles?.(accountId, account, connection)) ?? noOtherWork,
      report: deps.report,
    });
    const tellChanges = createChangeTeller(accountId, account, async (changes) => {
      if (entries.has(accountId)) await deps.publishChanges?.(changes);
    });
    return { account, worker, tellChanges, verified: null, host: null, running: 'off' };
  });

  /** Starts, starts over or ends what runs, where it is not what should. */
  const adjust = async (entry: AccountEntry): Promise<void> => {
    const idle = entry.verified === null ? 'off' : entry.account.read().isPaused ? 'paused' : null;
    const wanted = idle ?? entry.verified!;
    if (wanted === entry.running) return;
    entry.running = wanted;
    if (idle === null) entry.worker.restart();
    else await entry.worker.stop(idle);
  };

  const takeOut = (accountId: string): Promise<AccountEntry> | undefined => {
    publisher.forget(accountId);
    return entries.takeOut(accountId);
  };

  const withEntry = async <Result>(accountId: string, work: (entry: AccountEntry) => Promise<Result>) => {
    const entry = await entries.get(accountId);
    return entry ? work(entry) : notFound;
  };

  return {
    /** Takes the account as it is now: starts, starts over or ends its sync. */
    async follow({ id, imap }: Account): Promise<void> {
      if (!imap && !entries.has(id)) return;
      const entry = await entries.obtain(id);
      entry.host = imap?.settings.host ?? null;
      // While a leg is being checked, what it had goes on; the verdict decides.
      if (imap?.status.state === 'checking') {
        if (entry.running === entry.verified) entry.running = 'checked';
        entry.worker.yieldConnection();
        return;
      }
      entry.verified = imap?.status.state === 'verified' ? JSON.stringify(imap.settings) : null;
      await adjust(entry);
    },

    /** Ends the account's sync and removes its mail. */
    async forget(accountId: string): Promise<void> {
      const leaving = takeOut(accountId) ?? entries.open(accountId);
      const end = async (): Promise<void> => {
        const { worker, account } = await leaving;
        await worker.stop('off');
        await account.clear();
        await owners.remove(accountId);
      };
      await entries.untilGone(accountId, end());
    },

    /** Shows what is stored of the account, which another bridge syncs. */
    async observe({ id, imap }: Account): Promise<void> {
      if (imap) await entries.obtain(id);
    },

    /** The same, read anew: until it is, what was known before is what is shown. Ends its sync here, where there was one. */
    async observeAnew({ id, imap }: Account): Promise<void> {
      if (imap) await (await entries.renew(id))?.worker.stop('off');
    },

    /** Ends the account's sync and forgets what is known of its mail, which stays stored. */
    async release(accountId: string): Promise<void> {
      const leaving = takeOut(accountId);
      if (!leaving) return;
      const end = leaving.then(
        ({ worker }) => worker.stop('off'),
        () => undefined,
      );
      await entries.untilGone(accountId, end);
    },

    /** Removes the mail of accounts that are no more: the bridge ended before it could. */
    async forgetOthers(accountIds: readonly string[]): Promise<void> {
      for (const id of await owners.list())
        if (!accountIds.includes(id)) {
          await (await openMailAccountStore(id, deps.open)).clear();
          await owners.remove(id);
        }
    },

    noteTold: (sync: AccountSync): void => publisher.noteTold(sync),
    list: async (): Promise<AccountSync[]> => Promise.all((await entries.opened()).map(([, { worker }]) => worker.view())),

    accounts: async () => (await entries.opened()).map(([accountId, { account }]) => ({ accountId, account })),

    account: async (accountId: string): Promise<MailAccountStore | null> => (await entries.get(accountId))?.account ?? null,

    pause: ({ accountId, paused }: { accountId: string; paused: boolean }) =>
      withEntry(accountId, async (entry) => {
        await entry.account.update({ isPaused: paused });
        await adjust(entry);
        return entry.worker.view();
      }),

    choose: ({ accountId, choice }: { accountId: string; choice: SyncChoice }) =>
      withEntry(accountId, async (entry) => {
        const { account, worker } = entry;
        await account.update({ choice: { ...account.read().choice, ...choice } });
        // Another depth is another first sync: what runs begins it, as soon as it has ended what it was at.
        if (entry.running === entry.verified) worker.restart();
        else if (entry.running === 'off' || entry.running === 'paused') await account.keepOnlyFrom();
        return worker.view();
      }),

    syncNow: ({ accountId }: { accountId: string }) =>
      withEntry(accountId, async ({ worker }) => {
        worker.nudge();
        return worker.view();
      }),

    /** Opens connections that somebody needs, if need be in the place of those that only listen. */
    withinBudget,

    /** The computer woke up or its network changed: connections are tried out, waiting ends. */
    async wake(): Promise<void> {
      for (const [, { worker }] of await entries.opened()) worker.nudge();
    },

    async close(): Promise<void> {
      publisher.clear();
      await Promise.all((await entries.opened()).map(([, { worker }]) => worker.stop('off')));
      publisher.clear();
    },
  };
};

export type MailSync = ReturnType<typeof createMailSync>;
