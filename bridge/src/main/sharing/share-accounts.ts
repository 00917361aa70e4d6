import type { SharedStoreState } from '@kurrier/shared/bridge/store-state';
import type { Report } from '../../async/report.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import type { LeaseState } from '../../store/shared/database.ts';
import { planShares } from '../../store/shared/plan-shares.ts';
import type { HandOver } from './hand-over.ts';
import type { HandedOver } from './handed-over.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';
import { createAccountSteps } from './account-steps.ts';
import { createRounds } from './create-rounds.ts';

export interface SharingDeps {
  place: Pick<SharedPlace, 'database' | 'leases' | 'holder' | 'roundMs' | 'onLost'>;
  accountIds: () => Promise<readonly string[]>;
  /** Whether this bridge can work at all: its vault is open. */
  canServe: () => boolean;
  /** The account is this bridge's to work on, from now on or no longer; everything that is known of it is out of date. */
  onServed: (accountId: string, isOurs: boolean) => Promise<void>;
  /** Another bridge has written something of the account. */
  onChanged: (accountId: string) => Promise<void>;
  /** Reads what bridges handed over to each other. */
  readHandedOver: () => Promise<Pick<Awaited<ReturnType<HandOver['read']>>, 'all'> & { show: () => Promise<void> }>;
  /** Takes what was handed over for an account of this bridge. */
  adopt: (accountId: string) => Promise<void>;
  /** Takes back what was handed over for accounts that are no more. */
  withdraw: (untaken: readonly HandedOver[]) => Promise<void>;
  /** Removes what is left of an account that somebody removed, where no other bridge works on it. */
  removeRest: (accountId: string) => Promise<void>;
  /** Another bridge has changed the list of accounts, or one of them. */
  onAccountsChanged: () => Promise<void>;
  report: Report;
}

/** How the sharing goes, for people. */
type SharingHealth = Pick<SharedStoreState, 'problem' | 'own' | 'accounts' | 'bridges' | 'refusedWrites'>;

export interface Sharing {
  isOurs: (accountId: string) => boolean;
  health: () => SharingHealth;
  /** Says that this bridge is there, before the next round does. */
  announce: () => Promise<void>;
  /** Puts an account of this bridge down, does the work, and takes it up again. Never rejects. */
  between(accountId: string, work: () => Promise<void>): Promise<void>;
  /** Looks once, and from then on every round. Resolves after the first look, whatever came of it. */
  start(): Promise<void>;
  /** Gives everything back. */
  close(): Promise<void>;
}

/** What the leases begin with that say which bridges there are. */
export const bridgePrefix = 'bridge:';

/**
 * Shares the accounts out with the other bridges on a store: takes what nobody has, gives back what is more than an equal share, and takes
 * up, within the length of a lease, what a bridge had that is not heard of any more. Nothing rests on a clock of this computer.
 */
