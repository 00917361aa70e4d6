import type { RecipientReply } from '@kurrier/shared/mail/delivery';
import type { Failure, Stage } from '@kurrier/shared/failure/failure';
import { isClosing, judgeReply } from '../reply-codes.ts';
import type { SmtpReply } from '../smtp-reply.ts';
import type { SmtpSession } from '../smtp-session.ts';

/** The answers to MAIL, every RCPT and DATA of one transaction (RFC 5321 §3.3), as they come, and what they prove together. */
export class EnvelopeAnswers {
  /** A reply came that answers nothing that was asked: none of the answers can be relied on, and the session is closed. */
  unexpected: Failure | undefined;
  /** The server closes, whatever it had said before. */
  closing: Failure | undefined;
  senderFailure: Failure | undefined;
  /** Those that were answered. */
  readonly recipients: RecipientReply[] = [];
  /** DATA was refused. */
  dataFailure: Failure | undefined;
  /** The server waits for content: 354. */
  wantsContent = false;
  readonly #addresses: readonly string[];
  readonly #session: Pick<SmtpSession, 'describeReply' | 'breakOff'>;
  #count = 0;

  constructor(addresses: readonly string[], session: Pick<SmtpSession, 'describeReply' | 'breakOff'>) {
    this.#addresses = addresses;
    this.#session = session;
  }

  /** What the next reply is about. */
  get stage(): Stage {
    if (this.#count === 0) return 'sender';
    return this.#count <= this.#addresses.length ? 'recipient' : 'content';
  }

  /** Whether somebody is to get the message. */
  get hasRecipient(): boolean {
    return this.recipients.some(({ accepted }) => accepted);
  }

  /** Why nobody can get it: the earliest refusal that is about everybody. */
  get refusal(): Failure | undefined {
    if (this.senderFailure) return this.senderFailure;
    const [first] = this.recipients;
    return this.recipients.length === this.#addresses.length && first && !first.accepted && !this.hasRecipient ? first.failure : undefined;
  }

  /** Takes the next reply. */
  note(reply: SmtpReply): void {
    const { stage } = this;
    const address = this.#addresses[this.#count - 1];
    const meaning = judgeReply(stage === 'sender' ? 'MAIL' : stage === 'recipient' ? 'RCPT' : 'DATA', reply);
    this.#count += 1;
    // Whatever follows the announcement that the server closes is not about the message.
    if (this.closing) return;
    if (meaning === 'unexpected') this.unexpected ??= this.#session.breakOff(reply, stage);
    else if (isClosing(reply)) this.closing ??= this.#session.describeReply(reply, stage);
    else if (stage === 'sender') this.senderFailure = meaning === 'no' ? this.#session.describeReply(reply, stage) : undefined;
    else if (stage === 'recipient' && address !== undefined) this.#noteRecipient(address, meaning, reply);
    else if (meaning === 'no') this.dataFailure = this.#session.describeReply(reply, stage);
    else this.wantsContent = true;
  }

  #noteRecipient(address: string, meaning: 'yes' | 'no', reply: SmtpReply): void {
    // What a server says of recipients after it has refused the sender is not about them.
    if (this.senderFailure) return;
    if (meaning === 'yes') this.recipients.push({ address, accepted: true });
    else this.recipients.push({ address, accepted: false, failure: this.#session.describeReply(reply, 'recipient') });
  }
}
