import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy in front of a server that keeps every byte of every connection, both ways. */
export interface Tap extends AsyncDisposable {
  host: string;
  port: number;
  toServer(): Buffer;
  toClient(): Buffer;
  connections(): number;
}

/** Listens on `listenHost` (loopback unless told) and passes everything on to the target. */
export const startTap = async (
  target: { host?: string; port: number },
  { listenHost = '127.0.0.1' }: { listenHost?: string } = {},
): Promise<Tap> => {
  const sent: Buffer[] = [];
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    connections++;
    const upstream = connect(target.port, target.host ?? '127.0.0.1');
    for (const [socket, other, record] of [
      [client, upstream, sent],
      [upstream, client, received],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (chunk: Buffer) => record.push(chunk));
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroySoon();
      });
      socket.pipe(other);
    }
  }).listen(0, listenHost);
  await once(server, 'listening');
  return {
    host: listenHost,
    port: (server.address() as AddressInfo).port,
    toServer: () => Buffer.concat(sent),
    toClient: () => Buffer.concat(received),
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
