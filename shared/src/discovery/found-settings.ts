import type { ServerSettings } from '../account/server-settings.ts';
import type { Discovery, FoundServer } from './discovery.ts';

/** A found server as the form's fields. Secure is FALSE only where no encryption is offered, and then nothing is allowed in clear yet. */
export const settingsOf = ({ host, port, security, username }: FoundServer): ServerSettings => ({
  host,
  port,
  username,
  secure: security !== 'cleartext',
  allowUnencrypted: false,
});

/** False when the provider takes no password on any leg that it has, so that no password box is shown. */
export const takesPassword = ({ smtp, imap }: Discovery): boolean =>
  [smtp, imap].some((leg) => leg.state === 'unknown' || (leg.state === 'found' && leg.server.password));
