import { once } from 'node:events';
import { connect } from 'node:net';
import { redactReply } from '../../bridge/src/classify/redact-reply.ts';
import { Attempt } from '../../bridge/src/net/attempt.ts';
import { defaultBudgets } from '../../bridge/src/net/time-limits.ts';
import type { OpenSmtpSession } from '../../bridge/src/smtp/open-session.ts';
import { SmtpConnection } from '../../bridge/src/smtp/smtp-connection.ts';
import { createSmtpSession } from '../../bridge/src/smtp/smtp-session.ts';
import { toFailure } from '../../bridge/src/net/to-failure.ts';
import { Wire } from '../../bridge/src/net/wire.ts';
import { succeed } from '@kurrier/shared/failure/outcome';

/** A session with a sink that knows no sign-in: for measuring, since the product signs in everywhere. */
export const openUnsigned: OpenSmtpSession = async ({ settings }, { signal }) => {
  const socket = connect({ port: settings.port, host: settings.host, noDelay: true });
  await once(socket, 'connect');
  const attempt = new Attempt({ signal, budgets: defaultBudgets });
  const connection = new SmtpConnection(new Wire(socket, attempt.signal));
  await connection.greet();
  await connection.sayHello();
  return succeed(
    createSmtpSession({
      server: { connection, security: 'cleartext', certificate: undefined } as never,
      attempt,
      redact: (text) => redactReply(text, []),
      describe: (error, stage) => toFailure(error, { leg: 'smtp', stage, settings, security: 'cleartext', secrets: [] }),
    }),
  );
};
