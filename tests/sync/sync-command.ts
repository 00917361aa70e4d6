import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { password, user } from './mail-server.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The account as the command names it in its store. */
export const commandAccount = createHash('sha256').update(`${user}\nlocalhost`).digest('hex').slice(0, 16);

/**
 * Starts `kurrier sync --json` on a data folder, in a process of its own; `limit` is shell that comes first. `ended` resolves with what it
 * printed.
 */
export const startSyncCommand = (
  data: string,
  { port, caPem, limit = '' }: { port: number; caPem: string; limit?: string },
): { child: ChildProcess; ended: Promise<string> } => {
  const ca = path.join(data, 'ca.pem');
  mkdirSync(data, { recursive: true });
  writeFileSync(ca, caPem);
  const account = { address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } };
  const args = ['bridge/src/cli/main.ts', 'sync', '--json', '--data', data, '--ca', ca, '--connect-to', `localhost:993:127.0.0.1:${port}`];
  const child = spawn('bash', ['-c', `${limit} exec "$0" "$@"`, process.execPath, ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(account));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended: once(child, 'close').then(() => output) };
};
