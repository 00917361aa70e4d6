import type { Readable } from 'node:stream';
import type { DeliveryOutcome, RecipientReply, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure, Stage } from '@kurrier/shared/failure/failure';
import type { SmtpReply } from './smtp-reply.ts';
import type { SmtpFlight, SmtpSession } from './smtp-session.ts';
import { createDotStuffer } from './dot-stuffing.ts';
import type { SubmissionCapabilities } from './ehlo-capabilities.ts';
import { buildEnvelopeCommands } from './envelope-commands.ts';

/** So long a server may be silent after the end of the content (RFC 5321 §4.5.3.2.6): giving up early is what makes duplicates. */
const contentSilenceMs = 600_000;
/** Content up to this length goes out before the server has answered to the recipients. */
const shortContent = 64 * 1024;

export interface DeliverOptions {
  /**
   * Called when DATA or BDAT has been sent and, of a long content, all but its end: until this resolves the server cannot
   * take the message. Rejecting gives the message up.
   */
  beforeEnd: () => Promise<void>;
  /** The connection has rested and may be dead without having said so: the end waits for the answers to the recipients. */
  cautious?: boolean;
  /** What was learnt of the connection from one message to the next; the same object for all of them. */
  pace?: Pace;
}

export interface Pace {
  /** How long the server took for the last envelope. */
  roundTripMs: number;
}

/** A server this near answers sooner than a durable note is written, so `beforeEnd` runs while it does; elsewhere only when it has. */
const nearMs = 5;

const accepts = ({ replyCode }: SmtpReply): boolean => replyCode >= 200 && replyCode < 300;

/** The end of a connection. `certain`: nothing that was sent before is done (421, RFC 5321 §3.8), or the end was not sent. */
class Broken extends Error {
  readonly failure: Failure;
  readonly certain: boolean;
  constructor(failure: Failure, certain: boolean) {
    super(failure.kind);
    this.failure = failure;
    this.certain = certain;
  }
}

/** One mail transaction (RFC 5321 §3.3) on a session: what was said, what was answered, and what that proves. */
export class MailTransaction {
  readonly #session: SmtpSession;
  readonly #capabilities: SubmissionCapabilities;
  readonly #envelope: SmtpEnvelope;
  readonly #options: DeliverOptions;
  readonly #recipients: RecipientReply[] = [];
  #senderFailure: Failure | undefined;
  /** Replies so far: the first is to MAIL, then one to each RCPT. */
  #replies = 0;
  /** The end of the content was given to the system: from here on only an answer proves that the message was not taken. */
  #ended = false;

  constructor(session: SmtpSession, capabilities: SubmissionCapabilities, envelope: SmtpEnvelope, options: DeliverOptions) {
    this.#session = session;
    this.#capabilities = capabilities;
    this.#envelope = envelope;
    this.#options = options;
  }

  async run(content: Buffer | Readable): Promise<DeliveryOutcome> {
    const { pipelining, chunking } = this.#capabilities;
    try {
      const inOneFlight = pipelining && chunking && Buffer.isBuffer(content) && content.length <= shortContent;
      return inOneFlight ? await this.#sendChunk(content) : await this.#sendData(content);
    } catch (error) {
      this.#session.close();
      const { failure, certain } = error instanceof Broken ? error : { failure: describeOwnError(error), certain: !this.#ended };
      if (certain || this.#nobodyTakesIt) return this.#refuse(failure);
      return { result: 'unknown', failure, recipients: this.#recipients };
    }
  }

  async #sendChunk(content: Buffer): Promise<DeliveryOutcome> {
    const flight = Buffer.concat([Buffer.from(`${this.#commands().join('')}BDAT ${content.length}\r\n`), content]);
    const answers = this.#envelope.recipients.length + 2;
    const { cautious, beforeEnd } = this.#options;
    const before = await this.#send({ stage: 'sender', parts: [flight], replies: cautious ? answers : 0 });
    await beforeEnd();
    await this.#checkConnection();
    const parts = [this.#end('BDAT 0 LAST\r\n')];
    const after = await this.#send({ stage: 'content', parts, replies: cautious ? 1 : answers + 1, silenceMs: contentSilenceMs });
    const [chunk, last] = [...before, ...after].slice(-2) as [SmtpReply, SmtpReply];
    return this.#conclude(accepts(chunk) ? last : chunk);
  }

  async #sendData(content: Buffer | Readable): Promise<DeliveryOutcome> {
    const { pace = { roundTripMs: Infinity } } = this.#options;
    const isNear = this.#capabilities.pipelining && Buffer.isBuffer(content) && pace.roundTripMs < nearMs;
    const startedAt = performance.now();
    const asking = this.#capabilities.pipelining ? this.#askAtOnce() : this.#askOneByOne();
    const [go] = await Promise.all([asking, isNear ? this.#options.beforeEnd() : undefined]);
    pace.roundTripMs = performance.now() - startedAt;
    if (go?.replyCode !== 354) return this.#conclude(go);
    // Nobody takes it, so the server gets an empty one, which it cannot deliver (RFC 2920 §3.1).
    if (this.#accepted === 0) {
      await this.#send({ stage: 'content', parts: ['.\r\n'], replies: 1, silenceMs: contentSilenceMs });
      return this.#conclude(undefined);
    }
    const [answer] = await this.#send({
      stage: 'content',
      parts: this.#contentParts(content, isNear),
      replies: 1,
      silenceMs: contentSilenceMs,
      // Refused before its end: nobody reads the rest.
      onReply: () => this.#ended || this.#session.close(),
    });
    return this.#conclude(answer);
  }

  async *#contentParts(content: Buffer | Readable, isNoted: boolean): AsyncGenerator<Buffer | string> {
    const stuffDots = createDotStuffer();
    if (!Buffer.isBuffer(content)) for await (const piece of content) yield stuffDots(piece as Buffer);
    if (!isNoted) await this.#options.beforeEnd();
    await this.#checkConnection();
    const end = this.#end('.\r\n');
    yield Buffer.isBuffer(content) ? Buffer.concat([stuffDots(content), Buffer.from(end)]) : end;
  }

  #end(line: string): string {
    this.#ended = true;
    return line;
  }

