import { Secret } from '@kurrier/shared/secret';
import { isSpacedAppPassword } from '@kurrier/shared/account/app-password';

/** The password as it is to be sent: without the spaces that a provider prints into its app passwords, else byte for byte. */
export const removeAppPasswordSpaces = (password: Secret, host: string): Secret =>
  isSpacedAppPassword(password.reveal(), host) ? new Secret(password.reveal().replaceAll(' ', '')) : password;
