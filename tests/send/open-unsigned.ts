import { once } from 'node:events';
import { connect } from 'node:net';
import { redactReply } from '../../bridge/src/classify/redact-reply.ts';
import { Attempt } from '../../bridge/src/protocol/attempt.ts';
import { defaultBudgets } from '../../bridge/src/protocol/budgets.ts';
import type { OpenSmtpSession } from '../../bridge/src/protocol/open-smtp-session.ts';
import { SmtpConnection } from '../../bridge/src/protocol/smtp-connection.ts';
import { createSmtpSession } from '../../bridge/src/protocol/smtp-session.ts';
import { toFailure } from '../../bridge/src/protocol/to-failure.ts';
import { Wire } from '../../bridge/src/protocol/wire.ts';
import { succeed } from '@kurrier/shared/outcome';

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
