import type { Failure } from '../failure/failure.ts';
import type { Outcome } from '../failure/outcome.ts';
import { Secret } from '../secret.ts';

/** Gets another access token in place of one that the mail server refused although it had not expired. */
export type RenewToken = () => Promise<Outcome<Secret, Failure>>;

/** What a connection signs in with, beside the user name: a password, or an OAuth access token. */
export type Credential = { password: Secret } | { accessToken: Secret; renew?: RenewToken };

/** The one credential of a parsed draft's leg; one that wants no sign-in has an empty password, which is never sent. */
export const draftCredential = ({
  password,
  accessToken,
}: {
  password?: Secret | undefined;
  accessToken?: Secret | undefined;
}): Credential => {
  if (password) return { password };
  if (accessToken) return { accessToken };
  return { password: new Secret('') };
};
