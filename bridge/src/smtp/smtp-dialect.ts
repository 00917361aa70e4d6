import type { Dialect } from '../net/connect/server-dialect.ts';
import { isYes } from './reply-codes.ts';
import { SmtpConnection } from './smtp-connection.ts';

const describeCapabilities = ({ capabilities }: SmtpConnection): string =>
  [...capabilities].map(([keyword, parameters]) => [keyword, ...parameters].join(' ')).join(', ');

/** SMTP: capabilities come with EHLO, before and again after STARTTLS (RFC 3207 §4.2). */
export const smtpDialect: Dialect<SmtpConnection> = {
  leg: 'smtp',
  create: (wire) => new SmtpConnection(wire),
  greet: (connection) => connection.greet(),
  async learnCapabilities(connection) {
    await connection.sayHello();
    return describeCapabilities(connection);
  },
  offersStartTls: ({ capabilities }) => capabilities.has('STARTTLS'),
  async startTls(connection) {
    const reply = await connection.command('STARTTLS');
    return { accepted: isYes('STARTTLS', reply), reply };
  },
};
