import { closedCodes } from '../net/closed-codes.ts';
import { codeError, codeOf, replyError } from '../net/protocol-error.ts';
import { isYes } from './reply-codes.ts';
import { readSmtpReply, type SmtpReply } from './smtp-reply.ts';
import { readSurplus } from './read-surplus.ts';
import type { Wire } from '../net/wire.ts';

/** What an address literal of EHLO says (RFC 5321 §4.1.3): nothing about this computer's name or network. */
const greetingName = '[127.0.0.1]';
/** Of a command or its parameter: not known, or not implemented (RFC 5321 §4.2.2). */
const notKnown: ReadonlySet<number> = new Set([500, 501, 502, 504]);

/** An SMTP dialogue on a wire: commands in order, replies in order, several commands in one flight where the caller knows that it may. */
export class SmtpConnection {
  readonly wire: Wire;
  /** EHLO keyword → its parameters, in capitals. */
  capabilities: ReadonlyMap<string, readonly string[]> = new Map();
  /** The newest reply where it was a refusal: what a server says before it closes is often said to the command before. */
  #lastRefusal: SmtpReply | undefined;

  constructor(wire: Wire) {
    this.wire = wire;
  }

  /** Reads the greeting; anything but 220 is a refusal. */
  async greet(): Promise<string> {
    const greeting = await readSmtpReply(this.wire);
    if (!isYes('greeting', greeting)) throw replyError(greeting, { stage: 'greeting' });
    return greeting.text;
  }

  /** EHLO, and HELO for servers that do not know it or what it says (RFC 5321 §3.2); keeps the capabilities. */
  async sayHello(): Promise<void> {
    let reply = await this.command(`EHLO ${greetingName}`);
    if (notKnown.has(reply.replyCode)) reply = await this.command(`HELO ${greetingName}`);
    if (!isYes('EHLO', reply)) throw replyError(reply, { stage: 'capabilities' });
    this.capabilities = parseCapabilities(reply.lines.slice(1));
  }

  /** Mechanisms of AUTH, in capitals; undefined when AUTH is not offered. `AUTH=LOGIN` is how some old servers say it. */
  get authMechanisms(): readonly string[] | undefined {
    return this.capabilities.get('AUTH');
  }

  async command(line: string): Promise<SmtpReply> {
    const [reply] = await this.flight([line]);
    return reply!;
  }

  /**
   * Sends several commands at once and reads as many replies (RFC 2920); fewer, but at least one, where the server closed before
   * it had answered them all. Rejects where more was said before than had been asked.
   */
  async flight(lines: readonly string[]): Promise<SmtpReply[]> {
    this.requireSilence();
    this.wire.write(lines.map((line) => `${line}\r\n`).join(''));
    const replies: SmtpReply[] = [];
    try {
      while (replies.length < lines.length) replies.push(await readSmtpReply(this.wire));
    } catch (error) {
      if (replies.length > 0 && this.wire.failure) return replies;
      throw this.#lastRefusal && closedCodes.has(codeOf(error)) ? replyError(this.#lastRefusal) : error;
    }
    const last = replies.at(-1)!;
    this.#lastRefusal = last.replyCode >= 400 ? last : undefined;
    return replies;
  }

  /** Throws where something lies there that nobody asked for: its words where they are a refusal, else that the dialogue is out of step. */
  requireSilence(): void {
    const surplus = readSurplus(this.wire);
    if (!surplus) return;
    throw surplus.replyCode >= 400 ? replyError(surplus) : codeError('OUT_OF_STEP', { reply: surplus });
  }
}

const parseCapabilities = (lines: readonly string[]): Map<string, string[]> => {
  const found = new Map<string, Set<string>>();
  for (const line of lines) {
    const [keyword = '', ...parameters] = line
      .trim()
      .toUpperCase()
      .replace(/^AUTH=/, 'AUTH ')
      .split(/\s+/);
    const known = found.get(keyword) ?? new Set();
    for (const parameter of parameters) known.add(parameter);
    found.set(keyword, known);
  }
  return new Map([...found].map(([keyword, parameters]) => [keyword, [...parameters]]));
};
