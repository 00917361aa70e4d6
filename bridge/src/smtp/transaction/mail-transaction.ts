import type { Readable } from 'node:stream';
import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { SubmissionCapabilities } from '../ehlo-capabilities.ts';
import type { SmtpSession } from '../smtp-session.ts';
import { EnvelopeAnswers } from './envelope-replies.ts';
import { buildEnvelopeCommands } from './envelope-commands.ts';
import { describeOwnError, notTaken, tryAnew } from './delivery-outcomes.ts';
import { sendContent, type NextEnvelope } from './send-content.ts';

export interface TransactionOptions {
  /**
   * Called before the end of the content can be sent: until this resolves the server cannot take the message. Rejecting gives
   * the message up.
   */
  beforeEnd: () => Promise<void>;
  /** What was learnt of the connection from one message to the next; the same object for all of them. */
  pace: Pace;
  /** The transaction that follows on this session, where its envelope may already go out with the end of this one. */
  takeNext: () => MailTransaction | undefined;
}

export interface Pace {
  /** How long the server took for the last envelope. */
  roundTripMs: number;
  /**
   * A server that answers within this is near: sooner than a durable note is written, so `beforeEnd` runs while it does, and no envelope
   * goes out ahead.
   */
  nearMs: number;
}

/**
 * One mail transaction (RFC 5321 §3.3) on a session: what was said, what was answered, and what that proves. Content follows only
 * the 354 that answered DATA, with nothing said beyond it, so nothing in it can be read as a command.
 */
export class MailTransaction implements NextEnvelope {
  readonly commands: readonly string[];
  readonly answers: EnvelopeAnswers;
  readonly #session: SmtpSession;
  readonly #pipelining: boolean;

  constructor(session: SmtpSession, capabilities: SubmissionCapabilities, envelope: SmtpEnvelope) {
    this.#session = session;
    this.#pipelining = capabilities.pipelining;
    this.commands = [...buildEnvelopeCommands(envelope, capabilities), 'DATA\r\n'];
    this.answers = new EnvelopeAnswers(envelope.recipients, session);
  }

  /** Hands the message over; its envelope first, unless that went out with the message before. */
  async run(content: Buffer | Readable, { beforeEnd, pace, takeNext }: TransactionOptions): Promise<DeliveryOutcome> {
    const isNear = pace.roundTripMs < pace.nearMs;
    const isAsked = this.answers.wantsContent;
    const isNoted = this.#pipelining && Buffer.isBuffer(content) && isNear && !isAsked;
    const startedAt = performance.now();
    try {
      const asking = isAsked ? this.#refusal() : this.#ask();
      const [refused] = await Promise.all([asking, isNoted ? beforeEnd() : undefined]);
      if (!isAsked) pace.roundTripMs = performance.now() - startedAt;
      if (refused) return refused;
      const looksAhead = this.#pipelining && Buffer.isBuffer(content) && !isNear;
      const next = looksAhead ? takeNext() : undefined;
      return await sendContent({
        session: this.#session,
        answers: this.answers,
        content,
        beforeEnd: isNoted ? undefined : beforeEnd,
        next,
      });
    } catch (error) {
      this.#session.abort();
      return notTaken(this.answers, describeOwnError(error));
    }
  }

  /** Resolves with the outcome where it ends with the envelope. */
  async #ask(): Promise<DeliveryOutcome | undefined> {
    if (this.#pipelining) return (await this.#say(this.commands)) ?? this.#refusal();
    // Without PIPELINING nothing more is asked than is still of use.
    for (const command of this.commands) {
      const ended = (this.answers.stage === 'content' ? this.#refusal() : undefined) ?? (await this.#say([command]));
      if (ended) return ended;
      if (this.answers.senderFailure) break;
    }
    return this.#refusal();
  }

  /** Sends commands of the envelope; resolves with the outcome where the dialogue ends with them. */
  async #say(commands: readonly string[]): Promise<DeliveryOutcome | undefined> {
    const { failure } = await this.#session.send({
      parts: [commands.join('')],
      replies: commands.length,
      stage: () => this.answers.stage,
      onReply: (reply) => this.answers.note(reply),
    });
    const { unexpected, closing } = this.answers;
    if (unexpected) return tryAnew(unexpected);
    if (failure && this.#session.outOfStep) return tryAnew(failure);
    if (closing) this.#session.close();
    return (closing ?? failure) && notTaken(this.answers, closing ?? failure);
  }

  /** The outcome where the answers leave nothing to be sent. */
  #refusal(): DeliveryOutcome | undefined {
    const { refusal, dataFailure, wantsContent } = this.answers;
    const reason = refusal ?? dataFailure;
    if (!reason) return undefined;
    // It waits for content that nobody is to get: even an empty one could be delivered.
    if (wantsContent) this.#session.abort();
    return notTaken(this.answers, reason);
  }
}
