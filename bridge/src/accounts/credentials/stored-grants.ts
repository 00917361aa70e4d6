import type { SignIn } from '@kurrier/shared/account/account';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import { grantBindingOf, tokenLegsOf, type AccountRecord } from '../account-record.ts';
import type { AccountsContext } from '../accounts-context.ts';

/** An account's grant as it is stored now, opened. */
export interface StoredGrant {
  signIn: SignIn;
  grant: Secret;
}

/**
 * The record `after` with the grant of `before` bound to its legs; without it where none of them signs in with tokens. Null: it cannot be
 * opened.
 */
export const rebindGrant = async (
  vault: AccountsContext['vault'],
  before: AccountRecord | undefined,
  after: AccountRecord,
): Promise<AccountRecord | null> => {
  const { signIn: _, ...withoutSignIn } = after;
  if (tokenLegsOf(after).length === 0) return withoutSignIn;
  if (!before?.signIn) return null;
  const { signIn } = before;
  const opened = await vault.open(signIn.grant, grantBindingOf(before, signIn.issuer));
  if (!opened.ok) return null;
  return { ...after, signIn: { ...signIn, grant: await vault.seal(opened.value, grantBindingOf(after, signIn.issuer)) } };
};

/** Reading and replacing the grants of accounts that sign in with tokens; what stands in a grant is its owner's business. */
export const createGrants = ({ inTurn, records, vault }: AccountsContext) => {
  const read = async (id: string): Promise<Outcome<StoredGrant, 'not-found' | 'locked' | 'unreadable'>> => {
    const record = await records.get(id);
    if (!record?.signIn) return fail('not-found');
    const { grant, ...signIn } = record.signIn;
    const opened = await vault.open(grant, grantBindingOf(record, signIn.issuer));
    return opened.ok ? succeed({ signIn, grant: opened.value }) : opened;
  };
  return {
    read,
    /** Stores a refreshed grant durably; false where the account has another sign-in, or none, by now. */
    replace: (id: string, before: SignIn, grant: Secret): Promise<boolean> =>
      inTurn(async () => {
        const record = await records.get(id);
        if (!record?.signIn || record.signIn.at !== before.at || record.signIn.issuer !== before.issuer) return false;
        const sealed = await vault.seal(grant, grantBindingOf(record, before.issuer));
        await records.set({ ...record, signIn: { ...record.signIn, grant: sealed } });
        return true;
      }),
    /** The grant, unless another account has one of the same person there: some issuers take all of them back at once. */
    openUnshared: async (id: string): Promise<Secret | null> => {
      const own = await read(id);
      if (!own.ok) return null;
      const { issuer, username } = own.value.signIn;
      const others = (await records.list()).filter((record) => record.id !== id);
      return others.some(({ signIn }) => signIn?.issuer === issuer && signIn.username === username) ? null : own.value.grant;
    },
  };
};
