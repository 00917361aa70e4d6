import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { ScriptedServerOptions } from './start-scripted-server.ts';
import type { Command, Fault, Step } from './script.ts';

/** The client went away: the rest of the script has nobody to be played to. */
class ClientGone extends Error {}
/** The client said something else than the script has. */
class Surprise extends Error {}

/** One connection of a scripted server: reads lines, writes lines, upgrades, breaks. */
export class PlayedConnection {
  #stream: Duplex;
  #unread = Buffer.alloc(0);
  #gone = false;
  #wake: (() => void) | undefined;
  #tag = '';
  readonly #raw: Socket;
  /** One for everything that waits for it: each listener of its own would stay with the socket. */
  readonly #closed: Promise<void>;
  readonly #options: ScriptedServerOptions;
  readonly #onLine: (line: string) => void;

  constructor(socket: Socket, options: ScriptedServerOptions, onLine: (line: string) => void) {
    this.#raw = socket;
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve()));
    this.#options = options;
    this.#onLine = onLine;
    this.#stream = socket;
    socket.setNoDelay(true);
    socket.on('error', () => this.#end());
    if (options.implicitTls) this.#stream = this.#wrap(socket);
    this.#listen();
  }

  /** Plays the steps in order; resolves with what went against the script, or null. */
  async play(steps: readonly Step[]): Promise<string | null> {
    try {
      await this.#playAll(steps);
      return null;
    } catch (error) {
      // A reset is how a client leaves that was still being talked to.
      if (error instanceof ClientGone || (this.#gone && !(error instanceof Surprise))) return null;
      this.#raw.destroy();
      return String(error instanceof Surprise ? error.message : error);
    }
  }

  async #playAll(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.#play(step);
  }

  async #play(step: Step): Promise<void> {
    if ('server' in step) await this.#write(`${step.server.replaceAll('{tag}', this.#tag)}\r\n`);
    else if ('raw' in step) await this.#write(step.raw);
    else if ('client' in step) this.#expect(step.client, await this.#readLine());
    else if ('clientBytes' in step) await this.#readBytes(step.clientBytes);
    else if ('clientUntil' in step) while (!step.clientUntil.test(await this.#readLine()));
    else if ('startTls' in step) {
      this.#stream.removeAllListeners('data');
      this.#stream = this.#wrap(this.#raw);
      this.#listen();
    } else if ('holdMs' in step) await this.#hold(wait(step.holdMs, undefined, { ref: false }));
    else if ('holdUntil' in step) await this.#hold(step.holdUntil);
    else if ('serve' in step) for (;;) await step.serve(this.#commandOf(await this.#readLine()));
    else await this.#break(step);
  }

  async #hold(until: Promise<unknown>): Promise<void> {
    await Promise.race([until, this.#closed]);
  }

  #commandOf(line: string): Command {
    return {
      line,
      tag: this.#tag,
      text: line.slice(this.#tag.length + 1),
      waiting: () => {
        const lines = this.#unread.toString('latin1').split('\r\n').slice(0, -1);
        return lines.map((next) => next.slice(next.indexOf(' ') + 1));
      },
      say: (said) => void (this.#stream.writable && this.#stream.write(`${said}\r\n`, 'latin1')),
      play: (steps) => this.#playAll(steps),
      readContent: () => this.#readContent(),
      socket: this.#raw,
    };
  }

  #expect(expected: RegExp | string, line: string): void {
    const matches = typeof expected === 'string' ? line === expected : expected.test(line);
    if (!matches) throw new Surprise(`expected ${String(expected)}, the client said ${JSON.stringify(line)}`);
  }

  async #break({ fault, line = '* OK still here', inContent }: Extract<Step, { fault: Fault }>): Promise<void> {
    if (fault === 'close') this.#stream.end();
    else if (fault === 'reset') this.#raw.resetAndDestroy();
    else if (fault === 'abandon') this.#raw.destroy();
    else if (fault === 'garbage') this.#stream.end(Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 151 + 128) % 256)));
    else if (fault !== 'silence') for (;;) await this.#write(fault === 'endless-line' ? 'x'.repeat(16_384) : `${line}\r\n`.repeat(500));
    if (fault === 'close' && !inContent) for (;;) await this.#readLine();
    await this.#closed;
    throw new ClientGone();
  }

  #wrap(socket: Socket): TLSSocket {
    const { certificate, tls = {} } = this.#options;
    if (!certificate) throw new Error('this script needs a certificate');
    const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ ...certificate, ...tls }) });
    secure.on('error', () => this.#end());
    return secure;
  }

  #listen(): void {
    this.#stream.on('data', (chunk: Buffer) => {
      this.#unread = Buffer.concat([this.#unread, chunk]);
      this.#wake?.();
    });
    this.#stream.on('end', () => this.#end());
    this.#stream.on('close', () => this.#end());
  }

  #end(): void {
    this.#gone = true;
    this.#wake?.();
  }

  async #more(): Promise<void> {
    if (this.#gone) throw new ClientGone();
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async #readLine(): Promise<string> {
    for (;;) {
      const end = this.#unread.indexOf('\n');
      if (end >= 0) {
        const line = this.#unread.subarray(0, end).toString().replace(/\r$/, '');
        this.#unread = this.#unread.subarray(end + 1);
        this.#tag = line.split(' ', 1)[0] ?? '';
        this.#onLine(line);
        return line;
      }
      await this.#more();
    }
  }

  async #readBytes(count: number): Promise<void> {
    while (this.#unread.length < count) await this.#more();
    this.#unread = this.#unread.subarray(count);
  }

  async #readContent(): Promise<string> {
    const end = '\r\n.\r\n';
    while (this.#unread.indexOf(end) < 0) await this.#more();
    const content = this.#unread.subarray(0, this.#unread.indexOf(end) + 2).toString('latin1');
    this.#unread = this.#unread.subarray(content.length + end.length - 2);
    return content.replace(/^\.\./gm, '.');
  }

  async #write(data: string | Uint8Array): Promise<void> {
    if (this.#gone || this.#stream.destroyed) throw new ClientGone();
    if (!this.#stream.write(data)) await Promise.race([once(this.#stream, 'drain'), this.#closed]);
  }
}
