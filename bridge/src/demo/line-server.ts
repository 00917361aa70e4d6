import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { SelfSigned } from './self-signed.ts';

/** One connection of a server that speaks in lines; what it says of a line may take its time, and the next line waits for it. */
export interface LineSession {
  greeting: () => Promise<void>;
  /** A line without its end, latin1; false ends the connection. */
  line: (line: string) => Promise<boolean>;
  /** Called once the connection is gone. */
  close: () => void;
}

export interface LineSocket {
  write: (text: string | Buffer) => void;
  /** Resolves with the line that follows, latin1, without its end; rejects where there is none. */
  readLine: () => Promise<string>;
  /** Resolves with so many bytes that follow the present line, as a literal does. */
  readBytes: (length: number) => Promise<Buffer>;
}

export interface LineServer extends AsyncDisposable {
  port: number;
}

/** Commands of our own clients are short; an upload of a message is the longest thing there is. */
const mostWaiting = 40 * 1024 * 1024;
const longestLine = 1024 * 1024;
const mostConnections = 50;

/** Serves TLS from the first byte on a free port of 127.0.0.1. Whoever says too much, or nothing for half an hour, is hung up on. */
export const startLineServer = async (identity: SelfSigned, open: (socket: LineSocket) => LineSession): Promise<LineServer> => {
  const sockets = new Set<TLSSocket>();
  const server = createServer({ key: identity.key, cert: identity.cert }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that went away is no news.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(30 * 60_000, () => socket.destroy());
    serve(socket, open);
  });
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

const serve = (socket: TLSSocket, open: (socket: LineSocket) => LineSession): void => {
  const reader = createReader(socket);
  const readLine = async (): Promise<string> => {
    const line = await reader.readLine();
    if (line === null) throw new Error('the connection ended within a command');
    return line;
  };
  const session = open({ write: (text) => void socket.write(text), readLine, readBytes: (length) => reader.readBytes(length) });
  socket.on('close', session.close);
  const run = async (): Promise<void> => {
    await session.greeting();
    for (let line = await reader.readLine(); line !== null; line = await reader.readLine()) if (!(await session.line(line))) break;
    socket.end();
  };
  void run().catch(() => socket.destroy());
};

/** Lines and pieces of what comes in, in their order; null, or a rejection, once there is no more. */
const createReader = (socket: TLSSocket) => {
  let waiting = Buffer.alloc(0);
  let isOver = false;
  let wake: (() => void) | null = null;
  const stir = () => {
    wake?.();
    wake = null;
  };
  socket.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
    if (waiting.length > mostWaiting) socket.destroy();
    stir();
  });
  socket.on('close', () => {
    isOver = true;
    stir();
  });
  const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const take = (length: number): Buffer => {
    const taken = waiting.subarray(0, length);
    waiting = waiting.subarray(length);
    return taken;
  };
  return {
    async readLine(): Promise<string | null> {
      for (let from = 0; ; await more()) {
        const end = waiting.indexOf('\n', from);
        if (end >= 0)
          return take(end + 1)
            .toString('latin1')
            .replace(/\r?\n$/, '');
        if (isOver || waiting.length > longestLine) return null;
        from = waiting.length;
      }
    },
    async readBytes(length: number): Promise<Buffer> {
      while (waiting.length < length) {
        if (isOver) throw new Error('the connection ended within a literal');
        await more();
      }
      return take(length);
    },
  };
};
