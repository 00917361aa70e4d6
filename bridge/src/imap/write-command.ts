import type { ImapReply } from './grammar/response.ts';
import { codeError } from '../net/protocol-error.ts';
import type { Wire } from '../net/wire.ts';

/** What is done while a command runs. */
export interface CommandOptions {
  /**
   * Takes each untagged response, literals included, with its line end. While a promise that it returns is pending, nothing more is read.
   */
  onUntagged?: (response: Buffer) => void | Promise<void>;
  /**
   * Answers a continuation request that is not about a literal; gets its text, and returns what to send before CRLF. Nothing is read
   * meanwhile.
   */
  onContinue?: (text: string) => string | undefined | Promise<string | undefined>;
  /** A response larger than this is not read, and the connection lost; the connection's own limit unless told. */
  maxResponseBytes?: number;
}

/** A literal whose bytes are read as they are sent. */
interface LiteralStream {
  length: number;
  pieces: AsyncIterable<Uint8Array>;
}

/** Text, and between it bytes that are sent as literals. */
export type CommandParts = readonly (string | Uint8Array | LiteralStream)[];

/** A command that was sent, or is being sent, and not answered yet. */
export interface RunningCommand {
  tag: string;
  /** Set while a literal waits for the server's consent. */
  continueLiteral?: (() => void) | undefined;
  resolve: (reply: ImapReply) => void;
  reject: (error: Error) => void;
}

/** Sends one command, its literals at once where the server allows that (RFC 7888), else each after the server's consent. */
export const sendImapCommand = async (
  wire: Wire,
  running: RunningCommand,
  parts: CommandParts,
  capabilities: ReadonlySet<string> | undefined,
): Promise<void> => {
  let line = `${running.tag} `;
  for (const part of parts) {
    if (typeof part === 'string') {
      line += part;
      continue;
    }
    const atOnce = goesAtOnce(part.length, capabilities);
    const consent = atOnce ? undefined : new Promise<void>((resolve) => (running.continueLiteral = resolve));
    await wire.writeAll(`${line}{${part.length}${atOnce ? '+' : ''}}\r\n`);
    line = '';
    // The server may refuse the literal with its final answer; then the rest must not be sent.
    if (consent && !(await isWanted(running, consent))) return;
    if (part instanceof Uint8Array) await wire.writeAll(part);
    else await sendPieces(wire, part);
  }
  wire.write(`${line}\r\n`);
};

/** Once a length was announced, nothing else can be sent before so many bytes. */
const sendPieces = async (wire: Wire, { length, pieces }: LiteralStream): Promise<void> => {
  let left = length;
  try {
    for await (const piece of pieces) {
      left -= piece.length;
      if (left >= 0) await wire.writeAll(piece);
    }
  } finally {
    if (left !== 0) wire.fail(codeError('LITERAL_INCOMPLETE'));
  }
};

/** LITERAL+ always, LITERAL- up to 4096 bytes. */
const goesAtOnce = (length: number, capabilities: ReadonlySet<string> = new Set()): boolean =>
  capabilities.has('LITERAL+') || ((capabilities.has('LITERAL-') || capabilities.has('IMAP4REV2')) && length <= 4096);

const isWanted = (running: RunningCommand, consent: Promise<void>): Promise<boolean> => {
  const { promise: ended, resolve: end } = Promise.withResolvers<false>();
  const { resolve, reject } = running;
  running.resolve = (reply) => {
    end(false);
    resolve(reply);
  };
  running.reject = (error) => {
    end(false);
    reject(error);
  };
  return Promise.race([consent.then(() => true), ended]);
};