export const createSharing = (deps: SharingDeps): Sharing => {
  const { place, accountIds, canServe, onServed, onChanged, readHandedOver, adopt, withdraw, removeRest, onAccountsChanged, report } = deps;
  const { database, leases, holder, roundMs } = place;
  const presence = bridgePrefix + holder;
  const served = new Set<string>();
  /** Being taken up or put down is a step. */
  const { step, isBusy, ids: stepped } = createAccountSteps(report);
  /** Accounts that are no more, of which something may be left: whoever had one may have given it back before it saw that. */
  const removed = new Set<string>();
  const versions = new Map<string, string>();
  let health: Omit<SharingHealth, 'refusedWrites' | 'own'> = { problem: null, accounts: 0, bridges: 1 };
  let isClosing = false;

  const putDown = async (accountId: string): Promise<void> => {
    if (served.delete(accountId)) await onServed(accountId, false);
  };
  const give = (accountId: string): Promise<void> =>
    step(accountId, async () => {
      await putDown(accountId);
      await leases.release([accountLease(accountId)]);
    });
  /** Where the store fails just then, the next round goes on with it. */
  const remove = (accountId: string): Promise<void> =>
    step(accountId, async () => {
      removed.add(accountId);
      await putDown(accountId);
      if (isClosing || !(await leases.take(accountLease(accountId)))) return;
      try {
        await removeRest(accountId);
        removed.delete(accountId);
      } finally {
        await leases.release([accountLease(accountId)]);
      }
    });
  const take = (accountId: string): Promise<void> =>
    step(accountId, async () => {
      if (isClosing || !(await leases.take(accountLease(accountId)))) return;
      served.add(accountId);
      try {
        await onServed(accountId, true);
      } catch (error) {
        // Another bridge, or this one in the next round, may have more luck.
        await putDown(accountId);
        await leases.release([accountLease(accountId)]);
        throw error;
      }
    });
  const adoptFor = (accountId: string): Promise<void> =>
    step(accountId, async () => {
      if (!served.has(accountId)) return;
      try {
        await adopt(accountId);
      } catch (error) {
        // It may have been written all the same: whoever takes the account up reads what there is.
        await putDown(accountId);
        await leases.release([accountLease(accountId)]);
        throw error;
      }
    });
  place.onLost((name) => {
    const accountId = name.startsWith('account:') ? name.slice('account:'.length) : null;
    if (accountId !== null && served.has(accountId)) void step(accountId, () => putDown(accountId));
  });

  const noticeChanges = async (states: readonly LeaseState[], ids: readonly string[]): Promise<void> => {
    const stateOf = new Map(states.map((state) => [state.name, state]));
    for (const id of ids) {
      const version = `${stateOf.get(accountLease(id))?.version ?? ''}`;
      const isNew = versions.get(id) !== version;
      versions.set(id, version);
      if (isNew && !served.has(id) && !isBusy(id)) await onChanged(id);
    }
  };

  let accountsVersion: number | undefined;
  const look = async (): Promise<void> => {
    const serves = canServe() && !isClosing;
    if (serves) await leases.take(presence);
    // Nobody leaves it a share of the accounts then.
    else if (leases.has(presence)) await leases.release([presence]);
    await leases.renew();
    // Before the versions: what is not there any more was taken, and that is seen by them.
    const handed = await readHandedOver();
    const states = await database.leases();
    const version = states.find(({ name }) => name === 'accounts')?.version ?? 0;
    if (version !== accountsVersion) await onAccountsChanged();
    accountsVersion = version;
    const ids = await accountIds();
    const holders = states.flatMap(({ name, holder: who, isExpired }) => (name.startsWith(bridgePrefix) && !isExpired ? [who] : []));
    health = { problem: null, accounts: ids.length, bridges: new Set([...holders, holder]).size };
    await noticeChanges(states, ids);
    await handed.show();
    for (const id of new Set(handed.all.map(({ accountId }) => accountId))) if (served.has(id) && !isBusy(id)) void adoptFor(id);
    const listed = new Set(ids);
    for (const id of versions.keys()) if (!listed.has(id) && versions.delete(id)) removed.add(id);
    for (const id of new Set([...served, ...removed])) if (!listed.has(id) && !isBusy(id)) void remove(id);
    // What was handed over was read before the accounts: one that was added meanwhile has nothing among it.
    const untaken = handed.all.filter(({ accountId }) => !listed.has(accountId));
    if (untaken.length > 0) await withdraw(untaken);
    if (!serves) {
      for (const id of served) if (!isBusy(id)) void give(id);
      return;
    }
    const plan = planShares(ids.map(accountLease), states, { me: holder, holders });
    const own = new Set(states.flatMap(({ name, holder: who, isExpired }) => (who === holder && !isExpired ? [name] : [])));
    for (const name of plan.give) own.delete(name);
    // Leases of this bridge from before it was started again are its own, and nobody's to wait for.
    const again = ids.filter((id) => own.has(accountLease(id)) && !served.has(id));
    for (const id of [...again, ...plan.take.map(idOf)]) if (!isBusy(id)) void take(id);
    for (const id of plan.give.map(idOf)) if (!isBusy(id)) void give(id);
  };

  const noteProblem = (error: unknown): void => {
    const problem = storageProblemOf(error);
    if (!problem || problem !== health.problem) report('the shared store could not be asked', error);
    health = { ...health, problem: problem ?? 'shared-store-away' };
  };
  const rounds = createRounds({ roundMs, look, renew: () => leases.renew(), onProblem: noteProblem });

  return {
    announce: async () => void (await leases.take(presence)),
    between: (accountId, work) =>
      step(accountId, async () => {
        if (!served.has(accountId)) return;
        await putDown(accountId);
        await work();
        served.add(accountId);
        await onServed(accountId, true);
      }),
    isOurs: (accountId) => served.has(accountId),
    health: () => ({ ...health, own: served.size, refusedWrites: leases.refusedWrites() }),
    start: () => rounds.start(),
    async close() {
      isClosing = true;
      await rounds.end();
      // Whatever is still being taken up or put down comes first.
      await Promise.all(stepped().map(give));
      await leases.release([presence]).catch(() => undefined);
    },
  };
};

const idOf = (name: string): string => name.slice('account:'.length);
