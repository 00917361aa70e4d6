import type { ConnectionSecurity } from '@kurrier/shared/account/connection';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Attempt } from '../net/attempt.ts';
import type { CommandParts } from './write-command.ts';
import type { OpenImap } from './connect-imap.ts';
import { replyError } from '../net/protocol-error.ts';
import type { ResponseTaker } from './imap-connection.ts';

/** The server's consent to a command: the tagged OK. */
interface ImapAnswer {
  /** `READ-ONLY`, `COPYUID`; with its arguments in `text`. */
  responseCode: string | undefined;
  /** The tagged line, and the NO, BAD and ALERT lines before it. */
  text: string;
}

interface ImapCommandOptions {
  /** Takes each untagged response with its literals and line end. While a promise that it returns is pending, nothing more is read. */
  onUntagged?: (response: Buffer) => void | Promise<void>;
  /** So long the server may say nothing at all; a minute unless told. */
  silenceMs?: number;
  /** The largest response that is read; 256 MiB unless told. */
  maxResponseBytes?: number;
}

/**
 * A signed-in IMAP connection. Commands may be sent without waiting for earlier answers: untagged responses go to the oldest command that
 * runs. A refused command (NO, BAD) is a failure and leaves the session usable; when `closed` has settled, nothing is.
 */
export interface OwnedImapSession extends Disposable {
  /** In capitals, as told after the sign-in. */
  capabilities(): ReadonlySet<string>;
  security: ConnectionSecurity;
  certificate: Certificate | undefined;
  /** Sends a command; bytes between its texts go as literals. */
  command(parts: string | CommandParts, options?: ImapCommandOptions): Promise<Outcome<ImapAnswer, Failure>>;
  /**
   * IDLE (RFC 2177), until `signal` is aborted: then DONE is sent and the answer awaited. Servers end it after half an hour; whoever wants
   * more calls again.
   */
  idle(options: { onUntagged: (response: Buffer) => void | Promise<void>; signal: AbortSignal }): Promise<Outcome<ImapAnswer, Failure>>;
  /**
   * Gives the connection to another reader and writer; no command of this session may run afterwards. Each response it gets is whole and at
   * most `maxResponseBytes` long.
   */
  handOver(taker: ResponseTaker, options: { maxResponseBytes: number }): HandedOver;
  /** Classifies what went wrong on the connection. */
  describe(error: unknown): Failure;
  /** Bytes that went over the connection since it was opened. */
  traffic(): { received: number; sent: number };
  /** Settles when the connection is gone, for whatever reason. */
  closed: Promise<void>;
  /** Says LOGOUT, does not wait for the answer, and closes. */
  close(): void;
}

/** What the new owner of a connection can do with it. */
export interface HandedOver {
  /** Sends, and resolves when the system took the bytes. */
  write(data: Uint8Array): Promise<void>;
  /** Before what the server said is worked on: its name for whoever watches the event loop. */
  noteWork(): void;
  /** Says LOGOUT, and closes. */
  close(): void;
}

/** Whoever fetches more says so: no other response, one that comes in an IDLE included, is longer. */
const maxResponseBytes = 4 * 1024 * 1024;
const defaultSilenceMs = 60_000;
/** An IDLE is silent by nature; TCP keep-alive notices when the other side is gone. */
const keepAliveMs = 60_000;

/** Makes a session of a signed-in connection. */
export const createImapSession = ({
  server: { connection, security, certificate },
  attempt,
  describe,
}: {
  server: OpenImap;
  attempt: Attempt;
  describe: (error: unknown) => Failure;
}): OwnedImapSession => {
  const { wire } = connection;
  connection.limits = { responseBytes: maxResponseBytes, responses: Number.POSITIVE_INFINITY };
  wire.socket.setKeepAlive(true, keepAliveMs);
  wire.socket.on('timeout', () => wire.fail(connection.explainSilence()));
  const closed = new Promise<void>((resolve) => {
    if (wire.socket.closed) resolve();
    else wire.socket.once('close', () => resolve());
  });
  void closed.then(() => attempt[Symbol.dispose]());

  const run = async (
    parts: string | CommandParts,
    options: Parameters<typeof connection.command>[1],
    silenceMs: number,
  ): Promise<Outcome<ImapAnswer, Failure>> => {
    try {
      wire.socket.setTimeout(silenceMs);
      const reply = await connection.command(parts, options);
      if (reply.status !== 'OK') return fail(describe(replyError(reply)));
      return succeed({ responseCode: reply.responseCode, text: reply.text });
    } catch (error) {
      return fail(describe(error));
    } finally {
      if (!connection.isBusy) wire.socket.setTimeout(0);
    }
  };

  const close = () => {
    wire.close('k0 LOGOUT\r\n');
    attempt[Symbol.dispose]();
  };

  return {
    capabilities: () => connection.capabilities ?? new Set(),
    security,
    certificate,
    command: (parts, { silenceMs = defaultSilenceMs, ...options } = {}) => run(parts, options, silenceMs),
    async idle({ onUntagged, signal }) {
      const finish = () => wire.write('DONE\r\n');
      const onContinue = () => {
        if (signal.aborted) finish();
        else signal.addEventListener('abort', finish, { once: true });
        return undefined;
      };
      try {
        return await run('IDLE', { onUntagged, onContinue }, 0);
      } finally {
        signal.removeEventListener('abort', finish);
      }
    },
    describe,
    handOver(taker, limits) {
      connection.limits = { responseBytes: limits.maxResponseBytes, responses: Number.POSITIVE_INFINITY };
      connection.handOver(taker);
      return { write: (data) => wire.writeAll(data), noteWork: () => wire.noteWork(), close };
    },
    traffic: () => ({ received: wire.socket.bytesRead, sent: wire.socket.bytesWritten }),
    closed,
    close,
    [Symbol.dispose]: close,
  };
};
