import type { Account } from '@kurrier/shared/account/account';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import type { createAccounts } from '../../accounts/accounts.ts';
import type { Report } from '../../async/report.ts';
import { createQueue } from '../../async/serial-queue.ts';
import type { MailSync } from '../../sync/engine/create-mail-sync.ts';

/** What is remembered of accounts beside their mail. */
interface Remembering {
  forget: (accountId: string) => unknown;
}

export interface FollowedAccountsDeps {
  accounts: Pick<ReturnType<typeof createAccounts>, 'list' | 'storedIds'>;
  sync: Pick<MailSync, 'follow' | 'observe' | 'observeAnew' | 'release' | 'forget' | 'forgetOthers' | 'list'>;
  isOurs: (accountId: string) => boolean;
  onDemand: Remembering;
  reader: Remembering;
  codes: Remembering;
  changes: { forget: (accountId: string) => Promise<unknown>; readAnew: (accountId: string) => unknown };
  publish: (state: AccountSync) => Promise<void>;
  report: Report;
}

/** Keeps what receives mail in step with the accounts: begins, changes and ends with them. */
export const createFollowedAccounts = (deps: FollowedAccountsDeps) => {
  const { accounts, sync, isOurs, onDemand, reader, codes, changes, publish, report } = deps;
  // One after the other, in the order of the events: a leg that is checked and then verified is not the same as the reverse.
  const inTurn = createQueue();
  const legs = createLegChanges();
  const wasOurs = new Map<string, boolean>();
  const takeAccount = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report('an account could not be followed', error);
    }
  };
  const followAccount = (account: Account): Promise<void> => (isOurs(account.id) ? sync.follow(account) : sync.observe(account));
  const follow = async (event: BridgeEvent): Promise<void> => {
    if (event.type === 'account.changed') {
      if (legs.isAnother(event.account)) onDemand.forget(event.account.id);
      await followAccount(event.account);
    }
    if (event.type === 'account.removed') {
      legs.forget(event.accountId);
      wasOurs.delete(event.accountId);
      onDemand.forget(event.accountId);
      if (isOurs(event.accountId)) {
        await changes.forget(event.accountId);
        await sync.forget(event.accountId);
      } else await sync.release(event.accountId);
      reader.forget(event.accountId);
      codes.forget(event.accountId);
    }
  };
  return {
    /** Begins with all accounts that there are, and removes what is left of others. Rejects where they cannot be listed. */
    async begin(): Promise<void> {
      const listed = (await accounts.list()).accounts;
      await takeAccount(async () => sync.forgetOthers(await accounts.storedIds()));
      for (const account of listed) await takeAccount(() => followAccount(account));
    },
    /** Takes what became of an account. Never rejects. */
    take: (event: BridgeEvent): Promise<void> => inTurn(() => takeAccount(() => follow(event))),
    /** Reads all that is known of an account anew: another bridge has written it, or it is this bridge's from now on, or not any more. */
    readAnew: (accountId: string): Promise<void> =>
      inTurn(() =>
        takeAccount(async () => {
          // What another bridge writes ends nothing that somebody here is reading or looking for.
          if (wasOurs.get(accountId) !== isOurs(accountId)) onDemand.forget(accountId);
          wasOurs.set(accountId, isOurs(accountId));
          reader.forget(accountId);
          changes.readAnew(accountId);
          const account = (await accounts.list()).accounts.find(({ id }) => id === accountId);
          if (account && !isOurs(accountId)) await sync.observeAnew(account);
          else await sync.release(accountId);
          if (!account) return;
          await followAccount(account);
          const view = (await sync.list()).find((one) => one.accountId === accountId);
          if (view) await publish(view);
        }),
      ),
    /** Resolves when everything that was taken is done. */
    settled: (): Promise<void> => inTurn(async () => {}),
  };
};

/**
 * Notices when connections of a receiving leg are of no use any more: another server or user, or a verdict, after which the password may be
 * another.
 */
const createLegChanges = () => {
  const seen = new Map<string, { settings: string; isChecking: boolean }>();
  return {
    isAnother({ id, imap }: Account): boolean {
      const before = seen.get(id);
      const now = { settings: JSON.stringify(imap?.settings), isChecking: imap?.status.state === 'checking' };
      seen.set(id, now);
      return before !== undefined && (before.settings !== now.settings || (before.isChecking && !now.isChecking));
    },
    forget: (accountId: string): void => void seen.delete(accountId),
  };
};
