import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Below those that the system itself gives to connections and to servers on port 0 (32768 and above on Linux): nobody else comes by one. */
const range = { first: 10_000, end: 32_000 };

/** Null where the port is taken. */
const tryListen = async (host: string): Promise<Server | null> => {
  const server = createServer().listen(randomInt(range.first, range.end), host);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null;
    throw error;
  }
};

const listenSomewhere = async (host: string): Promise<Server> => {
  for (let tries = 0; tries < 100; tries++) {
    const server = await tryListen(host);
    if (server) return server;
  }
  throw new Error(`no port is free on ${host}`);
};

/**
 * Ports that were free a moment ago, chosen at random and all different. For servers that cannot listen on port 0 themselves; whoever starts
 * one of those tries again with others when a port was taken meanwhile.
 */
export const findFreePorts = async (count: number, host = '127.0.0.1'): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, () => listenSomewhere(host)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  return ports;
};

/** A port that refuses connections: it was free a moment ago, and nothing listens on it. */
export const findClosedPort = async (): Promise<number> => (await findFreePorts(1))[0]!;
