import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut, frozen and opened again. */
export interface Gate extends AsyncDisposable {
  port: number;
  /** How many connections there were. */
  connections(): number;
  /** How many there are. */
  open(): number;
  /** Bytes that came from the server, over all connections. */
  bytes(): number;
  /** Ends every connection; new ones are let through. */
  cut(): void;
  /** Ends every connection and refuses new ones, or lets them through again. */
  block(isBlocked: boolean): void;
  /** Resolves when so many bytes came from the server, or with the other promise. */
  passed(bytes: number, or: Promise<unknown>): Promise<void>;
  /** The same, and from then on nothing more is read from the server, until what it resolves with is called. */
  held(bytes: number, or: Promise<unknown>): Promise<() => void>;
  /** Waits so many milliseconds before each piece from the server; 0: not any more. */
  slow(ms: number): void;
  /** Passes nothing on any more, on the connections that there are, and says nothing of it. */
  freeze(): void;
  /**
   * Lets everything vanish, new connections too, as a network does that is gone: nothing is passed on, ended or refused. When it is back,
   * new connections are let through; those of before stay dead, as behind a router that has forgotten them.
   */
  vanish(isGone: boolean): void;
  /** Ends every connection to come after so many bytes from the server; null: not any more. */
  cutAfter(bytes: number | null): void;
}

export const startGate = async (target: { port: number }): Promise<Gate> => {
  const pairs = new Set<[Socket, Socket]>();
  let isBlocked = false;
  let isGone = false;
  const stranded = new Set<Socket>();
  let budget: number | null = null;
  let connections = 0;
  let bytes = 0;
  let delayMs = 0;
  const waiting = new Set<() => void>();
  let holdAt = Infinity;
  const held = new Set<Socket>();
  const server = createServer((client) => {
    connections++;
    if (isBlocked) return void client.destroy();
    if (isGone) return strand(client);
    const upstream = connect(target.port, '127.0.0.1');
    const pair: [Socket, Socket] = [client, upstream];
    let left = budget ?? Infinity;
    pairs.add(pair);
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      for (const wake of waiting) wake();
      if (bytes >= holdAt) {
        upstream.pause();
        held.add(upstream);
      } else if (delayMs > 0) {
        upstream.pause();
        setTimeout(() => upstream.resume(), delayMs);
      }
      client.write(chunk.subarray(0, Math.min(left, chunk.length)));
      left -= chunk.length;
      if (left <= 0) client.destroySoon();
    });
    for (const [socket, other] of [pair, pair.toReversed()] as [Socket, Socket][]) {
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const strand = (client: Socket): void => {
    stranded.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => stranded.delete(client));
    client.resume();
  };
  const freeze = (): void => {
    for (const [client, upstream] of pairs) {
      client.removeAllListeners('data');
      upstream.removeAllListeners('data');
    }
  };
  const cut = (): void => {
    for (const [client, upstream] of pairs) {
      client.destroy();
      upstream.destroy();
    }
  };
  const passed = async (target: number, or: Promise<unknown>): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => void (bytes >= target && resolve());
    waiting.add(look);
    await Promise.race([promise, or]);
    waiting.delete(look);
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => pairs.size,
    bytes: () => bytes,
    passed,
    async held(target, or) {
      holdAt = target;
      await passed(target, or);
      return () => {
        holdAt = Infinity;
        for (const upstream of held) upstream.resume();
        held.clear();
      };
    },
    slow(ms) {
      delayMs = ms;
    },
    cut,
    block(blocked) {
      isBlocked = blocked;
      if (blocked) cut();
    },
    freeze,
    vanish(gone) {
      isGone = gone;
      if (gone) freeze();
    },
    cutAfter(bytes) {
      budget = bytes;
    },
    async [Symbol.asyncDispose]() {
      cut();
      for (const client of stranded) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
