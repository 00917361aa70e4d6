import type { AccountChange } from '@kurrier/shared/account/account-draft';
import type { SignIn } from '@kurrier/shared/account/account';
import { legs, type Leg } from '@kurrier/shared/account/connection';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import { Secret } from '@kurrier/shared/secret';
import { bindingOf, grantBindingOf, type AccountRecord, type LegRecord } from './account-record.ts';
import { notFound, type AccountsContext, type Ticket } from './accounts-context.ts';
import { findExisting } from './plan-save.ts';

/** An account whose legs sign in with tokens, except those that come with a password. */
export interface SignedInAccount {
  /** The account that is changed; a new one without. */
  id?: string | undefined;
  change: AccountChange;
  signIn: SignIn;
  grant: Secret;
}

/** Stores an account that was signed in at its provider, new or changed, and starts verifying it. */
export const createSaveSignedIn =
  ({ inTurn, records, vault, runs, createId, now, startVerification }: AccountsContext) =>
  ({ id, change, signIn, grant }: SignedInAccount): Promise<Ticket | typeof notFound> =>
    inTurn(async () => {
      const named = id === undefined ? undefined : await records.get(id);
      if (id !== undefined && !named) return notFound;
      const stored = named ?? findExisting(change, await records.list());
      const accountId = stored?.id ?? createId();
      const made: Partial<Record<Leg, LegRecord>> = {};
      for (const leg of legs) {
        const entered = change[leg];
        if (!entered) continue;
        const { password = wantsNoSignIn(entered) ? new Secret('') : undefined, ...settings } = entered;
        made[leg] = {
          settings,
          ...(password && { password: await vault.seal(password, bindingOf(accountId, leg, settings)) }),
          status: { state: 'not-tested' },
          refusals: [],
        };
      }
      const record = {
        id: accountId,
        label: change.label ?? change.address,
        address: change.address,
        createdAt: stored?.createdAt ?? now(),
        ...made,
      } as AccountRecord;
      record.signIn = { ...signIn, grant: await vault.seal(grant, grantBindingOf(record, signIn.issuer)) };
      runs.stop(accountId);
      await records.set(record);
      return startVerification(record);
    });
