import { Duplex } from 'node:stream';
import { codeError, type ProtocolError } from '../../net/protocol-error.ts';
import { decodeWords } from '../../net/decode-server-text.ts';
import { parseStatusLine } from '../grammar/response.ts';
import { rewriteResponse } from './rewrite-response.ts';
import type { HandedOver, OwnedImapSession } from '../create-imap-session.ts';

/** Ranges of a message that are fetched at once, and what stands around them; nothing else that is asked for on demand is longer. */
const maxResponseBytes = 2 * 1024 * 1024;
/** What a server may say between two commands; one that goes on and on is cut off. */
const mostResponses = 10_000;
const mostBytes = 6 * 1024 * 1024;
/** Refusals are remembered to be explained; longer ones are cut. */
const longestRefusal = 4_000;
const refusal = /^\S{1,20} (?:NO|BAD)\b/i;

/** What imapflow asks before it opens a mailbox: whether it is there, and what separates the levels of names. */
const listOne = /^(?<tag>\S{1,20}) (?<verb>LIST|LSUB) "" (?<name>"(?:[^"\\*%]|\\.)*"|[^\s"{*%]+)\r\n$/;
const longestList = 2_000;

/**
 * A signed-in connection as the stream that imapflow wants. It keeps what our own session guarantees: responses are read whole, bounded and
 * with our repairs, BYE and silence end the connection as a `ProtocolError`. The greeting is ours, a PREAUTH with the capabilities that
 * cost imapflow no flight of their own; what it lists before it opens a mailbox is answered here, since the sync knows it.
 */
export class ImapDuplex extends Duplex {
  readonly #handed: HandedOver;
  readonly #delimiter: string;
  #wake: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #silenceMs = 0;
  #failure: ProtocolError | undefined;
  #refusal: string | undefined;
  #responses = 0;
  #bytes = 0;

  constructor(session: OwnedImapSession, { delimiter, greeting }: { delimiter: string | null; greeting: string }) {
    super({ allowHalfOpen: false });
    this.#delimiter = delimiter === null ? 'NIL' : `"${delimiter.replace(/["\\]/, String.raw`\$&`)}"`;
    this.push(greeting);
    this.#handed = session.handOver({ take: (response) => this.#take(response), end: (reason) => this.#end(reason) }, { maxResponseBytes });
  }

  /** Why the connection is over; undefined while it is not. */
  get failure(): ProtocolError | undefined {
    return this.#failure;
  }

  /**
   * The server's words of the last refused command since this was asked for last: imapflow answers some refusals with nothing but `false`.
   */
  takeRefusal(): string | undefined {
    const words = this.#refusal;
    this.#refusal = undefined;
    return words;
  }

  /** As `net.Socket` has it: emits `timeout` after so long without traffic; 0 is never. */
  setTimeout(ms: number): this {
    this.#silenceMs = ms;
    this.#arm();
    return this;
  }

  /** Whoever takes something works on it next. */
  override read(size?: number): unknown {
    this.#handed.noteWork();
    return super.read(size);
  }

  override _read(): void {
    this.#wake?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#arm();
    this.#responses = 0;
    this.#bytes = 0;
    const listed = chunk.length <= longestList ? listOne.exec(chunk.toString())?.groups : undefined;
    if (listed) {
      this.push(`* ${listed.verb} () ${this.#delimiter} ${listed.name}\r\n${listed.tag} OK known from the sync\r\n`);
      done();
      return;
    }
    void this.#send(chunk, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#wake?.();
    this.#handed.close();
    done(error);
  }

  async #send(chunk: Buffer, done: (error?: Error | null) => void): Promise<void> {
    let failure: Error | null = null;
    try {
      await this.#handed.write(chunk);
    } catch (error) {
      failure = error instanceof Error ? error : new Error('not written', { cause: error });
    }
    done(failure);
  }

  #take(response: Buffer): void | Promise<void> {
    this.#bytes += response.length;
    if (++this.#responses > mostResponses || this.#bytes > mostBytes) throw codeError('TOO_MANY_RESPONSES');
    this.#arm();
    if (refusal.test(response.toString('latin1', 0, 32))) this.#refusal = decodeWords(response.subarray(0, longestRefusal)).trimEnd();
    if (this.destroyed || this.push(rewriteResponse(response))) return undefined;
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }

  #end(reason: ProtocolError): void {
    this.#failure ??= reason;
    if (!this.destroyed) this.push(null);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#silenceMs > 0 && !this.destroyed) this.#timer = setTimeout(() => this.emit('timeout'), this.#silenceMs).unref();
  }
}

/** A refusal's words as the evidence that our own session would have. */
export const parseRefusal = (words: string): { status: 'NO' | 'BAD'; text: string; responseCode: string | undefined } => {
  const parsed = parseStatusLine(words);
  return { status: parsed?.status === 'BAD' ? 'BAD' : 'NO', text: words, responseCode: parsed?.responseCode };
};
