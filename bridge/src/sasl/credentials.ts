import type { Credential } from '@kurrier/shared/account/credential';
import { Secret } from '@kurrier/shared/secret';
import { isSpacedAppPassword } from '@kurrier/shared/account/app-password';
import type { Credentials } from './choose-exchanges.ts';

/** The password as it is to be sent: without the spaces that a provider prints into its app passwords, else byte for byte. */
const removeAppPasswordSpaces = (password: Secret, host: string): Secret =>
  isSpacedAppPassword(password.reveal(), host) ? new Secret(password.reveal().replaceAll(' ', '')) : password;

/** Who signs in and with what, as it is to be sent to this host. */
export const credentialsFor = (credential: Credential, { host, username }: { host: string; username: string }): Credentials =>
  'password' in credential
    ? { username, password: removeAppPasswordSpaces(credential.password, host) }
    : { username, accessToken: credential.accessToken };

/** What must not be shown of a server's words: the secret as it was given, and as it is sent. */
export const secretsOf = (credential: Credential, host: string): Secret[] =>
  'password' in credential ? [credential.password, removeAppPasswordSpaces(credential.password, host)] : [credential.accessToken];

/** The same of credentials as they are sent. */
export const secretsSent = (credentials: Credentials): Secret[] => [
  'password' in credentials ? credentials.password : credentials.accessToken,
];
