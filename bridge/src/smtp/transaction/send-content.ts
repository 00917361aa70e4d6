import type { Readable } from 'node:stream';
import type { DeliveryOutcome } from '@kurrier/shared/mail/delivery';
import { isClosing, isYes, judgeReply } from '../reply-codes.ts';
import type { SmtpReply } from '../smtp-reply.ts';
import type { FlightResult, SmtpSession } from '../smtp-session.ts';
import { createDotStuffer } from './dot-stuffing.ts';
import type { EnvelopeAnswers } from './envelope-replies.ts';
import { describeOwnError, notTaken, tryAnew } from './delivery-outcomes.ts';

/** The envelope of the next message, which travels with the end of this one's content (RFC 2920 §3.1). */
export interface NextEnvelope {
  /** MAIL, every RCPT and DATA. */
  commands: readonly string[];
  answers: EnvelopeAnswers;
}

export interface ContentToSend {
  session: SmtpSession;
  /** Of this message; the last of them was 354. */
  answers: EnvelopeAnswers;
  content: Buffer | Readable;
  /** Awaited before the end goes out; absent where that was done already. */
  beforeEnd: (() => Promise<void>) | undefined;
  next: NextEnvelope | undefined;
}

/** Sends a message's content, which the server waits for, and its end; says what the answer proves. */
export const sendContent = async ({ session, answers, content, beforeEnd, next }: ContentToSend): Promise<DeliveryOutcome> => {
  /** The end of the content was given to the system: from here on only an answer proves that the message was not taken. */
  let isEnded = false;
  const parts = async function* (): AsyncGenerator<Buffer | string> {
    const stuffDots = createDotStuffer();
    if (!Buffer.isBuffer(content)) for await (const piece of content) yield stuffDots(piece as Buffer);
    await beforeEnd?.();
    isEnded = true;
    const end = ['.\r\n', ...(next?.commands ?? [])].join('');
    yield Buffer.isBuffer(content) ? Buffer.concat([stuffDots(content), Buffer.from(end)]) : end;
  };
  let count = 0;
  const flight = await session.send({
    parts: parts(),
    replies: 1 + (next?.commands.length ?? 0),
    stage: () => 'content',
    endsContent: true,
    onReply: (reply) => {
      if (count++ > 0) next?.answers.note(reply);
    },
  });
  if (!isEnded || flight.isCut) return giveUp(session, answers, flight);
  return conclude(session, answers, flight, next?.answers);
};

/** The end of the content was not sent: the message was certainly not taken. */
const giveUp = (session: SmtpSession, answers: EnvelopeAnswers, { replies: [early], failure }: FlightResult): DeliveryOutcome => {
  session.abort();
  if (!early) return notTaken(answers, failure);
  if (judgeReply('content', early) === 'no') return notTaken(answers, session.describeReply(early, 'content'));
  return tryAnew(session.breakOff(early, 'content'));
};

/** The end of the content was sent. Only one reply, and nothing beyond what was asked, says what became of the message. */
const conclude = async (
  session: SmtpSession,
  answers: EnvelopeAnswers,
  { replies: [reply], failure }: FlightResult,
  next: EnvelopeAnswers | undefined,
): Promise<DeliveryOutcome> => {
  const { recipients } = answers;
  const unknown = (reason = describeOwnError(undefined)): DeliveryOutcome => ({ result: 'unknown', failure: reason, recipients });
  if (!reply || failure) return unknown(next?.unexpected ?? failure);
  const meaning = judgeReply('content', reply);
  if (meaning === 'unexpected') return unknown(session.breakOff(reply, 'content'));
  if (next && !(await isInStep(session, next))) return unknown(session.outOfStep ?? next.closing);
  if (isClosing(reply)) session.close();
  if (session.outOfStep) return unknown(session.outOfStep);
  if (meaning === 'yes') return { result: 'taken', reply: shown(session, reply), recipients };
  return { ...notTaken(answers, session.describeReply(reply, 'content')), endWasSent: true };
};

/**
 * Whether each reply belonged to its command: a 354 can only have answered DATA. Where DATA was refused, RSET is asked: with a reply too
 * many before it, the refusal of DATA would answer it.
 */
const isInStep = async (session: SmtpSession, next: EnvelopeAnswers): Promise<boolean> => {
  if (next.closing) session.close();
  if (next.closing || next.unexpected) return false;
  if (next.wantsContent) return true;
  const { replies, failure } = await session.send({ parts: ['RSET\r\n'], replies: 1, stage: () => 'content' });
  const [reply] = replies;
  if (reply && !isYes('RSET', reply)) session.breakOff(reply, 'content');
  return reply !== undefined && failure === undefined && session.outOfStep === undefined;
};

const shown = (session: SmtpSession, { text, replyCode }: SmtpReply): { text: string; replyCode: number } => ({
  text: session.redact(text),
  replyCode,
});
