import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Everything that went through the proxy, both ways, in order. */
interface Recording {
  direction: 'to-bridge' | 'from-bridge';
  bytes: Buffer;
}

export interface ProxyOptions {
  targetPort: number;
  /** What becomes of bytes on their way from the bridge; `offset` counts over the whole connection. */
  alter?: (bytes: Buffer, offset: number) => Buffer;
}

export type Proxy = Awaited<ReturnType<typeof startProxy>>;

/** Stands between a client and the bridge, records every byte and may change the answers. */
export const startProxy = async ({ targetPort, alter = (bytes) => bytes }: ProxyOptions) => {
  const recordings: Recording[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    let offset = 0;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => [client, upstream].forEach((end) => end.destroy()));
    }
    client.on('data', (bytes: Buffer) => {
      recordings.push({ direction: 'to-bridge', bytes });
      // As an HTTP proxy would, it names the bridge in Host; the length stays the same, all ports here having five digits.
      upstream.write(
        Buffer.from(
          bytes.toString('latin1').replace(new RegExp(`^(host: 127\\.0\\.0\\.1):${port()}\r$`, 'im'), `$1:${targetPort}\r`),
          'latin1',
        ),
      );
    });
    upstream.on('data', (bytes: Buffer) => {
      const altered = alter(bytes, offset);
      offset += bytes.length;
      recordings.push({ direction: 'from-bridge', bytes: altered });
      client.write(altered);
    });
  });
  const port = () => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: port(),
    recordings,
    /** All bytes as one. */
    recorded: () => Buffer.concat(recordings.map(({ bytes }) => bytes)),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
