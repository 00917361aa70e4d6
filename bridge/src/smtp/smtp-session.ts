import type { ConnectionSecurity } from '@kurrier/shared/account/connection';
import type { Certificate, Failure, Stage } from '@kurrier/shared/failure/failure';
import type { Attempt } from '../net/attempt.ts';
import type { OpenServer } from '../net/connect/server-dialect.ts';
import { codeError, replyError, type ProtocolError } from '../net/protocol-error.ts';
import { isClosing } from './reply-codes.ts';
import { isUnreadable, sendCommandGroup, type SmtpFlight } from './send-command-group.ts';
import type { SmtpConnection } from './smtp-connection.ts';
import type { SmtpReply } from './smtp-reply.ts';
import { readSurplus } from './read-surplus.ts';

export interface FlightResult {
  /** In the order of the commands; fewer than belong to it where the connection was lost. */
  replies: SmtpReply[];
  /** Why replies are missing, or what was said beyond them. The connection is closed then. */
  failure?: Failure;
  /** The server spoke, or was gone, before everything was sent: what was still to come was not sent. */
  isCut: boolean;
}

/**
 * A signed-in SMTP connection. It sends and reads, and judges nothing but whether the dialogue goes on: what a reply means depends
 * on what was said. One flight at a time. As soon as the server says more than it was asked, it is closed and never used again.
 */
export interface SmtpSession extends Disposable {
  /** EHLO keyword → its parameters, in capitals, as told after TLS. */
  capabilities: ReadonlyMap<string, readonly string[]>;
  security: ConnectionSecurity;
  certificate: Certificate | undefined;
  /** Sends parts, and reads their replies while it sends; a negative reply is a reply. Never rejects. */
  send(flight: SmtpFlight): Promise<FlightResult>;
  /** Names what a negative reply means, with the server's words redacted. */
  describeReply(reply: SmtpReply, stage: Stage): Failure;
  /** Closes because of a reply that is no answer to what was asked; the failure says so. */
  breakOff(reply: SmtpReply, stage: Stage): Failure;
  /** What the server said that nobody had asked for, from the moment it was noticed: replies may have belonged to other commands. */
  readonly outOfStep: Failure | undefined;
  /** The server's words of a positive reply, fit to be shown and stored. */
  redact(text: string): string;
  /** Settles when the connection is gone. */
  closed: Promise<void>;
  isClosed(): boolean;
  /** Says QUIT, does not wait for the answer, and closes. */
  close(): void;
  /** Closes without another word: the server waits for content. */
  abort(): void;
}

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
  const { replyMs, contentReplyMs } = attempt.budgets;
  wire.socket.on('timeout', () => wire.fail(codeError('DEADLINE')));
  const closed = new Promise<void>((resolve) => {
    if (wire.socket.closed) resolve();
    else wire.socket.once('close', () => resolve());
  });
  void closed.then(() => attempt[Symbol.dispose]());
  const state: { inFlight: boolean; outOfStep: Failure | undefined } = { inFlight: false, outOfStep: undefined };

  const leaveStep = (error: ProtocolError, stage: Stage): Failure => {
    const failure = describe(error, stage);
    state.outOfStep ??= failure;
    wire.fail(error);
    return failure;
  };

  /** The server may say 421 when it likes, and closes then (RFC 5321 §3.8); whatever else it says unasked is against the protocol. */
  const noticeSurplus = (stage: Stage): Failure | undefined => {
    const surplus = readSurplus(wire);
    if (!surplus) return undefined;
    if (!isClosing(surplus)) return leaveStep(codeError('OUT_OF_STEP', { reply: surplus }), stage);
    const closing = replyError(surplus);
    wire.fail(closing);
    return describe(closing, stage);
  };
  wire.socket.on('data', () => {
    if (!state.inFlight && !wire.failure) noticeSurplus('sender');
  });

  const describeEnd = (error: ProtocolError, stage: Stage): Failure => {
    const { reply } = error.evidence;
    return isUnreadable(error) ? leaveStep(codeError('OUT_OF_STEP', reply && { reply }), stage) : describe(error, stage);
  };

  const send = async (flight: SmtpFlight): Promise<FlightResult> => {
    const before = noticeSurplus(flight.stage()) ?? (wire.failure && describe(wire.failure, flight.stage()));
    if (before) return { replies: [], isCut: true, failure: before };
    state.inFlight = true;
    wire.socket.setTimeout(flight.endsContent ? contentReplyMs : replyMs);
    const { replies, isCut, error } = await sendCommandGroup(wire, flight);
    wire.socket.setTimeout(0);
    state.inFlight = false;
    const failure = error ? describeEnd(error, flight.stage()) : noticeSurplus(flight.stage());
    return { replies, isCut, ...(failure && { failure }) };
  };

  const close = () => {
    wire.close('QUIT\r\n');
    attempt[Symbol.dispose]();
  };

  return {
    capabilities: connection.capabilities,
    security,
    certificate,
    send,
    describeReply: (reply, stage) => describe(replyError(reply, { stage }), stage),
    breakOff: (reply, stage) => leaveStep(codeError('OUT_OF_STEP', { reply, stage }), stage),
    get outOfStep() {
      return state.outOfStep;
    },
    redact,
    closed,
    isClosed: () => wire.failure !== undefined,
    close,
    abort: () => wire.fail(codeError('CLOSED')),
    [Symbol.dispose]: close,
  };
};
