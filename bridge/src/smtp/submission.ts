import type { Readable } from 'node:stream';
import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { deliverMessage } from './deliver-message.ts';
import type { DeliverOptions, Pace } from './mail-transaction.ts';
import type { OpenSmtpSession } from './open-session.ts';
import { isPositive, type SmtpReply } from './smtp-reply.ts';
import { readCapabilities, type SubmissionCapabilities } from './ehlo-capabilities.ts';

/** A signed-in connection that hands over one message after the other. */
export interface Submission {
  readonly alive: boolean;
  readonly capabilities: SubmissionCapabilities;
  deliver(envelope: SmtpEnvelope, content: Buffer | Readable, options: Omit<DeliverOptions, 'pace'>): Promise<DeliveryOutcome>;
  /** Whether the server takes `address` as a sender; `recipient` is named, because many servers judge only then. Nothing is sent. */
  probeSender(address: string, recipient: string): Promise<Failure | null>;
  /** Says QUIT and closes; resolves when the connection is closed. */
  close(): Promise<void>;
}

export type OpenSubmission = (...request: Parameters<OpenSmtpSession>) => Promise<Outcome<Submission, Failure>>;

/** Opens a connection for handing over messages, signed in as a verification does it. */
export const createOpenSubmission =
  (openSmtpSession: OpenSmtpSession): OpenSubmission =>
  async (...request) => {
    const opened = await openSmtpSession(...request);
    if (!opened.ok) return opened;
    const session = opened.value;
    const pace: Pace = { roundTripMs: Infinity };
    return succeed({
      get alive() {
        return !session.isClosed();
      },
      capabilities: readCapabilities(session.capabilities),
      async probeSender(address, recipient) {
        const parts = [`MAIL FROM:<${address}>\r\nRCPT TO:<${recipient}>\r\n`, 'RSET\r\n'];
        const sent = await session.send({ parts: [parts.join('')], replies: 3, stage: 'sender' });
        if (!sent.ok) return sent.failure;
        const [mail, rcpt] = sent.value as [SmtpReply, SmtpReply];
        if (!isPositive(mail)) return session.describeReply(mail, 'sender');
        const failure = isPositive(rcpt) ? null : session.describeReply(rcpt, 'sender');
        return failure?.kind.startsWith('sender.') ? failure : null;
      },
      deliver: (envelope, content, options) => deliverMessage(session, envelope, content, { ...options, pace }),
      close: () => {
        session.close();
        return session.closed;
      },
    });
  };
