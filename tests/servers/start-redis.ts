import { chownSync } from 'node:fs';
import path from 'node:path';
import { signalTree } from './signal-tree.ts';
import { findFreePorts } from './free-ports.ts';
import type { ServerCertificate } from './create-ca.ts';
import { createServerFolder, requireBinary, runServer, startWithFreePorts, writeCertificate } from './run-server.ts';

/** A server that stores of bridges lie on. */
export interface StoreServer extends AsyncDisposable {
  uri: string;
  /** Where its files lie. */
  dir: string;
  /** Stops it with all its processes, as a computer that hangs does; or lets them go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Kills it with all its processes. */
  kill(): Promise<void>;
  /** Starts it again over what it had on its disk. */
  start(): Promise<void>;
}

/** Starts a private Redis whose every write is on its disk before it answers, unless `settings` say otherwise; with a certificate, by TLS alone. */
export const startRedis = (settings: readonly string[] = [], certificate?: ServerCertificate): Promise<StoreServer> =>
  startWithFreePorts(() => startOnce(settings, certificate));

const startOnce = async (settings: readonly string[], certificate: ServerCertificate | undefined): Promise<StoreServer> => {
  const binary = requireBinary('/usr/bin/redis-server', 'redis-server');
  const [port] = (await findFreePorts(1)) as [number];
  const dir = createServerFolder('redis');
  if (process.getuid?.() === 0) chownSync(dir, 65534, 65534);
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--maxmemory-policy', 'noeviction'];
  const ports = ['--port', certificate ? '0' : String(port)];
  if (certificate) {
    const [cert, key] = writeCertificate(dir, certificate);
    ports.push('--tls-port', String(port), '--tls-cert-file', cert, '--tls-key-file', key, '--tls-auth-clients', 'no');
  }
  const logFile = path.join(dir, 'redis.log');
  const command = [binary, ...ports, '--bind', '127.0.0.1', '--dir', dir, '--logfile', logFile, ...durable, ...settings];
  const run = () => runServer(command as [string, ...string[]], { dir, host: '127.0.0.1', port, logFile });
  let server = await run();
  return {
    uri: `${certificate ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    dir,
    signal: (signal) => signalTree(server.child.pid!, signal),
    kill: () => server.kill(),
    async start() {
      server = await run();
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
};
