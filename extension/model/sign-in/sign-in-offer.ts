import type { Account } from '@kurrier/shared/account/account';
import { isMicrosofts } from '@kurrier/shared/words/app-password-providers';
import { legsOf } from '../accounts/verdict-model.ts';

/** A sign-in that an account's card offers; `isFix`: it is the one thing that mends what failed. */
export interface SignInOffer {
  issuer: string;
  provider: string;
  isFix: boolean;
}

const takesNoPassword = /^auth\.(?:oauth_required|basic_disabled_by_admin)$/;
const endedSignIn = /^(?:oauth\.|auth\.oauth_token_invalid$)/;

/** Signing in again where the account does so; signing in instead where Microsoft takes no password any more. */
export const signInOfferOf = (account: Account): SignInOffer | null => {
  const failures = legsOf(account).flatMap(({ status, settings }) =>
    status.state === 'failed' ? [{ host: settings.host, ...status.failure }] : [],
  );
  if (account.signIn) {
    const { issuer, provider } = account.signIn;
    return { issuer, provider, isFix: failures.some(({ kind }) => endedSignIn.test(kind)) };
  }
  const refused = failures.some((failure) => takesNoPassword.test(failure.kind) && isMicrosofts(failure));
  return refused ? { issuer: 'https://login.microsoftonline.com', provider: 'Microsoft', isFix: true } : null;
};
