import { codeError, ProtocolError } from '../net/protocol-error.ts';
import type { Wire } from '../net/wire.ts';

/** More lines that are none, and what speaks there is no IMAP. */
const mostStrays = 1_000;
/** So long something must follow a line that is none. */
const graceMs = 5_000;

/** Some servers put blank lines between responses. */
export const isBlank = (response: Buffer): boolean => response.length <= 256 && response.toString('latin1').trim() === '';

/** What says this speaks no IMAP. */
export const notTheProtocol = (text: string): ProtocolError => new ProtocolError({ error: { code: 'NOT_THE_PROTOCOL' }, reply: { text } });

/**
 * Lines that are neither a response nor an answer: the rest of a response that a line break tore apart. Nothing after one, and it was no IMAP
 * at all.
 */
export class StrayLines {
  readonly #wire: Wire;
  #count = 0;
  #last: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Whether one more may be passed over; the connection is lost where nothing follows it. */
  passOver(line: string): boolean {
    if (this.#count++ >= mostStrays) return false;
    this.#last = line;
    this.#timer = setTimeout(() => this.#wire.fail(notTheProtocol(line)), graceMs).unref();
    return true;
  }

  /** Something followed. */
  forgetLast(): void {
    clearTimeout(this.#timer);
    this.#last = undefined;
  }

  /** Nothing is waited for any more. */
  stopWaiting(): void {
    clearTimeout(this.#timer);
  }

  /** What a silence means: that what spoke last is no IMAP, or nothing. */
  explainSilence(): ProtocolError {
    return this.#last === undefined ? codeError('DEADLINE') : notTheProtocol(this.#last);
  }
}
