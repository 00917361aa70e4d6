import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Call } from '@kurrier/shared/bridge/call';
import launcherOptions from '../../bridge/bin/node-options.json' with { type: 'json' };
import { connectBridge } from '../../bridge/src/cli/connect-bridge.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface BridgeProcess extends AsyncDisposable {
  /** The folder given with `--data`. */
  dataDir: string;
  port: number;
  pid: number;
  /** The code that a bridge without a paired browser shows. */
  pairingCode: string | null;
  /** Calls as the command line does, over the sealed channel. */
  call: Call;
  /** Everything on standard output and standard error so far. */
  output(): string;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Runs `kurrier serve` as people do, on a free port and a data folder of its own (removed in the end, unless it was given). `main`: the
 * file to run, if not that of the repository. `nodeArgs`: what Node is told beside what the launcher tells it.
 */
export const startBridgeProcess = async (
  overrides: { dataDir?: string; args?: string[]; port?: number; main?: string; nodeArgs?: string[] } = {},
): Promise<BridgeProcess> => {
  const dataDir = overrides.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'bridge-'));
  const args = ['serve', '--data', dataDir, '--port', String(overrides.port ?? 0), ...(overrides.args ?? [])];
  const nodeArgs = [...launcherOptions, ...(overrides.nodeArgs ?? [])];
  const child = spawn(process.execPath, [...nodeArgs, overrides.main ?? path.join(root, 'bridge/src/cli/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = once(child, 'close');
  // The pairing code, or the wish for one, is the last thing said; a bridge that ends before has said why.
  const port = await new Promise<number>((resolve, reject) => {
    const read = () => {
      const found = /running on 127\.0\.0\.1:(\d+)\./.exec(output);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.once('close', () => reject(new Error(`the bridge did not start:\n${output}`)));
  });
  const connected = await connectBridge(path.join(dataDir, 'store'));
  if (!connected.ok) throw new Error(`cannot call the bridge: ${connected.failure.kind}`);
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    child.kill(signal);
    await closed;
  };
  return {
    dataDir,
    port,
    pid: child.pid!,
    get pairingCode() {
      return /Pairing code: (\S+)/.exec(output)?.[1] ?? null;
    },
    call: connected.value,
    output: () => output,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (!overrides.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
