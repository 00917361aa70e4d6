import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttingProxy extends AsyncDisposable {
  port: number;
  /** From now on nothing is let through, in either direction, and nobody hears of it; or again, for connections that are made then. */
  cut(isCut: boolean): void;
}

/** A line to a server on this computer that can be cut as a network is: without a word to either end. */
export const startCuttingProxy = async (target: number): Promise<CuttingProxy> => {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  const server = createServer((client) => {
    // Whoever connects over a cut line waits for an answer.
    const upstream = connect(target, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('data', (chunk: Buffer) => void (isCut || to.write(chunk)));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroyAll = (): void => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    port: (server.address() as AddressInfo).port,
    cut(now) {
      isCut = now;
      // What was lost on the way is missed: the connection is of no use any more.
      if (!now) destroyAll();
    },
    async [Symbol.asyncDispose]() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