  #commands(): string[] {
    return buildEnvelopeCommands(this.#envelope, this.#capabilities);
  }

  async #askAtOnce(): Promise<SmtpReply | undefined> {
    const commands = [...this.#commands(), 'DATA\r\n'];
    return (await this.#send({ stage: 'sender', parts: [commands.join('')], replies: commands.length })).at(-1);
  }

  /** Without PIPELINING nothing more is asked than is still of use. */
  async #askOneByOne(): Promise<SmtpReply | undefined> {
    for (const command of this.#commands()) {
      await this.#send({ stage: this.#stage, parts: [command], replies: 1 });
      if (this.#senderFailure) return undefined;
    }
    return this.#accepted > 0 ? (await this.#send({ stage: 'content', parts: ['DATA\r\n'], replies: 1 })).at(-1) : undefined;
  }

  async #send(flight: SmtpFlight): Promise<SmtpReply[]> {
    let closing: Failure | undefined;
    const sent = await this.#session.send({
      ...flight,
      onReply: (reply) => {
        if (reply.replyCode === 421 || (flight.onReply && !this.#ended)) closing ??= this.#session.describeReply(reply, this.#stage);
        else this.#note(reply);
        flight.onReply?.(reply);
      },
    });
    if (closing) throw new Broken(closing, true);
    if (!sent.ok) throw new Broken(sent.failure, !this.#ended);
    return sent.value;
  }

  /** A connection that broke while nothing was sent is noticed before the end is, so that the message was certainly not taken. */
  async #checkConnection(): Promise<void> {
    while (this.#session.isClosed()) await this.#send({ stage: this.#stage, parts: [], replies: 1 });
  }

  get #stage(): Stage {
    if (this.#replies === 0) return 'sender';
    return this.#replies <= this.#envelope.recipients.length ? 'recipient' : 'content';
  }

  #note(reply: SmtpReply): void {
    const stage = this.#stage;
    const address = this.#envelope.recipients[this.#replies - 1];
    this.#replies += 1;
    if (stage === 'sender' && !accepts(reply)) this.#senderFailure = this.#session.describeReply(reply, stage);
    // What a server says of recipients after it has refused the sender is not about them.
    if (stage !== 'recipient' || this.#senderFailure || address === undefined) return;
    if (accepts(reply)) this.#recipients.push({ address, accepted: true });
    else this.#recipients.push({ address, accepted: false, failure: this.#session.describeReply(reply, stage) });
  }

  get #accepted(): number {
    return this.#recipients.filter(({ accepted }) => accepted).length;
  }

  get #nobodyTakesIt(): boolean {
    return this.#senderFailure !== undefined || (this.#accepted === 0 && this.#recipients.length === this.#envelope.recipients.length);
  }

  /** Every command was answered, the last one with `answer`. */
  #conclude(answer: SmtpReply | undefined): DeliveryOutcome {
    if (answer && accepts(answer) && this.#accepted > 0) {
      const reply = { text: this.#session.redact(answer.text), replyCode: answer.replyCode };
      return { result: 'taken', reply, recipients: this.#recipients };
    }
    return this.#refuse(answer && this.#session.describeReply(answer, 'content'));
  }

  /** The reason is the earliest thing that went wrong for everybody. */
  #refuse(failure: Failure | undefined): DeliveryOutcome {
    const refused = this.#nobodyTakesIt ? this.#recipients.find((recipient) => !recipient.accepted) : undefined;
    const reason =
      this.#senderFailure ?? (refused && !refused.accepted ? refused.failure : undefined) ?? failure ?? describeOwnError(undefined);
    return { result: 'not-taken', failure: reason, recipients: this.#recipients };
  }
}

/** Something of ours failed, above all the store: the server had no part in it. */
const describeOwnError = (error: unknown): Failure => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return { kind: 'unknown', stage: 'content', leg: 'smtp', confidence: 'certain', ...(code && { code }) };
};
