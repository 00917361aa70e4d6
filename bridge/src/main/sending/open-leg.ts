import type { Account } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { createAccounts } from '../../accounts/accounts.ts';
import type { LegAccess } from '../../accounts/leg-access.ts';
import type { Report } from '../../async/report.ts';

export interface OpenLegDeps {
  accounts: Pick<ReturnType<typeof createAccounts>, 'access' | 'noteUse'>;
  /** The account as it is known by now. */
  accountOf: (accountId: string) => Account | undefined;
  /** Ends what is being opened; from then on nothing is told of. */
  ending: AbortSignal;
  report: Report;
}

/** Opens a connection with a leg's settings and password, and tells the account how that went. Never rejects. */
export const createOpenLeg =
  ({ accounts, accountOf, ending, report }: OpenLegDeps) =>
  async <Opened>(
    accountId: string,
    leg: Leg,
    open: (request: LegAccess, options: { signal: AbortSignal }) => Promise<Outcome<Opened, Failure>>,
  ): Promise<Outcome<Opened, Failure>> => {
    try {
      const access = await accounts.access(accountId, leg);
      if (!access.ok) {
        const { failure } = access;
        if (typeof failure === 'string') return fail(explainRefusal(accountOf(accountId), leg, failure));
        if (!ending.aborted) await accounts.noteUse(accountId, leg, failure);
        return fail({ ...failure, leg });
      }
      const opened = await open(access.value, { signal: ending });
      if (!ending.aborted) await accounts.noteUse(accountId, leg, opened.ok ? null : opened.failure);
      return opened;
    } catch (error) {
      report('a connection could not be opened', error);
      return fail(notNow(leg, 'INTERNAL'));
    }
  };

/** Nobody's fault for good: the message waits. */
const notNow = (leg: Leg, code: string): Failure => ({
  kind: 'server.temporary_failure',
  stage: 'settings',
  leg,
  confidence: 'certain',
  code,
});

const explainRefusal = (account: Account | undefined, leg: Leg, reason: 'not-found' | 'not-verified' | 'locked'): Failure => {
  const status = account?.[leg]?.status;
  if (reason === 'not-verified' && status?.state === 'failed') return status.failure;
  return notNow(leg, { 'not-found': 'NO_SUCH_ACCOUNT', 'not-verified': 'NOT_VERIFIED', locked: 'VAULT_LOCKED' }[reason]);
};
