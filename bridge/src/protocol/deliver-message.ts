import type { Readable } from 'node:stream';
import type { DeliveryOutcome, RecipientReply, SmtpEnvelope } from '@kurrier/shared/delivery';
import type { Failure, Stage } from '@kurrier/shared/failure';
import type { DeliverySession, SmtpReply } from './delivery-session.ts';
import { createDotStuffer } from './stuff-dots.ts';
import { buildEnvelopeCommands, findObstacle } from './submission-commands.ts';

/** How long a server may take (RFC 5321 §4.5.3.2): giving up early on the answer to the content is what makes duplicates. */
const commandLimitMs = 120_000;
const contentLimitMs = 600_000;
/** What was said before a connection broke is there already, or never comes. */
const lastWordsLimitMs = 1_000;

/** Content up to this length goes out before the server has answered to the recipients. */
const shortContent = 64 * 1024;

export interface DeliverOptions {
  /**
   * Called when all of the content but its end has been sent: until this resolves the server cannot take the message.
   * Rejecting gives the message up.
   */
  beforeEnd: () => Promise<void>;
  /** The connection has rested and may be dead without having said so: the end waits for the answers to the recipients. */
  cautious?: boolean;
}

/** 421: the server closes, and does nothing of what it was sent before (RFC 5321 §3.8). */
class ServiceClosing extends Error {
  readonly reply: SmtpReply;
  constructor(reply: SmtpReply) {
    super('421');
    this.reply = reply;
  }
}

const isPositive = ({ replyCode }: SmtpReply): boolean => replyCode >= 200 && replyCode < 300;

/**
 * Hands one message over and says what that proved; never throws. MAIL, RCPT and DATA travel in one flight where the server
 * has PIPELINING (RFC 2920); where it has CHUNKING too, short content joins them and only its end, `BDAT 0 LAST`, comes after
 * (RFC 3030). A session that is still alive afterwards can take the next message.
 */
export const deliverMessage = async (
  session: DeliverySession,
  envelope: SmtpEnvelope,
  content: Buffer | Readable,
  options: DeliverOptions,
): Promise<DeliveryOutcome> => {
  const obstacle = findObstacle(envelope, session.capabilities);
  if (obstacle) {
    const failure: Failure = { ...session.classify('sender', { reply: { text: '' } }), ...obstacle, confidence: 'certain' };
    return { result: 'not-taken', failure, recipients: [] };
  }
  return new Transaction(session, envelope, options).run(content);
};

class Transaction {
  readonly #session: DeliverySession;
  readonly #envelope: SmtpEnvelope;
  readonly #options: DeliverOptions;
  readonly #recipients: RecipientReply[] = [];
  #senderFailure: Failure | undefined;
  #stage: Stage = 'sender';
  /** The end of the content was given to the system: from here on only an answer proves that the message was not taken. */
  #ended = false;

  constructor(session: DeliverySession, envelope: SmtpEnvelope, options: DeliverOptions) {
    this.#session = session;
    this.#envelope = envelope;
    this.#options = options;
  }

  async run(content: Buffer | Readable): Promise<DeliveryOutcome> {
    const { pipelining, chunking } = this.#session.capabilities;
    try {
      const oneFlight = pipelining && chunking && Buffer.isBuffer(content) && content.length <= shortContent;
      const outcome = oneFlight ? await this.#sendChunk(content) : await this.#sendData(content);
      if (outcome.result !== 'taken') await this.#reset();
      return outcome;
    } catch (error) {
      return await this.#explain(error);
    }
  }

