import { createQueue } from '../async/serial-queue.ts';
import { asProtocolError, codeError, ProtocolError, replyError } from '../net/protocol-error.ts';
import { decodeWords } from '../net/decode-server-text.ts';
import { parseImapCapabilities, parseStatusLine, scanImapResponse, type ImapReply } from './grammar/response.ts';
import { withClosingResponse } from './response-before-close.ts';
import { isBlank, notTheProtocol, StrayLines } from './stray-lines.ts';
import { sendImapCommand, type CommandOptions, type CommandParts, type RunningCommand } from './write-command.ts';
import type { Wire } from '../net/wire.ts';

interface Running extends CommandOptions, RunningCommand {
  notices: string[];
}

const maxNotices = 20;
const longestNotice = 4_000;
const byeGraceMs = 1000;
/** Before sign-in nothing that a server has to say is long. */
const maxResponseBytes = 64 * 1024;
const maxResponsesBeforeSignIn = 500;

const replyOf = (line: string, { status, words, responseCode }: Omit<ImapReply, 'text' | 'notices'>, notices: string[]): ImapReply => ({
  status,
  words,
  notices,
  text: [...notices, line].join('\n'),
  ...(responseCode !== undefined && { responseCode }),
});

/** A line that may say why something is refused, or what the server can do; codes such as those of an opened mailbox say neither. */
const mayExplain = /^\* (?:OK(?! \[(?!ALERT|CAPABILITY))|NO|BAD|BYE|CAP)/i;

/** Who reads a connection after it was handed over. */
export interface ResponseTaker {
  /** Takes one response, whole and bounded; while its promise is pending, nothing more is read. */
  take: (response: Buffer) => void | Promise<void>;
  /** Nothing more will come. */
  end: (reason: ProtocolError) => void;
}

/**
 * An IMAP dialogue on a wire. Commands may be sent before earlier ones are answered: untagged responses belong to the oldest, answers find
 * their command by tag. Nothing is read while no command runs.
 */
export class ImapConnection {
  readonly wire: Wire;
  /** In capitals; undefined while the server has not told them. */
  capabilities: ReadonlySet<string> | undefined;
  /** Raised when the session is signed in. */
  limits = { responseBytes: maxResponseBytes, responses: maxResponsesBeforeSignIn };
  #responses = 0;
  readonly #strays: StrayLines;
  #tags = 0;
  #running: Running[] = [];
  #isPumping = false;
  #bye: string | undefined;
  readonly #inTurn = createQueue();
  #taker: ResponseTaker | undefined;

  constructor(wire: Wire) {
    this.wire = wire;
    this.#strays = new StrayLines(wire);
  }

  /** Reads the greeting: OK or PREAUTH; BYE is a refusal, and so are NO and BAD of proxies; anything else is no IMAP. */
  async greet(): Promise<{ text: string; isSignedIn: boolean }> {
    const text = await this.#readLine();
    const status = text.startsWith('* ') ? parseStatusLine(text) : undefined;
    if (status?.status === 'BYE' || status?.status === 'NO' || status?.status === 'BAD')
      throw replyError({ text, status: status.status }, { stage: 'greeting' });
    if (status?.status !== 'OK' && status?.status !== 'PREAUTH')
      throw new ProtocolError({ ...notTheProtocol(text).evidence, stage: 'greeting' });
    this.capabilities = parseImapCapabilities(text);
    return { text, isSignedIn: status.status === 'PREAUTH' };
  }

  /** The untagged NO, BAD and ALERT lines that the oldest running command has been told. */
  get notices(): readonly string[] {
    return this.#running[0]?.notices ?? [];
  }

  get isBusy(): boolean {
    return this.#running.length > 0;
  }

  /** Sends a command and resolves with its answer, whatever its status; rejects when there will be none. */
  command(parts: string | CommandParts, options: CommandOptions = {}): Promise<ImapReply> {
    const tag = `k${++this.#tags}`;
    return new Promise((resolve, reject) => {
      const running: Running = { ...options, tag, notices: [], resolve, reject };
      this.#running.push(running);
      this.#inTurn(() => sendImapCommand(this.wire, running, typeof parts === 'string' ? [parts] : parts, this.capabilities)).catch(reject);
      void this.#pump();
    });
  }

  /** Gives the connection to another reader and writer. What answers a command that was sent before still goes to whoever sent it. */
  handOver(taker: ResponseTaker): void {
    this.#taker = taker;
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (this.#running.length > 0 || this.#taker)
        await this.#dispatch(await this.wire.read(scanImapResponse, this.#running[0]?.maxResponseBytes ?? this.limits.responseBytes));
    } catch (error) {
      const reason = this.#bye
        ? replyError({ text: this.#bye, status: 'BYE' })
        : withClosingResponse(error, { notices: this.notices, unread: this.wire.unread });
      for (const { reject } of this.#running.splice(0)) reject(reason);
      this.#taker?.end(asProtocolError(reason));
    } finally {
      this.#strays.stopWaiting();
      this.#isPumping = false;
    }
  }

  async #dispatch(response: Buffer): Promise<void> {
    if (++this.#responses > this.limits.responses) throw codeError('LINE_TOO_LONG');
    // Some servers put blank lines between responses.
    if (isBlank(response)) return;
    if (this.#taker && !this.#answersOwnCommand(response)) {
      this.#notice(undefined, response);
      return this.#taker.take(response);
    }
    const oldest = this.#running[0]!;
    this.#strays.forgetLast();
    if (response[0] === 0x2b) return this.#continue(oldest, response.toString().slice(1).trim());
    if (response[0] === 0x2a) {
      this.#notice(oldest, response);
      await oldest.onUntagged?.(response);
      return;
    }
    const line = decodeWords(response).replace(/\r?\n$/, '');
    const status = parseStatusLine(line);
    if (!status && this.#strays.passOver(line)) return oldest.onUntagged?.(response);
    const at = this.#running.findIndex(({ tag }) => tag === status?.tag);
    // wp.pl says its BYE with a tag.
    if (status?.status === 'BYE') throw replyError({ text: line, status: 'BYE' });
    if (!status || at < 0 || status.status === 'PREAUTH') throw notTheProtocol(line);
    this.capabilities = parseImapCapabilities(line) ?? this.capabilities;
    const [running] = this.#running.splice(at, 1);
    running!.resolve(replyOf(line, { ...status, status: status.status }, running!.notices));
  }

  #answersOwnCommand(response: Buffer): boolean {
    const tag = response.toString('latin1', 0, 24).split(' ', 1)[0];
    return this.#running.some((running) => running.tag === tag);
  }

  /** What a silence means: that what spoke last is no IMAP, or nothing. */
  explainSilence(): ProtocolError {
    return this.#strays.explainSilence();
  }

  async #continue(running: Running, text: string): Promise<void> {
    const waiting = this.#running.find(({ continueLiteral }) => continueLiteral);
    if (waiting?.continueLiteral) {
      const proceed = waiting.continueLiteral;
      waiting.continueLiteral = undefined;
      return proceed();
    }
    const authenticating = this.#running.find(({ onContinue }) => onContinue) ?? running;
    const answer = await authenticating.onContinue?.(text);
    if (answer !== undefined) this.wire.write(`${answer}\r\n`);
  }

  /**
   * After a BYE the server closes (RFC 9051 §7.1.5), some with the tagged answer in between. One that leaves the connection
   * open has said its last word all the same.
   */
  #endAfterBye(line: string): void {
    this.#bye = line;
    setTimeout(() => this.wire.fail(replyError({ text: line, status: 'BYE' })), byeGraceMs).unref();
  }

  /** Keeps what a later refusal may be explained by. */
  #notice(running: Running | undefined, response: Buffer): void {
    // Only status lines and capabilities matter here; the rest of a long sync goes by with one comparison.
    if (response[0] !== 0x2a || !mayExplain.test(response.toString('latin1', 0, 20))) return;
    const line = decodeWords(response).replace(/\r?\n$/, '');
    this.capabilities = parseImapCapabilities(line) ?? this.capabilities;
    const status = parseStatusLine(line);
    if (!status) return;
    if (status.status === 'BYE') this.#endAfterBye(line);
    if (running && (status.status !== 'OK' || status.responseCode === 'ALERT') && running.notices.length < maxNotices)
      running.notices.push(line.slice(0, longestNotice));
  }

  /** The first line that is not blank. */
  async #readLine(): Promise<string> {
    try {
      for (let tries = 0; ; tries++) {
        const line = await this.wire.read(scanImapResponse, this.limits.responseBytes);
        if (tries >= 10 || !isBlank(line)) return decodeWords(line).replace(/\r?\n$/, '');
      }
    } catch (error) {
      throw withClosingResponse(error, { notices: [], unread: this.wire.unread });
    }
  }
}
