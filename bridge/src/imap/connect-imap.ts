import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Attempt } from '../net/attempt.ts';
import type { ImapConnection } from './imap-connection.ts';
import { imapDialect } from './imap-dialect.ts';
import type { ImapReply } from './grammar/response.ts';
import { signInImap } from './sign-in.ts';
import { learnCapabilities } from '../net/connect/open-implicit-tls.ts';
import { openServer } from '../net/connect/open-server.ts';
import type { OpenDeps, OpenServer } from '../net/connect/server-dialect.ts';
import { secretsSent } from '../sasl/credentials.ts';
import type { Credentials } from '../sasl/choose-exchanges.ts';

export interface OpenImap extends OpenServer<ImapConnection> {
  /** The server's consent; some servers put into it what they refuse afterwards. */
  consent: ImapReply;
  /** RFC 2971 ID is known to the server. */
  takesId: boolean;
}

/** Connects and signs in. `onConnection` gets it before the password is sent. */
export const openImap = async (
  settings: ServerSettings,
  credentials: Credentials,
  attempt: Attempt,
  deps: OpenDeps,
  onConnection: (connection: ImapConnection) => void = () => {},
): Promise<OpenImap> => {
  const server = await openServer({ settings, dialect: imapDialect, attempt, deps, secrets: secretsSent(credentials) });
  const { connection, security, before } = server;
  onConnection(connection);
  // What the server can is known from its greeting, or was asked before STARTTLS: then the question goes along with the sign-in.
  const mayPipeline = before?.capabilities?.has('SASL-IR') ?? false;
  if (connection.capabilities || !mayPipeline) await learnCapabilities({ dialect: imapDialect, attempt }, connection);
  const knewId = (connection.capabilities ?? before?.capabilities)?.has('ID') ?? false;
  attempt.enter('sign-in');
  const { mechanism, reply } = await signInImap(connection, credentials, {
    encrypted: security !== 'cleartext',
    before: before?.capabilities,
  });
  attempt.log.end('done', mechanism);
  return { ...server, consent: reply, takesId: knewId || (connection.capabilities?.has('ID') ?? false) };
};