  async #sendChunk(content: Buffer): Promise<DeliveryOutcome> {
    this.#session.write(Buffer.concat([Buffer.from(`${this.#commands().join('')}BDAT ${content.length}\r\n`), content]));
    if (this.#options.cautious) await this.#readEnvelopeReplies();
    await this.#end('BDAT 0 LAST\r\n');
    if (!this.#options.cautious) await this.#readEnvelopeReplies();
    const chunk = await this.#read('content', commandLimitMs);
    const last = await this.#read('content', contentLimitMs);
    return this.#conclude(isPositive(chunk) ? last : chunk);
  }

  async #sendData(content: Buffer | Readable): Promise<DeliveryOutcome> {
    const { pipelining } = this.#session.capabilities;
    if (pipelining) {
      this.#session.write(`${this.#commands().join('')}DATA\r\n`);
      await this.#readEnvelopeReplies();
    } else {
      await this.#askOneByOne();
      if (this.#accepted === 0) return this.#conclude();
      this.#session.write('DATA\r\n');
    }
    const go = await this.#read('content', commandLimitMs);
    if (go.replyCode !== 354) return this.#conclude(go);
    if (this.#accepted === 0) {
      // Nobody takes it, so the server gets an empty one, which it cannot deliver (RFC 2920 §3.1).
      this.#session.write('.\r\n');
      await this.#read('content', contentLimitMs);
      return this.#conclude();
    }
    const stuffDots = createDotStuffer();
    if (Buffer.isBuffer(content)) this.#session.write(stuffDots(content));
    else for await (const piece of content) await this.#session.writeAll(stuffDots(piece as Buffer));
    await this.#end('.\r\n');
    return this.#conclude(await this.#read('content', contentLimitMs));
  }

  #commands(): string[] {
    return buildEnvelopeCommands(this.#envelope, this.#session.capabilities);
  }

  async #readEnvelopeReplies(): Promise<void> {
    this.#noteSender(await this.#read('sender', commandLimitMs));
    for (const address of this.#envelope.recipients) this.#noteRecipient(address, await this.#read('recipient', commandLimitMs));
  }

  async #askOneByOne(): Promise<void> {
    const [mail, ...recipients] = this.#commands();
    this.#session.write(mail!);
    this.#noteSender(await this.#read('sender', commandLimitMs));
    if (this.#senderFailure) return;
    for (const [index, address] of this.#envelope.recipients.entries()) {
      this.#session.write(recipients[index]!);
      this.#noteRecipient(address, await this.#read('recipient', commandLimitMs));
    }
  }

  #noteSender(reply: SmtpReply): void {
    if (!isPositive(reply)) this.#senderFailure = this.#session.classify('sender', { reply });
  }

  /** What a server says of recipients after it has refused the sender is not about them. */
  #noteRecipient(address: string, reply: SmtpReply): void {
    if (this.#senderFailure) return;
    if (isPositive(reply)) this.#recipients.push({ address, accepted: true });
    else this.#recipients.push({ address, accepted: false, failure: this.#session.classify('recipient', { reply }) });
  }

  get #accepted(): number {
    return this.#recipients.filter(({ accepted }) => accepted).length;
  }

  async #read(stage: Stage, limitMs: number): Promise<SmtpReply> {
    this.#stage = stage;
    const reply = await this.#session.readReply(limitMs);
    if (reply.replyCode === 421) throw new ServiceClosing(reply);
    return reply;
  }

  async #end(end: string): Promise<void> {
    await this.#options.beforeEnd();
    // Nothing is written to a connection that broke meanwhile, so that it certainly was not taken.
    while (!this.#session.alive) await this.#read(this.#stage, lastWordsLimitMs);
    this.#ended = true;
    this.#session.write(end);
  }

  /** Every command was answered, the last one with `answer`. */
  #conclude(answer?: SmtpReply): DeliveryOutcome {
    const recipients = this.#recipients;
    if (this.#accepted > 0 && answer && isPositive(answer)) {
      const { text, replyCode, enhancedStatusCode } = answer;
      return { result: 'taken', reply: { text, replyCode, ...(enhancedStatusCode && { enhancedStatusCode }) }, recipients };
    }
    const refused = recipients.find((recipient) => !recipient.accepted);
    const failure =
      this.#senderFailure ??
      (this.#accepted === 0 ? refused?.failure : undefined) ??
      this.#session.classify('content', { reply: answer ?? { text: '' } });
    return { result: 'not-taken', failure, recipients };
  }

  /** The connection broke, the server closed it, or the content could not be read. */
  async #explain(error: unknown): Promise<DeliveryOutcome> {
    const recipients = this.#recipients;
    const said = error instanceof ServiceClosing ? error.reply : await this.#readLastWords();
    const failure = this.#session.classify(this.#stage, said ? { reply: said } : { error });
    this.#session.destroy();
    const nobodyAccepted =
      this.#senderFailure !== undefined || (recipients.length === this.#envelope.recipients.length && this.#accepted === 0);
    const certain = !this.#ended || said !== undefined || nobodyAccepted;
    return { result: certain ? 'not-taken' : 'unknown', failure, recipients };
  }

  /** A refusal that the server sent before it closed while content was still on its way. */
  async #readLastWords(): Promise<SmtpReply | undefined> {
    if (this.#ended) return undefined;
    try {
      const reply = await this.#session.readReply(lastWordsLimitMs);
      return reply.replyCode >= 400 ? reply : undefined;
    } catch {
      return undefined;
    }
  }

  async #reset(): Promise<void> {
    if (!this.#session.alive) return;
    try {
      this.#session.write('RSET\r\n');
      const reply = await this.#session.readReply(commandLimitMs);
      if (!isPositive(reply)) this.#session.destroy();
    } catch {
      this.#session.destroy();
    }
  }
}
