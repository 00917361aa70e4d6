import { ImapConnection } from './imap-connection.ts';
import { learnCapabilities } from './sign-in.ts';
import type { Dialect } from '../net/connect/server-dialect.ts';
import { codeError } from '../net/protocol-error.ts';

/** IMAP: capabilities often come with the greeting; those from before STARTTLS are forgotten (RFC 9051 §6.2.1). */
export const imapDialect: Dialect<ImapConnection> = {
  leg: 'imap',
  create: (wire) => new ImapConnection(wire),
  async greet(connection) {
    const { text, isSignedIn } = await connection.greet();
    // Signed in by something else than the password (RFC 9051 §7.1.4): it cannot be tried any more, and STARTTLS neither.
    if (isSignedIn) throw codeError('AUTH_NOT_OFFERED', { stage: 'sign-in' });
    return text;
  },
  async learnCapabilities(connection) {
    await learnCapabilities(connection);
    return [...(connection.capabilities ?? [])].join(' ');
  },
  offersStartTls: ({ capabilities }) => capabilities?.has('STARTTLS') ?? false,
  async startTls(connection) {
    const reply = await connection.command('STARTTLS');
    return { accepted: reply.status === 'OK', reply };
  },
};
