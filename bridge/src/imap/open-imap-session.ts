import type { SessionOptions, SessionRequest } from '../net/session-request.ts';
import type { ConnectionSecurity } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, fail, type Outcome } from '@kurrier/shared/failure/outcome';
import { credentialsFor, secretsOf } from '../sasl/credentials.ts';
import { Attempt } from '../net/attempt.ts';
import { createImapSession, type OwnedImapSession } from './create-imap-session.ts';
import { identification } from './client-id.ts';
import { openImap } from './connect-imap.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { replyError } from '../net/protocol-error.ts';
import { toFailure } from '../net/to-failure.ts';

export type OpenImapSession = (request: SessionRequest, options: SessionOptions) => Promise<Outcome<OwnedImapSession, Failure>>;

/**
 * Opens a signed-in IMAP connection for others to go on with: the same dialling, TLS and sign-in as a verification. The server has been
 * told who asks (ID), and its capabilities after the sign-in are known.
 */
export const createOpenImapSession =
  (deps: ProtocolDeps): OpenImapSession =>
  async ({ settings, ...credential }, { signal }) => {
    const attempt = new Attempt({ signal, budgets: deps.budgets });
    const secrets = secretsOf(credential, settings.host);
    let security: ConnectionSecurity | undefined;
    const describe = (error: unknown, stage = attempt.stage): Failure =>
      toFailure(error, { leg: 'imap', stage, settings, security: security ?? attempt.security, told: attempt.told, secrets });
    try {
      const server = await openImap(settings, credentialsFor(credential, settings), attempt, deps);
      security = server.security;
      await completeSignIn(server);
      attempt.settle();
      return succeed(createImapSession({ server, attempt, describe: (error) => describe(error, 'mailbox') }));
    } catch (error) {
      const failure = describe(error);
      attempt[Symbol.dispose]();
      return fail(failure);
    }
  };

/** ID, whose answer nobody waits for, and CAPABILITY where the consent did not bring it. */
const completeSignIn = async ({ connection, consent, takesId }: Awaited<ReturnType<typeof openImap>>): Promise<void> => {
  const toldCapabilities = /\[CAPABILITY /i.test(consent.text);
  // That the connection is gone shows in whatever is asked next.
  if (takesId) connection.command(identification).catch(() => {});
  if (toldCapabilities) return;
  const capabilities = await connection.command('CAPABILITY');
  if (capabilities.status !== 'OK') throw replyError(capabilities, { stage: 'capabilities' });
};
