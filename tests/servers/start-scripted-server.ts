import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { ServerCertificate } from './create-ca.ts';
import { PlayedConnection } from './play-script.ts';
import type { Step } from './script.ts';

export interface ScriptedServerOptions {
  host?: string;
  /** For TLS from the first byte, and for `startTls` steps. */
  certificate?: ServerCertificate;
  /** TLS from the first byte. */
  implicitTls?: boolean;
  /** What the script did not expect is no error: for servers that are spoken to in the wrong language on purpose. */
  lenient?: boolean;
  /** Limits what the server's TLS speaks: `{ maxVersion: 'TLSv1.2' }`. */
  tls?: {
    minVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
    maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
    ciphers?: string;
  };
}

export interface ScriptedServer extends AsyncDisposable {
  host: string;
  port: number;
  /** Connections accepted so far. */
  connections(): number;
  /** Connections that are open now. */
  open(): number;
  /** The most that were open at once. */
  mostOpen(): number;
  /** Every line that clients sent, in order, after decryption. */
  clientLines(): string[];
}

/**
 * A server that plays a transcript on every connection, or the n-th transcript on the n-th connection (the last one from then on).
 * Disposing it fails when a client said something that the script did not expect.
 */
export const startScriptedServer = async (
  script: readonly Step[] | ((connection: number) => readonly Step[]),
  options: ScriptedServerOptions = {},
): Promise<ScriptedServer> => {
  const { host = '127.0.0.1' } = options;
  const lines: string[] = [];
  const surprises: string[] = [];
  const sockets = new Set<Socket>();
  let [connections, mostOpen] = [0, 0];
  const server: Server = createServer((socket) => {
    const steps = typeof script === 'function' ? script(connections) : script;
    connections++;
    sockets.add(socket);
    mostOpen = Math.max(mostOpen, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    void new PlayedConnection(socket, options, (line) => lines.push(line))
      .play(steps)
      .then((surprise) => surprise && surprises.push(surprise));
  }).listen(0, host);
  await once(server, 'listening');
  return {
    host,
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => sockets.size,
    mostOpen: () => mostOpen,
    clientLines: () => [...lines],
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      if (surprises.length > 0 && !options.lenient) throw new Error(`the script was not followed:\n${surprises.join('\n')}`);
    },
  };
};
