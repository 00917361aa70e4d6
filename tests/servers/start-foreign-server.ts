import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Leg } from '@kurrier/shared/account/connection';

export interface ForeignServer extends AsyncDisposable {
  port: number;
  /** Everything that it was sent. */
  received(): Buffer;
  /** Resolves when a `swapper` has accepted a connection and given its port back. */
  closed: Promise<void>;
  /** Lets a `swapper` greet. */
  greet(): void;
}

/** Only root can run a server as another user. */
export const canStartForeignServer = process.platform === 'linux' && process.getuid?.() === 0;

/** Runs `foreign-server-process.ts`. */
export const startForeignServer = async (
  kind: 'squatter' | 'daemon' | 'swapper',
  leg: Leg,
  { host = '127.0.0.1', port = 0 }: { host?: string; port?: number } = {},
): Promise<ForeignServer> => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'foreign-server-process.ts'), kind, leg, host, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const started = Promise.withResolvers<number>();
  const closed = Promise.withResolvers<void>();
  let received = '';
  createInterface(child.stdout).on('line', (line) => {
    const said = JSON.parse(line) as number | string;
    if (typeof said === 'number') started.resolve(said);
    else if (said === 'closed') closed.resolve();
    else received += said;
  });
  void exit.then(() => started.reject(new Error('the foreign server did not start')));
  return {
    port: await started.promise,
    received: () => Buffer.from(received, 'latin1'),
    closed: closed.promise,
    greet: () => void child.stdin.write('\n'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exit;
    },
  };
};
