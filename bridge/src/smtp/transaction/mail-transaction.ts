import type { Readable } from 'node:stream';
import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import { EnvelopeAnswers } from './envelope-answers.ts';
import { isClosing, judgeReply } from '../reply-codes.ts';
import type { SmtpReply } from '../smtp-reply.ts';
import type { FlightResult, SmtpSession } from '../smtp-session.ts';
import { createDotStuffer } from './dot-stuffing.ts';
import type { SubmissionCapabilities } from '../ehlo-capabilities.ts';
import { buildEnvelopeCommands } from './envelope-commands.ts';

export interface DeliverOptions {
  /**
   * Called before the end of the content can be sent: until this resolves the server cannot take the message. Rejecting gives
   * the message up.
   */
  beforeEnd: () => Promise<void>;
  /** What was learnt of the connection from one message to the next; the same object for all of them. */
  pace?: Pace;
}

export interface Pace {
  /** How long the server took for the last envelope. */
  roundTripMs: number;
}

/** A server this near answers sooner than a durable note is written, so `beforeEnd` runs while it does; elsewhere only when it has. */
const nearMs = 5;

/**
 * One mail transaction (RFC 5321 §3.3) on a session: what was said, what was answered, and what that proves. Content follows only
 * the 354 that answered DATA, with nothing said beyond it, so nothing in it can be read as a command.
 */
export class MailTransaction {
  readonly #session: SmtpSession;
  readonly #capabilities: SubmissionCapabilities;
  readonly #envelope: SmtpEnvelope;
  readonly #options: DeliverOptions;
  readonly #answers: EnvelopeAnswers;
  /** The end of the content was given to the system: from here on only an answer proves that the message was not taken. */
  #ended = false;

  constructor(session: SmtpSession, capabilities: SubmissionCapabilities, envelope: SmtpEnvelope, options: DeliverOptions) {
    this.#session = session;
    this.#capabilities = capabilities;
    this.#envelope = envelope;
    this.#options = options;
    this.#answers = new EnvelopeAnswers(envelope.recipients, (reply, stage) => session.describeReply(reply, stage));
  }

  async run(content: Buffer | Readable): Promise<DeliveryOutcome> {
    const { pace = { roundTripMs: Infinity } } = this.#options;
    const { pipelining } = this.#capabilities;
    const isNoted = pipelining && Buffer.isBuffer(content) && pace.roundTripMs < nearMs;
    const startedAt = performance.now();
    try {
      const asking = pipelining ? this.#askAtOnce() : this.#askOneByOne();
      const [refused] = await Promise.all([asking, isNoted ? this.#options.beforeEnd() : undefined]);
      pace.roundTripMs = performance.now() - startedAt;
      return refused ?? (await this.#sendContent(content, isNoted));
    } catch (error) {
      this.#session.abort();
      return this.#notTaken(describeOwnError(error));
    }
  }

  async #askAtOnce(): Promise<DeliveryOutcome | undefined> {
    return (await this.#ask([...this.#commands(), 'DATA\r\n'])) ?? this.#refusal();
  }

  /** Without PIPELINING nothing more is asked than is still of use. */
  async #askOneByOne(): Promise<DeliveryOutcome | undefined> {
    for (const command of this.#commands()) {
      const ended = await this.#ask([command]);
      if (ended ?? this.#answers.senderFailure) return ended ?? this.#refusal();
    }
    return this.#refusal() ?? (await this.#ask(['DATA\r\n'])) ?? this.#refusal();
  }

  #commands(): string[] {
    return buildEnvelopeCommands(this.#envelope, this.#capabilities);
  }

  /** Sends commands of the envelope; resolves with the outcome where the dialogue ends with them. */
  async #ask(commands: readonly string[]): Promise<DeliveryOutcome | undefined> {
    const { failure } = await this.#session.send({
      parts: [commands.join('')],
      replies: commands.length,
      stage: () => this.#answers.stage,
      onReply: (reply) => this.#answers.note(reply),
    });
    const { unexpected, closing } = this.#answers;
    if (unexpected) return tryAnew(this.#session.breakOff(unexpected.reply, unexpected.stage));
    if (failure && this.#session.outOfStep) return tryAnew(failure);
    if (closing) this.#session.close();
    return (closing ?? failure) && this.#notTaken(closing ?? failure);
  }

  /** The outcome where the answers leave nothing to be sent. */
  #refusal(): DeliveryOutcome | undefined {
    const { refusal, dataFailure, wantsContent } = this.#answers;
    const reason = refusal ?? dataFailure;
    if (!reason) return undefined;
    // It waits for content that nobody is to get: even an empty one could be delivered.
    if (wantsContent) this.#session.abort();
    return this.#notTaken(reason);
  }

  async #sendContent(content: Buffer | Readable, isNoted: boolean): Promise<DeliveryOutcome> {
    const flight = await this.#session.send({
      parts: this.#contentParts(content, isNoted),
      replies: 1,
      stage: () => 'content',
      endsContent: true,
    });
    return this.#ended && !flight.isCut ? this.#conclude(flight) : this.#giveUp(flight);
  }

  async *#contentParts(content: Buffer | Readable, isNoted: boolean): AsyncGenerator<Buffer | string> {
    const stuffDots = createDotStuffer();
    if (!Buffer.isBuffer(content)) for await (const piece of content) yield stuffDots(piece as Buffer);
    if (!isNoted) await this.#options.beforeEnd();
    this.#ended = true;
    yield Buffer.isBuffer(content) ? Buffer.concat([stuffDots(content), Buffer.from('.\r\n')]) : '.\r\n';
  }

  /** The end of the content was not sent: the message was certainly not taken. */
  #giveUp({ replies: [early], failure }: FlightResult): DeliveryOutcome {
    this.#session.abort();
    if (!early) return this.#notTaken(failure);
    if (judgeReply('content', early) === 'no') return this.#notTaken(this.#session.describeReply(early, 'content'));
    return tryAnew(this.#session.breakOff(early, 'content'));
  }

  /** The end of the content was sent. Only one reply, and nothing beyond it, says what became of the message. */
  #conclude({ replies: [reply], failure }: FlightResult): DeliveryOutcome {
    const { recipients } = this.#answers;
    const lost = failure ?? (reply ? undefined : describeOwnError(undefined));
    if (lost || !reply) return { result: 'unknown', failure: lost!, recipients };
    const meaning = judgeReply('content', reply);
    if (meaning === 'yes') return { result: 'taken', reply: this.#shown(reply), recipients };
    if (isClosing(reply)) this.#session.close();
    if (meaning === 'unexpected') return { result: 'unknown', failure: this.#session.breakOff(reply, 'content'), recipients };
    return { ...this.#notTaken(this.#session.describeReply(reply, 'content')), endWasSent: true };
  }

  #shown({ text, replyCode }: SmtpReply): { text: string; replyCode: number } {
    return { text: this.#session.redact(text), replyCode };
  }

  /** The reason is the earliest thing that went wrong for everybody. */
  #notTaken(failure: Failure | undefined) {
    const { refusal, recipients } = this.#answers;
    return { result: 'not-taken' as const, failure: refusal ?? failure ?? describeOwnError(undefined), recipients };
  }
}

/** Nothing that was answered can be relied on, and no content was sent. */
const tryAnew = (failure: Failure): DeliveryOutcome => ({ result: 'not-taken', failure, recipients: [] });

/** Something of ours failed, above all the store: the server had no part in it. */
const describeOwnError = (error: unknown): Failure => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return { kind: 'unknown', stage: 'content', leg: 'smtp', confidence: 'certain', ...(code && { code }) };
};
