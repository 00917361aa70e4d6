import type { Socket } from 'node:net';
import { ByteQueue } from './byte-queue.ts';
import { noteWork } from './current-work.ts';
import type { WireTap } from './wire-log/wire-log.ts';
import { asProtocolError, codeError, type ProtocolError } from './protocol-error.ts';

/** How far a unit has been looked at, kept between looks: without it each packet of a unit would be one more look at all before it. */
export interface ScanState {
  /** Where the line begins that is being looked at. */
  lineStart: number;
  /** Before this there is no line feed in that line. */
  searched: number;
  /** Literals before it. */
  literals: number;
}

/** Says where the first unit in the bytes ends (`end` > 0), or how many bytes must be there before it is worth looking again. */
export type Scan = (bytes: Buffer, state: ScanState) => { end: number } | { needs: number };

export const startScan = (): ScanState => ({ lineStart: 0, searched: 0, literals: 0 });

/** More than this is not read ahead of whoever takes the units. */
const readAheadBytes = 512 * 1024;

/** A unit is everything up to a line feed. */
export const scanLine: Scan = (bytes, state) => {
  const end = bytes.indexOf(10, state.searched) + 1;
  state.searched = bytes.length;
  return end > 0 ? { end } : { needs: bytes.length + 1 };
};

/**
 * A socket read in whole units, bounded. Errors, the other side's end and the abort of `signal` all surface in `read`, as a
 * `ProtocolError`; an error event never goes unheard, so nothing that a server does can end the process.
 */
export class Wire {
  readonly socket: Socket;
  readonly #unread = new ByteQueue();
  #failure: ProtocolError | undefined;
  #wake: (() => void) | undefined;
  #isCorked = false;
  #needs = 0;
  readonly #signal: AbortSignal;
  readonly #work: string;
  #tap: WireTap | undefined;

  /** `work` is what reading from this server is called where it holds everything else up; `tap` hears everything. */
  constructor(socket: Socket, signal: AbortSignal, { work = '', tap }: { work?: string; tap?: WireTap | undefined } = {}) {
    this.socket = socket;
    this.#work = work;
    this.#tap = tap;
    this.#signal = signal;
    socket.on('data', this.#onData);
    socket.on('error', (error) => this.#end(asProtocolError(error)));
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener('abort', this.#onAbort);
  }

  /** Says what follows is work on what came from this server, for whoever watches the event loop. */
  noteWork(): void {
    noteWork(this.#work);
  }

  readonly #onData = (chunk: Buffer) => {
    this.noteWork();
    this.#tap?.received(chunk);
    this.#unread.add(chunk);
    if (this.#unread.length >= this.#needs) this.#wake?.();
    if (this.#unread.length > Math.max(readAheadBytes, this.#needs)) this.socket.pause();
  };

  readonly #onEnd = () => this.#end(codeError('CLOSED'));

  readonly #onAbort = () => this.fail(asProtocolError(this.#signal.reason));

  /** Bytes that arrived and were not taken. */
  get unread(): Buffer {
    return this.#unread.bytes;
  }

  /** Whether reading and writing are over; the reason is what `read` rejects with. */
  get failure(): ProtocolError | undefined {
    return this.#failure;
  }

  /** The next unit, with its line feed. Rejects when it grows beyond `maxBytes`, or cannot come any more. */
  async read(scan: Scan, maxBytes: number): Promise<Buffer> {
    this.noteWork();
    const state = startScan();
    for (;;) {
      const found = this.#unread.length > 0 ? scan(this.#unread.bytes, state) : { needs: 1 };
      if ('end' in found && found.end <= maxBytes) {
        const unit = this.#unread.take(found.end);
        if (this.socket.isPaused() && this.#unread.length <= readAheadBytes) this.socket.resume();
        return unit;
      }
      const needs = 'end' in found ? found.end : found.needs;
      if (needs > maxBytes) throw codeError('LINE_TOO_LONG');
      await this.#fill(needs);
    }
  }

  /** Resolves when a byte is there to be read, or nothing can come any more. */
  async waitForByte(): Promise<void> {
    if (this.#unread.length === 0 && !this.#failure) await this.#wait(1);
  }

  /** Sends; what becomes of it shows in the next `read`. */
  write(data: string | Uint8Array): void {
    if (this.#failure || !this.socket.writable) return;
    this.#tap?.sent(data);
    this.#cork();
    this.socket.write(data);
  }

  /** What is written before the event loop gets its turn goes out as one: each write is a TLS record and a call of the system. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.socket.cork();
    process.nextTick(this.#uncork);
  }

  readonly #uncork = (): void => {
    this.#isCorked = false;
    this.socket.uncork();
  };

  /** Sends and waits until the bytes were taken by the system, for those who send much. */
  async writeAll(data: string | Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#tap?.sent(data);
    if (this.socket.write(data)) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.socket.off('drain', settle);
        this.socket.off('close', settle);
        resolve();
      };
      this.socket.on('drain', settle);
      this.socket.on('close', settle);
    });
    if (this.#failure) throw this.#failure as ProtocolError;
  }

  /** Gives the socket away, for the TLS handshake after STARTTLS. Nothing unread may be there. */
  release(): Socket {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.socket.off('data', this.#onData);
    this.socket.off('end', this.#onEnd);
    this.socket.off('close', this.#onEnd);
    this.socket.pause();
    this.#endTap();
    return this.socket;
  }

  /** Says a last line and closes, without waiting for an answer to it. */
  close(farewell?: string): void {
    if (farewell) this.write(farewell);
    this.#end(codeError('CLOSED'));
    this.socket.destroySoon();
  }

  /** Closes at once; whoever reads gets this error. */
  fail(error: ProtocolError): void {
    this.#end(error);
    this.socket.destroy();
  }

  #end(failure: ProtocolError): void {
    this.#failure ??= failure;
    this.#endTap();
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#wake?.();
  }

  #endTap(): void {
    this.#tap?.ended();
    this.#tap = undefined;
  }

  async #fill(needs: number): Promise<void> {
    if (this.#unread.length >= needs) return;
    if (this.#failure) throw this.#failure;
    await this.#wait(needs);
    if (this.#unread.length < needs) throw this.#failure ?? codeError('CLOSED');
  }

  #wait(needs: number): Promise<void> {
    this.#needs = needs;
    if (this.socket.isPaused()) this.socket.resume();
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        this.#needs = 0;
        resolve();
      };
    });
  }
}
