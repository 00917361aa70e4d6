import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface DelayingProxy extends AsyncDisposable {
  host: string;
  port: number;
}

/** Delivers chunks in order, each not before its time. */
const createConveyor = (deliver: (chunk: Buffer) => void) => {
  const chunks: Buffer[] = [];
  let lastDueMs = 0;
  return (chunk: Buffer, dueMs: number) => {
    lastDueMs = Math.max(lastDueMs, dueMs);
    chunks.push(chunk);
    setTimeout(() => deliver(chunks.shift()!), Math.max(0, lastDueMs - performance.now()));
  };
};

/**
 * A proxy that makes a server on loopback as far away as `roundTripMs` says. The system accepts a connection at once, so the first round
 * trip, that of TCP itself, is made up for: the server is reached one and a half round trips after the client connected, as over a real
 * line.
 */
export const startDelayingProxy = async (target: { host?: string; port: number }, roundTripMs: number): Promise<DelayingProxy> => {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const establishedMs = performance.now() + roundTripMs;
    const early: Buffer[] = [];
    let upstream: Socket | undefined;
    const toServer = createConveyor((chunk) => (upstream ? upstream.write(chunk) : early.push(chunk)));
    const toClient = createConveyor((chunk) => client.writable && client.write(chunk));
    const track = (socket: Socket, other: () => Socket | undefined) => {
      sockets.add(socket);
      socket.on('error', () => other()?.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        setTimeout(() => other()?.destroySoon(), roundTripMs / 2);
      });
    };
    track(client, () => upstream);
    client.on('data', (chunk: Buffer) => toServer(chunk, Math.max(performance.now(), establishedMs) + roundTripMs / 2));
    setTimeout(() => {
      if (client.destroyed) return;
      upstream = connect({ port: target.port, host: target.host ?? '127.0.0.1', noDelay: true });
      track(upstream, () => client);
      upstream.on('data', (chunk: Buffer) => toClient(chunk, performance.now() + roundTripMs / 2));
      for (const chunk of early) upstream.write(chunk);
    }, roundTripMs * 1.5);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
