import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePorts } from './free-ports.ts';
import type { ServerCertificate } from './create-ca.ts';
import { createServerFolder, requireBinary, runServer, startWithFreePorts, writeCertificate } from './run-server.ts';
import { signalTree } from './signal-tree.ts';
import type { StoreServer } from './start-redis.ts';

/** Debian keeps each version in a folder of its own. */
const findBinaries = (): string => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((name) => existsSync(path.join(root, name, 'bin/initdb'))) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0] ?? '*';
  return path.dirname(requireBinary(path.join(root, newest, 'bin/initdb'), 'postgresql'));
};

/** Starts a private PostgreSQL, which refuses to run as root: then as nobody. With a certificate it speaks TLS, too. */
export const startPostgres = (settings: readonly string[] = [], certificate?: ServerCertificate): Promise<StoreServer> =>
  startWithFreePorts(() => startOnce(settings, certificate));

const startOnce = async (given: readonly string[], certificate: ServerCertificate | undefined): Promise<StoreServer> => {
  const binaries = findBinaries();
  const [port] = (await findFreePorts(1)) as [number];
  const dir = createServerFolder('postgres');
  const data = path.join(dir, 'data');
  mkdirSync(data, { mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const folder of [dir, data]) chownSync(folder, 65534, 65534);
  const asUser = isRoot ? ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const [cert, key] = certificate ? writeCertificate(dir, certificate) : [];
  const settings = [...given, ...(cert && key ? ['ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`] : [])];
  const choices = ['-D', data, '-U', 'kurrier', '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C.UTF-8'];
  const [program = '', ...args] = [...asUser, path.join(binaries, 'initdb'), ...choices];
  execFileSync(program, args, { stdio: 'ignore', cwd: dir });
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', dir, ...settings.flatMap((setting) => ['-c', setting])];
  const command = [...asUser, path.join(binaries, 'postgres'), ...options];
  const run = async () => {
    const running = await runServer(command as [string, ...string[]], {
      dir,
      host: '127.0.0.1',
      port,
      logFile: path.join(dir, 'postgres.log'),
    });
    // Its port is open before it takes anybody in; it answers 0 then.
    const isReady = () => spawnSync(path.join(binaries, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0;
    for (const endMs = Date.now() + 10_000; !isReady() && Date.now() < endMs;) await wait(10);
    return running;
  };
  let server = await run();
  return {
    uri: `postgres://kurrier@127.0.0.1:${port}/postgres`,
    dir,
    signal: (signal) => signalTree(server.child.pid!, signal),
    async kill() {
      // Those that serve a connection end what they are at, without the one that started them.
      signalTree(server.child.pid!, 'SIGKILL');
      await server.kill();
    },
    async start() {
      server = await run();
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
};
