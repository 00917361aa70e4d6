import type { Readable } from 'node:stream';
import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import { MailTransaction, type DeliverOptions } from './mail-transaction.ts';
import { isYes } from '../reply-codes.ts';
import type { SmtpSession } from '../smtp-session.ts';
import { readCapabilities } from '../ehlo-capabilities.ts';
import { findObstacle } from './envelope-commands.ts';

/**
 * Hands one message over and says what that proved; never rejects. MAIL, RCPT and DATA travel in one flight where the server
 * has PIPELINING (RFC 2920). A session that is not closed afterwards can take the next message.
 */
export const deliverMessage = async (
  session: SmtpSession,
  envelope: SmtpEnvelope,
  content: Buffer | Readable,
  options: DeliverOptions,
): Promise<DeliveryOutcome> => {
  const capabilities = readCapabilities(session.capabilities);
  const obstacle = findObstacle(envelope, capabilities);
  if (obstacle)
    return { result: 'not-taken', failure: { ...obstacle, stage: 'sender', leg: 'smtp', confidence: 'certain' }, recipients: [] };
  const outcome = await new MailTransaction(session, capabilities, envelope, options).run(content);
  if (outcome.result === 'not-taken' && !session.isClosed()) await reset(session);
  return outcome;
};

/** The next message starts from nothing, also where this one was refused half-way. */
const reset = async (session: SmtpSession): Promise<void> => {
  const { replies } = await session.send({ stage: () => 'sender', parts: ['RSET\r\n'], replies: 1 });
  const [reply] = replies;
  if (reply && !isYes('RSET', reply)) session.breakOff(reply, 'sender');
};
