import type { ServerSettings } from '@kurrier/shared/account';
import type { ConnectionSecurity } from '@kurrier/shared/connection';
import type { Failure } from '@kurrier/shared/failure';
import { succeed, fail, type Outcome } from '@kurrier/shared/outcome';
import { removeAppPasswordSpaces } from './app-password.ts';
import { Attempt } from './attempt.ts';
import { createImapSession, type ImapSession } from './imap-session.ts';
import { identification, openImap } from './open-imap.ts';
import type { ProtocolDeps } from './protocol-deps.ts';
import { replyError } from './protocol-error.ts';
import type { Secret } from '@kurrier/shared/secret';
import { toFailure } from './to-failure.ts';

export interface SessionRequest {
  settings: ServerSettings;
  password: Secret;
}

export interface SessionOptions {
  /** Ends the session, also long after it was opened. */
  signal: AbortSignal;
}

export type OpenImapSession = (request: SessionRequest, options: SessionOptions) => Promise<Outcome<ImapSession, Failure>>;

/**
 * Opens a signed-in IMAP connection for others to go on with: the same dialling, TLS and sign-in as a verification. The server has been told who asks
 * (ID), and its capabilities after the sign-in are known.
 */
export const createOpenImapSession =
  (deps: ProtocolDeps): OpenImapSession =>
  async ({ settings, password }, { signal }) => {
    const attempt = new Attempt({ signal, budgets: deps.budgets });
    const secrets = [password, removeAppPasswordSpaces(password, settings.host)];
    let security: ConnectionSecurity | undefined;
    const describe = (error: unknown, stage = attempt.stage): Failure =>
      toFailure(error, { leg: 'imap', stage, settings, security: security ?? attempt.security, secrets });
    try {
      const server = await openImap(settings, { username: settings.username, password: secrets[1]! }, attempt, deps);
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
