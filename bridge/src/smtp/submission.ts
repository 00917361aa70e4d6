import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { createDeliverMessage, type DeliverMessage } from './transaction/deliver-message.ts';
import type { OpenSmtpSession } from './open-smtp-session.ts';
import { probeSender } from './transaction/probe-sender.ts';
import { readCapabilities, type SubmissionCapabilities } from './ehlo-capabilities.ts';

/** A signed-in connection that hands over one message after the other. */
export interface Submission {
  readonly alive: boolean;
  readonly capabilities: SubmissionCapabilities;
  deliver: DeliverMessage;
  /** What the server said that nobody had asked for: whatever it answered before, and is not stored yet, cannot be relied on. */
  readonly outOfStep: Failure | undefined;
  /** Whether the server takes `address` as a sender; `recipient` is named, because many servers judge only then. Nothing is sent. */
  probeSender(address: string, recipient: string): Promise<Failure | null>;
  /** Says QUIT and closes; resolves when the connection is closed. */
  close(): Promise<void>;
}

export type OpenSubmission = (...request: Parameters<OpenSmtpSession>) => Promise<Outcome<Submission, Failure>>;

/** A durable note takes some milliseconds. */
const usualNearMs = 5;

/** Opens a connection for handing over messages, signed in as a verification does it. */
export const createOpenSubmission =
  (openSmtpSession: OpenSmtpSession, { nearMs = usualNearMs }: { nearMs?: number } = {}): OpenSubmission =>
  async (...request) => {
    const opened = await openSmtpSession(...request);
    if (!opened.ok) return opened;
    const session = opened.value;
    return succeed({
      get alive() {
        return !session.isClosed();
      },
      capabilities: readCapabilities(session.capabilities),
      get outOfStep() {
        return session.outOfStep;
      },
      async probeSender(address, recipient) {
        let failure: Failure | undefined;
        const probe = await probeSender(
          async (commands) => {
            const sent = await session.send({
              parts: [commands.map((command) => `${command}\r\n`).join('')],
              replies: commands.length,
              stage: () => 'sender',
            });
            failure = sent.failure;
            return sent.replies;
          },
          session.capabilities,
          { sender: address, recipient },
        );
        if (probe.result === 'refused') {
          const refusal = session.describeReply(probe.reply, 'sender');
          return probe.stage === 'sender' || refusal.kind.startsWith('sender.') ? refusal : null;
        }
        if (probe.result === 'out-of-step') return session.breakOff(probe.reply, probe.stage);
        return session.outOfStep ?? (probe.result === 'unanswered' && failure ? failure : null);
      },
      deliver: createDeliverMessage(session, nearMs),
      close: () => {
        session.close();
        return session.closed;
      },
    });
  };
