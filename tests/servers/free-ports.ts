import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * Ports that were free a moment ago, chosen by the operating system and all different. For servers that cannot listen on
 * port 0 themselves; whoever starts one of those tries again with others when a port was taken meanwhile.
 */
export const findFreePorts = async (count: number, host = '127.0.0.1'): Promise<number[]> => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, host);
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  return ports;
};

/** A port that refuses connections: it was free a moment ago, and nothing listens on it. */
export const findClosedPort = async (): Promise<number> => (await findFreePorts(1))[0]!;
