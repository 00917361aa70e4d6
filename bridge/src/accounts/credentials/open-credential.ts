import type { RenewToken } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { bindingOf } from '../account-record.ts';
import type { AccountsDeps, OpenCredential } from '../accounts-context.ts';

/** Opens what a leg signs in with: its own password for exactly its settings, or a token of the account's grant. */
export const createOpenCredential =
  ({ vault, accessToken }: Pick<AccountsDeps, 'vault' | 'accessToken'>): OpenCredential =>
  async ({ id }, leg, { settings, password }) => {
    if (password !== undefined) {
      const opened = await vault.open(password, bindingOf(id, leg, settings));
      return opened.ok ? succeed({ password: opened.value }) : opened;
    }
    const token = await accessToken(id);
    if (!token.ok) return token;
    const renew: RenewToken = async () => {
      const renewed = await accessToken(id, token.value);
      if (renewed.ok) return renewed;
      return fail(renewed.failure === 'locked' ? lockedMeanwhile : renewed.failure);
    };
    return succeed({ accessToken: token.value, renew });
  };

/** Nobody's fault for good. */
const lockedMeanwhile: Failure = { kind: 'server.temporary_failure', stage: 'settings', confidence: 'certain', code: 'VAULT_LOCKED' };
