import type { ConnectionSecurity } from '@kurrier/shared/account/connection';
import type { Certificate, Failure, Stage } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Attempt } from '../net/attempt.ts';
import type { OpenServer } from '../net/connect/server-dialect.ts';
import { codeError, replyError } from '../net/protocol-error.ts';
import type { SmtpConnection } from './smtp-connection.ts';
import { readSmtpReply, type SmtpReply } from './smtp-reply.ts';

export interface SmtpFlight {
  /** Sent in order, as they are: command lines with CRLF, or bytes of a message. */
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** How many replies belong to it. */
  replies: number;
  /** What is going on, for the failure when the connection is lost. */
  stage: Stage;
  /** So long the server may say nothing while its reply is due; two minutes unless told (RFC 5321 §4.5.3.2 has ten for the end of DATA). */
  silenceMs?: number;
  /** Told each reply as it comes, so that those before a lost connection are known. */
  onReply?: (reply: SmtpReply) => void;
}

/**
 * A signed-in SMTP connection. It sends and reads, and judges nothing but the loss of the connection: what a reply means depends on what was said.
 * One flight at a time.
 */
export interface SmtpSession extends Disposable {
  /** EHLO keyword → its parameters, in capitals, as told after TLS. */
  capabilities: ReadonlyMap<string, readonly string[]>;
  security: ConnectionSecurity;
  certificate: Certificate | undefined;
  /** Sends parts, and reads their replies while it sends; a negative reply is a reply. */
  send(flight: SmtpFlight): Promise<Outcome<SmtpReply[], Failure>>;
  /** Names what a negative reply means, with the server's words redacted. */
  describeReply(reply: SmtpReply, stage: Stage): Failure;
  /** The server's words of a positive reply, fit to be shown and stored. */
  redact(text: string): string;
  /** Settles when the connection is gone. */
  closed: Promise<void>;
  isClosed(): boolean;
  /** Says QUIT, does not wait for the answer, and closes. */
  close(): void;
}

const defaultSilenceMs = 120_000;

/** Makes a session of a signed-in connection. */
export const createSmtpSession = ({
  server: { connection, security, certificate },
  attempt,
  describe,
  redact,
}: {
  server: OpenServer<SmtpConnection>;
  attempt: Attempt;
  describe: (error: unknown, stage: Stage) => Failure;
  redact: (text: string) => string;
}): SmtpSession => {
  const { wire } = connection;
  wire.socket.on('timeout', () => wire.fail(codeError('DEADLINE')));
  const closed = new Promise<void>((resolve) => {
    if (wire.socket.closed) resolve();
    else wire.socket.once('close', () => resolve());
  });
  void closed.then(() => attempt[Symbol.dispose]());

  const readReplies = async (count: number, onReply: SmtpFlight['onReply']): Promise<SmtpReply[]> => {
    const replies: SmtpReply[] = [];
    while (replies.length < count) {
      const reply = await readSmtpReply(wire);
      replies.push(reply);
      onReply?.(reply);
    }
    return replies;
  };

  const writeParts = async (parts: SmtpFlight['parts']): Promise<void> => {
    for await (const part of parts) await wire.writeAll(part);
  };

  const close = () => {
    wire.close('QUIT\r\n');
    attempt[Symbol.dispose]();
  };

  return {
    capabilities: connection.capabilities,
    security,
    certificate,
    async send({ parts, replies, stage, silenceMs = defaultSilenceMs, onReply }) {
      wire.socket.setTimeout(silenceMs);
      // Replies are read while parts are still being written: a server that refuses early may stop reading.
      const reading = readReplies(replies, onReply);
      try {
        const [received] = await Promise.all([reading, writeParts(parts)]);
        return succeed(received);
      } catch (error) {
        wire.fail(codeError('CLOSED'));
        return fail(describe(error, stage));
      } finally {
        wire.socket.setTimeout(0);
      }
    },
    describeReply: (reply, stage) => describe(replyError(reply, { stage }), stage),
    redact,
    closed,
    isClosed: () => wire.failure !== undefined,
    close,
    [Symbol.dispose]: close,
  };
};
