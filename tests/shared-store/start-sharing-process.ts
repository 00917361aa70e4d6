import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { storeState } from '@kurrier/shared/bridge/store-state';
import type { Endpoint, RequestInput, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { connectBridge } from '../../bridge/src/cli/connect-bridge.ts';

export interface SharingProcessOptions {
  dataDir: string;
  uri: string;
  keyFile: string;
  leaseMs: number;
  roundMs: number;
  /** Authorities besides the public ones. */
  caFile?: string;
  /** By how much its clock is ahead. */
  clockMs?: number;
}

/** Starts a bridge on a shared store in a process of its own. */
export const startSharingProcess = async ({ dataDir, uri, keyFile, leaseMs, roundMs, caFile = '', clockMs = 0 }: SharingProcessOptions) => {
  const script = path.join(import.meta.dirname, 'sharing-process.ts');
  const clock = ['--import', path.join(import.meta.dirname, 'shifted-clock-process.ts')];
  const child = spawn(process.execPath, [...clock, script, dataDir, uri, keyFile, String(leaseMs), String(roundMs), caFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KURRIER_TEST_CLOCK_MS: String(clockMs) },
  });
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  const closed = once(child, 'close');
  await Promise.race([
    once(createInterface(child.stdout), 'line'),
    closed.then(() => Promise.reject(new Error(`the bridge did not start:\n${said.join('\n')}`))),
  ]);
  const connected = await connectBridge(path.join(dataDir, 'store'), () => Date.now() + clockMs);
  if (!connected.ok) throw new Error(connected.failure.kind);
  const call = async <E extends Endpoint>(endpoint: E, body: RequestInput<E>): Promise<ResponseOf<E>> => {
    const answer = await connected.value(endpoint, body);
    if (!answer.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(answer.failure)}`);
    return answer.value;
  };
  return {
    said,
    call,
    tryCall: connected.value,
    signal: (signal: NodeJS.Signals): void => void child.kill(signal),
    state: async () => (await call(storeState, {})).shared!,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
};
export type SharingProcess = Awaited<ReturnType<typeof startSharingProcess>>;
