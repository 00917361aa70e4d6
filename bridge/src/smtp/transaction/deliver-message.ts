import type { Readable } from 'node:stream';
import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import { readCapabilities } from '../ehlo-capabilities.ts';
import { isYes } from '../reply-codes.ts';
import type { SmtpSession } from '../smtp-session.ts';
import { findObstacle } from './envelope-commands.ts';
import { MailTransaction, type Pace, type TransactionOptions } from './mail-transaction.ts';

interface DeliverOptions extends Pick<TransactionOptions, 'beforeEnd'> {
  /**
   * Asked when the envelope of the next message could go out with the end of this one: the envelope that this session delivers next, the
   * same object, where there is one. It may have to be delivered by another session after all, when this one is closed by then.
   */
  takeNext?: () => SmtpEnvelope | undefined;
}

/** Hands one message over and says what that proved; never rejects. A session that is not closed afterwards can take the next message. */
export type DeliverMessage = (envelope: SmtpEnvelope, content: Buffer | Readable, options: DeliverOptions) => Promise<DeliveryOutcome>;

/**
 * Hands over messages on a session, one after the other. MAIL, RCPT and DATA travel in one flight where the server has PIPELINING (RFC
 * 2920); far from the server they travel with the end of the message before.
 */
export const createDeliverMessage = (session: SmtpSession, nearMs: number): DeliverMessage => {
  const capabilities = readCapabilities(session.capabilities);
  const pace: Pace = { roundTripMs: Infinity, nearMs };
  let ahead: { envelope: SmtpEnvelope; transaction: MailTransaction } | undefined;
  const isWaiting = () => ahead?.transaction.answers.wantsContent === true;

  /** The transaction of this envelope, begun already where it went out with the message before. */
  const begin = (envelope: SmtpEnvelope): MailTransaction => {
    const begun = isWaiting() ? ahead : undefined;
    ahead = undefined;
    if (begun?.envelope === envelope) return begun.transaction;
    // It waits for the content of another message.
    if (begun) session.abort();
    return new MailTransaction(session, capabilities, envelope);
  };

  return async (envelope, content, { beforeEnd, takeNext }) => {
    const obstacle = findObstacle(envelope, capabilities);
    if (obstacle)
      return { result: 'not-taken', failure: { ...obstacle, stage: 'sender', leg: 'smtp', confidence: 'certain' }, recipients: [] };
    const take = () => {
      const next = takeNext?.();
      if (!next || findObstacle(next, capabilities)) return undefined;
      ahead = { envelope: next, transaction: new MailTransaction(session, capabilities, next) };
      return ahead.transaction;
    };
    const outcome = await begin(envelope).run(content, { beforeEnd, pace, takeNext: take });
    if (outcome.result === 'not-taken' && !session.isClosed() && !isWaiting()) await reset(session);
    return outcome;
  };
};

/** The next message starts from nothing, also where this one was refused half-way. */
const reset = async (session: SmtpSession): Promise<void> => {
  const { replies } = await session.send({ stage: () => 'sender', parts: ['RSET\r\n'], replies: 1 });
  const [reply] = replies;
  if (reply && !isYes('RSET', reply)) session.breakOff(reply, 'sender');
};
