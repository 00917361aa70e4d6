import type { Stage } from '@kurrier/shared/failure/failure';
import { asProtocolError, codeError, codeOf, type ProtocolError } from '../net/protocol-error.ts';
import { readSmtpReply, type SmtpReply } from './smtp-reply.ts';
import type { Wire } from '../net/wire.ts';

/** Commands, or a message's content, that are sent at once, and whose replies are read together. */
export interface SmtpFlight {
  /** Sent in order, as they are: command lines with CRLF, or bytes of a message. */
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** How many replies belong to it. */
  replies: number;
  /** What is going on, for the failure when the connection is lost; asked then. */
  stage: () => Stage;
  /** It holds the end of a message's content, which the server may take longer to answer. */
  endsContent?: boolean;
  /** Told each reply as it comes. */
  onReply?: (reply: SmtpReply) => void;
}

interface SentFlight {
  /** In the order of the commands; fewer than belong to it where there is an `error`. */
  replies: SmtpReply[];
  /** What ended it too early. The wire has failed then. */
  error?: ProtocolError;
  /** The server spoke, or was gone, before everything was sent: what was still to come was not sent. */
  isCut: boolean;
}

/** Sends a flight and reads its replies meanwhile: a server that refuses early may stop reading, and what it said counts. Never rejects. */
export const sendCommandGroup = async (wire: Wire, flight: SmtpFlight): Promise<SentFlight> => {
  const sent: SentFlight = { replies: [], isCut: false };
  const reading = readReplies(wire, flight, sent);
  const unwritten = await writeParts(wire, flight, sent);
  const unread = await reading;
  const error = unwritten ?? unread;
  return error ? { ...sent, error } : sent;
};

const readReplies = async (wire: Wire, { replies: count, onReply }: SmtpFlight, sent: SentFlight): Promise<ProtocolError | undefined> => {
  try {
    while (sent.replies.length < count && !(sent.isCut && sent.replies.length > 0)) {
      const reply = await readSmtpReply(wire);
      sent.replies.push(reply);
      onReply?.(reply);
    }
    return undefined;
  } catch (thrown) {
    const error = asProtocolError(thrown);
    wire.fail(error);
    return error;
  }
};

const writeParts = async (wire: Wire, { parts }: SmtpFlight, sent: SentFlight): Promise<ProtocolError | undefined> => {
  try {
    let count = 0;
    for await (const part of parts) {
      // Writing to a connection that was reset discards what was still to be read from it: whatever has arrived is read first.
      if (count++ > 0) await new Promise((resolve) => setImmediate(resolve));
      sent.isCut = sent.replies.length > 0 || wire.unread.length > 0 || wire.failure !== undefined;
      if (sent.isCut) break;
      await wire.writeAll(part);
    }
    // Nothing that the server says after it has cut the flight is an answer to it.
    if (sent.isCut && sent.replies.length > 0) wire.fail(codeError('CLOSED'));
    return undefined;
  } catch (thrown) {
    // What the server said last is worth more than that it was written to too late.
    const error = wire.failure ?? asProtocolError(thrown);
    wire.fail(error);
    return error;
  }
};

/** The server spoke, and it was no reply. */
export const isUnreadable = (error: ProtocolError): boolean => ['NOT_THE_PROTOCOL', 'LINE_TOO_LONG'].includes(codeOf(error));
