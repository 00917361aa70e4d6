import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import type { Attempt } from '../net/attempt.ts';
import { learnCapabilities } from '../net/connect/open-implicit-tls.ts';
import { openServer } from '../net/connect/open-server.ts';
import type { OpenDeps, OpenServer } from '../net/connect/server-dialect.ts';
import { secretsSent } from '../sasl/credentials.ts';
import type { Credentials } from '../sasl/choose-exchanges.ts';
import type { SmtpConnection } from './smtp-connection.ts';
import { smtpDialect } from './smtp-dialect.ts';
import { signInSmtp } from './sign-in.ts';

/** Connects and signs in, where the server wants it. */
export const openSmtp = async (
  settings: ServerSettings,
  credentials: Credentials,
  attempt: Attempt,
  deps: OpenDeps,
): Promise<OpenServer<SmtpConnection>> => {
  const server = await openServer({ settings, dialect: smtpDialect, attempt, deps, secrets: secretsSent(credentials) });
  const { connection, security } = server;
  if (security !== 'cleartext') await learnCapabilities({ dialect: smtpDialect, attempt }, connection);
  if (wantsNoSignIn(settings)) return server;
  attempt.enter('sign-in');
  attempt.log.end('done', await signInSmtp(connection, credentials, { encrypted: security !== 'cleartext' }));
  return server;
};
