import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { redactReply } from '../classify/redact-reply.ts';
import { credentialsFor, secretsOf } from '../sasl/credentials.ts';
import { Attempt } from '../net/attempt.ts';
import type { SessionOptions, SessionRequest } from '../net/session-request.ts';
import { openSmtp } from './connect-smtp.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { createSmtpSession, type SmtpSession } from './smtp-session.ts';
import { toFailure } from '../net/to-failure.ts';

export type OpenSmtpSession = (request: SessionRequest, options: SessionOptions) => Promise<Outcome<SmtpSession, Failure>>;

/** Opens a signed-in SMTP connection for others to go on with: the same dialling, TLS and sign-in as a verification. */
export const createOpenSmtpSession =
  (deps: ProtocolDeps): OpenSmtpSession =>
  async ({ settings, ...credential }, { signal }) => {
    const attempt = new Attempt({ signal, budgets: deps.budgets });
    const secrets = secretsOf(credential, settings.host);
    const describe = (error: unknown, stage = attempt.stage): Failure =>
      toFailure(error, { leg: 'smtp', stage, settings, security: attempt.security, told: attempt.told, secrets });
    try {
      const server = await openSmtp(settings, credentialsFor(credential, settings), attempt, deps);
      attempt.settle();
      return succeed(createSmtpSession({ server, attempt, describe, redact: (text) => redactReply(text, secrets) }));
    } catch (error) {
      const failure = describe(error);
      attempt[Symbol.dispose]();
      return fail(failure);
    }
  };
